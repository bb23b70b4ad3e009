import { readdirSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { conductChecks } from '../../src/screening/conduct/index.js'
import { spamChecks } from '../../src/screening/spam/index.js'
import { describeConcepts } from '../../src/screening/text/concept-features.js'
import { CONCEPTS } from '../../src/screening/text/concept-words.js'
import { SHAPE_NAMES } from '../../src/screening/text/shape.js'
import { describeShape } from '../../src/screening/text/shape-labels.js'
import { importWeb } from '../support/web-module.js'

const MESSAGES = 'web/console/messages'
const root = path.resolve(import.meta.dirname, '../../..')
const files = readdirSync(path.join(root, MESSAGES)).map((name) => `${MESSAGES}/${name}`)

type Words = { [key: string]: string | ((...values: never[]) => string) | Words | readonly string[] }

/** Every place of a tree of words, as a path with the kind of thing that stands there. */
function placesOf(words: Words, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    const place = `${prefix}${key}`
    if (typeof value === 'object') return placesOf(value as Words, `${place}.`)
    return value === '' ? [`${place} is empty`] : [`${place} ${typeof value}`]
  })
}

t.test('every word of the console is there in both languages', async (t) => {
  let sections = 0
  for (const file of files) {
    const exported = await importWeb<Record<string, { en?: Words; fr?: Words }>>([file])
    for (const [name, section] of Object.entries(exported)) {
      if (section.en === undefined || section.fr === undefined) continue
      sections += 1
      t.strictSame(placesOf(section.fr), placesOf(section.en), name)
    }
  }
  t.ok(sections >= files.length - 1, 'every file of words but the one for counting was looked at')
})

interface Explaining {
  explainSignal: (signal: object) => { text: string; quotes: readonly string[] }
  nameFeature: (feature: string) => string
  changePreferences: (change: { language: string }) => void
}
const explaining = await importWeb<Explaining>(['web/console/queue/explain.ts', 'web/console/preferences.ts'])

function explain(language: string, signal: { check: string; details?: object; note?: string; score?: number }) {
  explaining.changePreferences({ language })
  return explaining.explainSignal({ version: '1', score: 0.5, note: 'NOTE', ...signal })
}

t.test('a signal is told in words, and points at the words of the text', async (t) => {
  const model = {
    check: 'spam-model',
    details: {
      probability: 0.934,
      reasons: ['+1.2 word "casino"', '+0.4 number of links: 3 to 4', '-0.9 word "merci"'],
    },
  }
  t.strictSame(explain('en', model), {
    text: 'Spam model 0.93: “casino”, number of links (3 to 4)',
    quotes: ['casino'],
  })
  t.equal(explain('fr', model).text, 'Modèle de spam 0,93\u00a0: «\u00a0casino\u00a0», nombre de liens (3 à 4)')
  const repeated = { check: 'repeated-body', details: { same: 3, near: 0, threads: 3, sites: 1, spam: 2 } }
  t.equal(explain('en', repeated).text, 'The same text 3 times on 3 other threads, 2 of them spam')
  t.equal(explain('fr', { check: 'unheard-of', note: 'something else' }).text, 'something else')
})

t.test('the policy that a decision followed is told in words, and only what counted in its mode', async (t) => {
  const { sayPolicy, changePreferences } = await importWeb<{
    sayPolicy: (policy: object) => string
    changePreferences: (change: { language: string }) => void
  }>(['web/console/comment/say.ts', 'web/console/preferences.ts'])
  const thresholds = { hold: 0.4, spam: 0.9, conductHold: 0.7 }
  for (const [language, mode, expected] of [
    ['en', 'open', /^The policy at that time was “Open”\. From 0\.90 [^.]*\.$/],
    ['en', 'balanced', /“Balanced”\. Below 0\.40 .* from 0\.90 .* From 0\.70 /],
    ['fr', 'trusted', /«\u00a0Confiance\u00a0»\. En dessous de 0,40 .* 0,90 .* 0,70 /],
    ['fr', 'strict', /^La politique d’alors était «\u00a0Strict\u00a0»\. À partir de 0,90 [^.]*\.$/],
  ] as const) {
    changePreferences({ language })
    t.match(sayPolicy({ mode, thresholds }), expected, `${mode} in ${language}`)
  }
})

