/** The widget's languages: nothing is missing, nothing is left over, and every sentence has the places that the code fills. */

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'

type Sentence = string | Record<string, string>
type Locale = Record<'first' | 'later', Record<string, Sentence>>

const FOLDER = path.resolve(import.meta.dirname, '../../../web/widget/locales')
const names = readdirSync(FOLDER).map((file) => path.basename(file, '.json'))
const locales = new Map(names.map((name) => [name, readLocale(name)]))
const english = readLocale('en')

function readLocale(name: string): Locale {
  return JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')) as Locale
}

/** `#` and `{name}`, however often. A form for one or two may say the number in words. */
function placesOf(sentence: Sentence): string[] {
  const text = typeof sentence === 'string' ? sentence : (sentence.other ?? '')
  return [...text.matchAll(/#|\{\w+\}/g)].map(([place]) => place)
}

/** The plural forms that a language uses for whole numbers. */
function formsOf(name: string): string[] {
  const rules = new Intl.PluralRules(name)
  return [...new Set(Array.from({ length: 201 }, (_, number) => rules.select(number)))].sort()
}

t.test('there are English, French and at least twenty more', async (t) => {
  t.ok(names.length >= 22, `${names.length} languages`)
  t.same(
    ['en', 'fr', 'ar', 'he', 'fa', 'zh-Hans', 'zh-Hant'].filter((name) => !names.includes(name)),
    [],
  )
  for (const name of names) t.same(Intl.getCanonicalLocales(name), [name])
})

for (const [name, locale] of locales) {
  t.test(`${name} has every sentence, whole`, async (t) => {
    for (const part of ['first', 'later'] as const) {
      t.strictSame(Object.keys(locale[part]), Object.keys(english[part]), `${part}: the same keys in the same order`)
      for (const [key, sentence] of Object.entries(locale[part])) {
        const original = english[part][key] ?? ''
        t.strictSame(placesOf(sentence), placesOf(original), key)
        t.equal(typeof sentence, typeof original, key)
        const texts = typeof sentence === 'string' ? [sentence] : Object.values(sentence)
        for (const text of texts) t.ok(text.trim() === text && text !== '', `${key} says something`)
      }
    }
  })

  t.test(`${name} has every plural form that its numbers need`, async (t) => {
    const plurals = [...Object.entries(locale.first), ...Object.entries(locale.later)]
    for (const [key, sentence] of plurals) {
      if (typeof sentence === 'string') continue
      const missing = formsOf(name).filter((form) => !(form in sentence))
      t.strictSame(missing, [], key)
    }
  })

  t.test(`${name} is not English under another name`, { skip: name === 'en' }, async (t) => {
    const sentences = Object.entries(locale.first).filter(([, sentence]) => typeof sentence === 'string')
    const same = sentences.filter(([key, sentence]) => sentence === english.first[key] && String(sentence).length > 9)
    t.strictSame(same, [])
  })
}

t.test('the address’s note says in French what is true', async (t) => {
  t.equal(
    locales.get('fr')?.first.emailNote,
    "Votre adresse e-mail n'apparaîtra pas : elle est transformée en empreinte dès son arrivée et n'est jamais conservée.",
  )
})

t.test('the code uses every sentence and no other', async (t) => {
  const folder = path.dirname(FOLDER)
  const source = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n')
  const keys = [...Object.keys(english.first), ...Object.keys(english.later)]
  // Orders, statuses and reasons are looked up by their own names.
  const unused = keys.filter(
    (key) =>
      !source.includes(`.${key}`) &&
      !source.includes(`'${key}'`) &&
      !new RegExp(`\\b${key}\\b[^=]*\\} = (words|await)`).test(source),
  )
  t.strictSame(unused, [])
})
