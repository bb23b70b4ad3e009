import t from 'tap'
import { parseBody, parseName, parseTitle, parseWebUrl } from '../../src/domain/comment.js'
import { DomainError } from '../../src/domain/errors.js'
import { renderAvatar } from '../../src/http/pages/avatar.js'
import { renderDemoPage } from '../../src/http/pages/demo-page.js'
import { renderEmbedPage } from '../../src/http/pages/embed-page.js'
import { renderErrorPage } from '../../src/http/pages/error-page.js'
import { describeFieldError } from '../../src/http/pages/field-errors.js'
import { formatAge, formatPlural } from '../../src/http/pages/format.js'
import { html, raw } from '../../src/http/pages/html.js'
import { pageLink, webAddress } from '../../src/http/pages/links.js'
import { LANGUAGES, MESSAGES, pickLanguage } from '../../src/http/pages/messages.js'
import { DEMO_STYLESHEET, EMBED_STYLESHEET } from '../../src/http/pages/page-styles.js'
import { renderThread } from '../../src/http/pages/thread-view.js'
import {
  makeComment,
  makeConversation,
  makeCrowd,
  makeForm,
  makeReading,
  makeThread,
  NOW,
} from '../support/sample-pages.js'

const BREAK_OUT = `"'\`><script>alert(1)</script><img src=x onerror=alert(1)></title></style></textarea><!--&amp;`
const SCRIPT_URLS = [
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'data:text/html,<b>',
  'vbscript:x',
]

/** A page where every text that a stranger may choose is the same hostile one. */
function renderHostile(text: string, url: string): string[] {
  const author = { id: text, name: text, url, moderator: true }
  const reply = makeComment({ id: 'reply', author, editedAt: text === '' ? null : NOW.toISOString() })
  const comment = makeComment({ id: text, author, pinned: true, votes: 3, replies: [reply], replyCount: 9 })
  const thread = makeThread({ site: text, slug: text, title: text, url, comments: [comment], nextCursor: text })
  const reading = makeReading({
    query: { lang: 'fr', sort: 'top', cursor: text, under: text },
    form: makeForm({
      values: { name: text, url, body: text },
      errors: [
        { field: text, detail: text },
        { field: 'body', detail: text },
      ],
      formToken: text,
      replyTo: { id: text, name: text },
    }),
  })
  const gone = { ...thread, comments: [{ ...comment, deleted: true }] }
  return [
    renderEmbedPage({ ...reading, thread }),
    renderEmbedPage({ ...reading, language: 'fr', thread: gone }),
    renderDemoPage({ ...reading, thread }),
    renderErrorPage({ language: 'en', status: 400, title: text, detail: text, back: url }),
  ]
}