t.test('every check of the service has words of its own', async (t) => {
  const wordless = [...spamChecks, ...conductChecks]
    .map(({ name }) => name)
    .filter(
      (check) =>
        explain('fr', { check, details: { kind: check === 'ban' ? 'author' : 'same', token: 'missing' } }).text ===
        'NOTE',
    )
  t.strictSame(wordless, [])
})

t.test('every property that the models name is translated', async (t) => {
  explaining.changePreferences({ language: 'fr' })
  const untranslated = SHAPE_NAMES.map((_, property) => describeShape(property, 3))
    .filter((feature) => explaining.nameFeature(feature) === feature)
    // The same word in both languages.
    .filter((feature) => !feature.startsWith('alphabet'))
  t.strictSame(untranslated, [])
})

t.test('everything that the models find a text to be about is translated', async (t) => {
  explaining.changePreferences({ language: 'fr' })
  const places = CONCEPTS.map((_, place) => place)
  // Alone, with a link, from an author with a website; and with every other one.
  const seconds = [255, 254, 253, ...places]
  const described = places.flatMap((one) => seconds.map((other) => describeConcepts(one, other)))
  const untranslated = described.filter((feature) => !explaining.nameFeature(feature).startsWith('il est question'))
  t.strictSame(untranslated, [])
})

interface Piece {
  text: string
  kind: string
}
const { markPieces } = await importWeb<{ markPieces: (body: string, quotes: readonly string[]) => Piece[] }>([
  'web/console/queue/highlight.ts',
])

t.test('highlighting leaves the text as it is and marks whole words, links and ways to be contacted', async (t) => {
  const body =
    'Casino! The casinos of casino.example: https://casino.example/x?y=(1) or <b>me@mail.example</b>, 06 12 34 56 78.'
  const pieces = markPieces(body, ['casino'])
  t.equal(pieces.map(({ text }) => text).join(''), body)
  t.strictSame(
    pieces.filter(({ kind }) => kind !== 'plain').map(({ text, kind }) => `${kind} ${text}`),
    [
      'quote Casino',
      'quote casino',
      'link https://casino.example/x?y=(1',
      'contact me@mail.example',
      'contact 06 12 34 56 78',
    ],
  )
})

t.test('words that a hostile text makes a model quote are only ever text', async (t) => {
  const body = 'a.*(b)[c]{d}^$|\\ + <script>'
  t.equal(
    markPieces(body, ['.*(', '[c]{d}^$|\\', '+'])
      .map(({ text }) => text)
      .join(''),
    body,
  )
  t.strictSame(markPieces('', ['x']), [])
})

t.test('what an act in the audit log was about is said in words, and nothing else is', async (t) => {
  interface Saying {
    sayDetail: (act: { verb: string; detail: object | null }) => string
    changePreferences: (change: { language: string }) => void
  }
  const { sayDetail, changePreferences } = await importWeb<Saying>([
    'web/console/audit/say-detail.ts',
    'web/console/preferences.ts',
  ])
  changePreferences({ language: 'fr' })
  for (const [verb, detail, said] of [
    ['comment.decide', { action: 'approve', reason: 'clean' }, 'Approuvé'],
    ['comment.decide', { action: 'reject', reason: 'off-topic' }, 'Refusé, Hors sujet'],
    ['batch.begin', { action: 'markSpam', matched: 2_000 }, 'Classé comme spam, 2\u202f000 commentaires'],
    ['key.create', { role: 'viewer', sites: null }, 'Lecture seule, Tous les sites'],
    ['invitation.create', { role: 'moderator', sites: ['demo', 'blog'] }, 'Modération, demo, blog'],
    ['invitation.withdraw', { because: 'moderator.remove' }, 'Compte fermé'],
    ['ban.place', { kind: 'network', effect: 'hold' }, 'Réseau, Retenu'],
    ['job.retry', { queue: 'apply-batch' }, 'Décider en nombre'],
    ['session.begin', { hasSecondFactor: true }, ''],
    ['site.change', { fields: ['name'] }, ''],
    ['passkey.add', null, ''],
  ] as const)
    t.equal(sayDetail({ verb, detail }), said, verb)
})