t.test('a template escapes what it is given, unless it is markup', async (t) => {
  t.equal(`${html`<p title="${`&<>"'\``}">${0}</p>`}`, '<p title="&amp;&lt;&gt;&quot;&#39;&#96;">0</p>')
  t.equal(`${html`${null}${false}${html`<b>`}${[html`<i>`, raw('<u>')]}`}`, '<b><i><u>')
  const imposter = JSON.parse('{"toString":"x","text":"<script>"}')
  t.throws(() => `${html`${imposter}`}`, 'an object that only looks like markup is refused')
})

t.test('hostile names, titles, slugs and form values stay text in every slot', async (t) => {
  for (const page of renderHostile(BREAK_OUT, 'https://example.org/"><script>alert(1)</script>')) {
    t.notMatch(page, /<script>|<img|<!--|onerror=alert\(1\)>/, 'no tag of theirs')
    const ours = /<script type="(?:application\/ld\+json|module" src="embed\.js)">/g
    t.equal(page.match(/<script/g)?.length ?? 0, page.match(ours)?.length ?? 0)
    t.equal(page.match(/<\/title>/g)?.length, 1)
    t.equal(page.match(/<\/style>/g)?.length, 1)
  }
})

t.test('no address but http and https is ever a link', async (t) => {
  for (const url of SCRIPT_URLS) {
    t.equal(webAddress(url), null, url)
    for (const page of renderHostile('Ann', url)) {
      t.notMatch(page, /(?:href|src|action)="\s*(?:javascript|data:text|vbscript)/i)
    }
  }
  const error = { language: 'en', status: 404, title: 'Gone', detail: null } as const
  t.notMatch(renderErrorPage({ ...error, back: '//evil.example' }), /evil/, 'a path of ours is not a host of theirs')
  t.match(renderErrorPage({ ...error, back: '/demo' }), /href="\/demo"/)
})

t.test('structured data cannot leave its element and is still the same data', async (t) => {
  const title = '</script><script>alert(1)</script>\u2028<!--'
  const replies = [makeComment({ html: '<p>1 &lt; 2 &amp;amp; <a href="https://example.org">yes</a></p>' })]
  const comments = [makeComment({ deleted: true, replies })]
  const page = renderEmbedPage({ ...makeReading(), thread: makeThread({ title, comments }) })
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? []
  t.notMatch(json, /[<>&\u2028]/)
  const data = JSON.parse(json)
  t.equal(data['@type'], 'DiscussionForumPosting')
  t.equal(data.headline, title)
  t.equal(data.comment[0].text, '1 < 2 &amp; yes', 'a reply is found under its tombstone, as plain text')
})

t.test('a stylesheet is static and cannot close its element', async (t) => {
  for (const sheet of [EMBED_STYLESHEET, DEMO_STYLESHEET]) {
    t.notMatch(sheet, /<|url\(|@import/i)
    t.notMatch(
      sheet,
      /[\s;{](?:margin|padding|border)-(?:left|right):|[\s;{](?:left|right):/,
      'no side but start and end',
    )
  }
  const page = renderDemoPage({ ...makeReading(), thread: makeThread() })
  t.ok(page.includes(`<style>${DEMO_STYLESHEET}</style>`))
  t.notMatch(page, /\sstyle="|\son[a-z]+="/, 'nothing that a strict security policy would refuse')
})

t.test('every message is there in every language', async (t) => {
  const keys = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .filter(([key]) => key !== 'many')
          .map(([key, inner]) => [key, keys(inner)])
      : typeof value
  t.same(keys(MESSAGES.fr), keys(MESSAGES.en))
  const texts = JSON.stringify(MESSAGES.fr)
  t.notMatch(texts, /""| [;!?»]|« /, 'French marks keep their no-break spaces, and nothing is empty')
  t.equal(
    MESSAGES.fr.emailNote,
    "Votre adresse e-mail n'apparaîtra pas : elle est transformée en empreinte dès son arrivée et n'est jamais conservée.",
  )
  t.equal(MESSAGES.fr.write, 'Poster un commentaire')
})

t.test('plurals follow the rules of each language', async (t) => {
  const count = (language: 'en' | 'fr', n: number) => formatPlural(language, n, MESSAGES[language].comments)
  t.equal(count('en', 0), '0 comments')
  t.equal(count('en', 1), '1 comment')
  t.equal(count('fr', 0), '0 commentaire')
  t.equal(count('fr', 2), '2 commentaires')
  t.equal(count('fr', 1_000_000), '1\u202f000\u202f000 de commentaires')
})

t.test('a date is told as its age, then as a date', async (t) => {
  const age = (secondsAgo: number) => formatAge('fr', new Date(NOW.getTime() - secondsAgo * 1000), NOW)
  t.equal(age(-60), undefined)
  t.equal(age(59), undefined)
  t.equal(age(3 * 60), 'il y a 3 minutes')
  t.equal(age(26 * 3600), 'hier')
  t.equal(age(40 * 86_400), '13 octobre 2026')
})

t.test('the language is the one the browser likes best', async (t) => {
  t.equal(pickLanguage(undefined, 'fr'), 'fr')
  t.equal(pickLanguage('de, *;q=0.5', 'fr'), 'fr')
  t.equal(pickLanguage('fr-CA,fr;q=0.9,en;q=0.8', 'en'), 'fr')
  t.equal(pickLanguage('fr;q=0.2, en-GB;q=0.7', 'fr'), 'en')
  t.equal(pickLanguage('fr;q=0, de', 'en'), 'en')
  t.equal(pickLanguage(`${'x,'.repeat(100_000)}fr`, 'en'), 'en')
})

t.test('an avatar depends on the random id alone, but for its letter', async (t) => {
  const draw = (id: string, name: string) => `${renderAvatar({ id, name })}`
  t.equal(draw('a1', 'Ann'), draw('a1', 'Ann'))
  t.equal(draw('a1', 'Ann').replace('>A<', '><'), draw('a1', 'Bob').replace('>B<', '><'))
  t.ok(new Set(Array.from({ length: 100 }, (_, index) => draw(`a${index}`, 'Ann'))).size > 50)
  t.match(draw('a1', '«élodie»'), />É</)
  t.match(draw('a1', '🦉'), /><\/text>/)
  t.match(draw('a1', '<'), /><\/text>/)
})

t.test('every mistake that the domain names has a sentence of its own in both languages', async (t) => {
  const attempts = [
    () => parseName(''),
    () => parseName('\u2800'),
    () => parseName('a\nb'),
    () => parseName('a\u202eb'),
    () => parseName('x'.repeat(81)),
    () => parseBody('x'.repeat(10_001)),
    () => parseBody('\u0000'),
    () => parseBody('\ud800'),
    () => parseTitle('a\nb'),
    () => parseWebUrl('author.url', 'example', 500),
    () => parseWebUrl('author.url', 'javascript:1', 500),
    () => parseWebUrl('author.url', 'https://a:b@example.org', 500),
  ]
  for (const attempt of attempts) {
    const error = t.throws(attempt)
    if (!(error instanceof DomainError)) throw new Error('the domain did not refuse')
    const [field] = error.fields
    if (field === undefined) throw new Error('the domain did not name the field')
    for (const language of LANGUAGES) {
      const sentence = describeFieldError(language, field)
      t.not(sentence, describeFieldError(language, { field: 'unheard', detail: 'of' }), field.detail)
      t.notMatch(sentence, /#/)
    }
  }
  t.match(
    describeFieldError('fr', { field: 'body', detail: 'is longer than 10000 characters' }),
    /10\u202f000 caractères/,
  )
})

t.test('the form keeps what was typed, except the address, and ties each error to its field', async (t) => {
  const errors = [{ field: 'author.email', detail: 'is not an address' }]
  const form = makeForm({ values: { name: 'Ann', body: '\nFirst line' }, errors })
  const page = `${renderThread(makeThread(), makeReading({ form }))}`
  t.match(page, /name="author.name" [^>]*value="Ann"/)
  t.match(page, />\n\nFirst line<\/textarea>/, 'the line break that HTML eats is not theirs')
  t.match(
    page,
    /name="author.email" [^>]*aria-describedby="causerie-email-error causerie-email-note" aria-invalid="true"/,
  )
  t.notMatch(page, /name="author.email"[^>]*value=/)
  t.match(page, /<a href="#causerie-email">/)
  t.match(page, /action="\/v1\/sites\/demo\/threads\/bonjour\/comments"/)
  t.match(page, /aria-hidden="true"><label[^>]*>[^<]*<\/label><input [^>]*name="website"[^>]*tabindex="-1"/)
})

t.test('a reply is written below the comment it answers', async (t) => {
  const thread = makeThread({ slug: 'a/b', comments: makeConversation('en') })
  const [first] = thread.comments
  const [answered] = first?.replies ?? []
  if (answered === undefined) throw new Error('the sample has no reply')
  const form = makeForm({ replyTo: { id: answered.id, name: answered.author.name } })
  const page = `${renderThread(thread, makeReading({ form, query: { lang: 'en', sort: 'top', cursor: null, under: null } }))}`
  t.equal(page.match(/id="causerie-form"/g)?.length, 1)
  t.ok(page.indexOf('id="causerie-form"') > page.indexOf(`comment-${answered.id}`))
  t.ok(page.indexOf('id="causerie-form"') < page.indexOf('It was mostly turnip'))
  t.match(page, new RegExp(`name="parentId" value="${answered.id}"`))
  t.match(page, /href="\?lang=en&amp;sort=top&amp;reply=[^"]*#causerie-form"/, 'the order stays as it was')
  t.match(page, /threads\/a%2Fb\/comments/)
})

t.test('a closed thread takes no comment, an empty one asks for the first', async (t) => {
  const closed = `${renderThread(makeThread({ open: false, comments: makeCrowd() }), makeReading())}`
  t.notMatch(closed, /#causerie-form|id="causerie-form"|\/comments"/)
  t.match(closed, /This conversation is closed/)
  const empty = `${renderThread(makeThread(), makeReading({ language: 'fr', form: makeForm({ notice: 'submitted' }) }))}`
  t.match(empty, /Aucun commentaire/)
  t.match(empty, /role="status"><p><strong>Merci/)
})

t.test('a tombstone shows neither author nor text, and its replies stay', async (t) => {
  const replies = [makeComment({ name: 'Bob' })]
  const comments = [makeComment({ name: 'Secret', html: '<p>Secret</p>', deleted: true, replies })]
  const page = renderEmbedPage({ ...makeReading(), thread: makeThread({ comments }) })
  t.notMatch(page, /Secret/)
  t.match(page, /This comment has been deleted/)
  t.match(page, /<bdi>Bob<\/bdi>/)
})

t.test('a link to the page keeps what the reader asked for', async (t) => {
  const query = { lang: null, sort: 'newest', cursor: 'a b', under: null } as const
  t.equal(pageLink(query, { cursor: null }, 'causerie'), '?sort=newest#causerie')
  t.equal(pageLink(query, { reply: 'x&y' }, 'causerie-form'), '?sort=newest&cursor=a+b&reply=x%26y#causerie-form')
})
