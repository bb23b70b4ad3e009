import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import t from 'tap'
import { DEMO_ARTICLES } from '../../src/http/pages/demo-article.js'
import { renderDemoPage } from '../../src/http/pages/demo-page.js'
import { renderEmbedPage } from '../../src/http/pages/embed-page.js'
import { renderErrorPage } from '../../src/http/pages/error-page.js'
import { LANGUAGES, type Language } from '../../src/http/pages/messages.js'
import { listViolations, RULES_OF_LOOKS } from '../support/axe.js'
import { launchBrowser, servePages } from '../support/browser.js'
import { makeConversation, makeCrowd, makeForm, makeReading, makeThread } from '../support/sample-pages.js'

const STATES = ['empty', 'talk', 'crowd', 'reply', 'report', 'invalid', 'closed', 'notice', 'problem'] as const
type State = (typeof STATES)[number]
const SCHEMES = ['light', 'dark'] as const

const INVALID = [
  { field: 'author.name', detail: 'is empty' },
  { field: 'author.email', detail: 'is not an e-mail address' },
  { field: 'body', detail: 'is longer than 10000 characters' },
  { field: 'formToken', detail: 'has expired' },
]

/** `/<demo or embed>/<state>/<language>`, as the links of the tests below. */
function renderPath(address: string): string {
  const [, kind = 'embed', state = 'empty', language = 'en'] = address.split('?')[0]?.split('/') ?? []
  return render(kind, state as State, language === 'fr' ? 'fr' : 'en')
}

function render(kind: string, state: State, language: Language): string {
  if (state === 'problem') {
    const title = language === 'fr' ? 'Site introuvable' : 'Site not found'
    return renderErrorPage({ language, status: 404, title, detail: 'x'.repeat(300), back: '/' })
  }
  const comments = state === 'empty' ? [] : state === 'crowd' ? makeCrowd() : makeConversation(language)
  const thread = makeThread({
    title: DEMO_ARTICLES[language].title,
    comments,
    open: state !== 'closed',
    nextCursor: state === 'crowd' ? 'next' : null,
  })
  const answered = comments[0]?.replies[0]
  const form = makeForm({
    ...(state === 'invalid' && { errors: INVALID, values: { body: 'Hello', url: 'https://example.org/' } }),
    ...(state === 'notice' && { notice: 'submitted' }),
    ...(state === 'reply' && answered && { replyTo: { id: answered.id, name: answered.author.name } }),
    formToken: 'token',
  })
  const ownVotes = answered ? { [answered.id]: 1 as const } : {}
  const reportOn = state === 'report' ? (answered?.id ?? null) : null
  const view = { ...makeReading({ language, form, ownVotes, reportOn }), thread }
  return kind === 'demo' ? renderDemoPage(view) : renderEmbedPage(view)
}

// A real browser on a busy machine takes its time.
t.setTimeout(120_000)

const browser = await launchBrowser()
const server = await servePages(renderPath)
t.teardown(async () => {
  await browser.close()
  await server.close()
})

async function withPage(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(options)
  await use(await context.newPage())
  await context.close()
}

for (const colorScheme of SCHEMES) {
  t.test(`axe finds nothing in any state, ${colorScheme}`, async (t) => {
    const rules = colorScheme === 'light' ? undefined : RULES_OF_LOOKS
    await withPage({ colorScheme, bypassCSP: true, viewport: { width: 390, height: 844 } }, async (page) => {
      // The words make no difference to the colours.
      for (const language of colorScheme === 'light' ? LANGUAGES : LANGUAGES.slice(0, 1)) {
        // A hundred comments are slow to examine, and differ between languages in nothing that the talk lacks.
        for (const state of STATES.filter((each) => each !== 'crowd' || language === 'en')) {
          await page.goto(`${server.origin}/embed/${state}/${language}`)
          t.same(await listViolations(page, rules), [], `embed page, ${state}, ${language}`)
        }
        for (const state of ['talk', 'empty'] as const) {
          await page.goto(`${server.origin}/demo/${state}/${language}`)
          t.same(await listViolations(page, rules), [], `demo page, ${state}, ${language}`)
        }
      }
    })
  })
}

t.test('axe would find something', async (t) => {
  await withPage({ bypassCSP: true }, async (page) => {
    await page.goto(`${server.origin}/embed/talk/en`)
    await page.evaluate(`document.querySelector('#causerie-name').labels[0].remove()`)
    t.match((await listViolations(page)).join(), /label/)
  })
})

t.test('nothing is wider than the narrowest screen, in either direction of writing', async (t) => {
  await withPage({ viewport: { width: 320, height: 640 } }, async (page) => {
    for (const kind of ['embed', 'demo']) {
      for (const state of STATES) {
        await page.goto(`${server.origin}/${kind}/${state}/fr`)
        for (const direction of ['ltr', 'rtl']) {
          await page.evaluate(`document.documentElement.dir = '${direction}'`)
          const width = await page.evaluate<number>('document.documentElement.scrollWidth')
          t.equal(width, 320, `${kind}, ${state}, ${direction}`)
        }
      }
    }
  })
})

t.test('a page asks nothing of anybody and lives with the strictest policy', async (t) => {
  const complaints: string[] = []
  const requests: string[] = []
  await withPage({}, async (page) => {
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => requests.push(request.url()))
    for (const kind of ['embed', 'demo']) {
      await page.goto(`${server.origin}/${kind}/crowd/en`)
      const radius = await page.evaluate(`getComputedStyle(document.querySelector('.causerie-avatar')).borderRadius`)
      t.equal(radius, '50%', 'the stylesheet was allowed')
    }
  })
  t.same(complaints, [])
  t.same(
    requests.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).pathname),
    ['/embed/crowd/en', '/demo/crowd/en', '/demo/crowd/embed.js'],
  )
})

t.test('a comment is written and sent by keyboard, without JavaScript', async (t) => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${server.origin}/embed/talk/en#causerie-form`)
    await page.getByLabel('Comment (required)').focus()
    await page.keyboard.type('I agree, slowly.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Ann')
    await page.keyboard.press('Tab')
    await page.keyboard.type('ann@example.org')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await Promise.all([page.waitForURL('**/notice/**'), page.keyboard.press('Enter')])
    t.match(await page.getByRole('status').textContent(), /your comment has arrived/)
  })
  t.same(Object.fromEntries(server.sent[0] ?? []), {
    body: 'I agree, slowly.',
    'author.name': 'Ann',
    'author.email': 'ann@example.org',
    'author.url': '',
    'page.url': 'https://paper.example/ideas/the-art',
    'page.title': DEMO_ARTICLES.en.title,
    formToken: 'token',
    website: '',
  })
})

t.test('mistakes get the keyboard at once, and lead to their fields', async (t) => {
  await withPage({}, async (page) => {
    await page.goto(`${server.origin}/embed/invalid/en`)
    await page.waitForFunction(`document.activeElement.matches('.causerie-errors')`)
    t.equal(await page.getByRole('alert').count(), 1)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForFunction(`document.activeElement.id === 'causerie-name'`)
    t.match(page.url(), /#causerie-name$/)
  })
})

t.test('the trap for robots is out of sight and out of reach, but laid out', async (t) => {
  await withPage({}, async (page) => {
    await page.goto(`${server.origin}/embed/talk/en`)
    t.equal(await page.getByRole('textbox', { name: 'Leave this field empty' }).count(), 0)
    t.not(await page.evaluate(`getComputedStyle(document.querySelector('.causerie-extra')).display`), 'none')
    const box = await page.locator('.causerie-extra').boundingBox()
    t.ok(box !== null && box.width <= 1 && box.height <= 1)
  })
})

t.test('a printed page has the talk and not the tools', async (t) => {
  await withPage({}, async (page) => {
    await page.goto(`${server.origin}/demo/talk/en`)
    await page.emulateMedia({ media: 'print' })
    t.notOk(await page.locator('.causerie-form').isVisible())
    t.ok(await page.getByText('It was mostly turnip').isVisible())
  })
})

const PICTURES = [
  { name: 'demo-desktop-light-fr', path: 'demo/talk/fr', width: 1280, height: 1100, colorScheme: 'light' },
  { name: 'demo-desktop-dark-en', path: 'demo/talk/en', width: 1280, height: 1100, colorScheme: 'dark' },
  { name: 'demo-phone-light-en', path: 'demo/talk/en', width: 390, height: 844, colorScheme: 'light' },
  { name: 'demo-phone-dark-fr', path: 'demo/talk/fr', width: 390, height: 844, colorScheme: 'dark' },
  { name: 'thread-desktop-light-en', path: 'embed/talk/en', width: 1280, height: 1180, colorScheme: 'light' },
  { name: 'thread-phone-light-fr', path: 'embed/talk/fr', width: 390, height: 1200, colorScheme: 'light' },
  { name: 'reply-desktop-dark-fr', path: 'embed/reply/fr', width: 1280, height: 1300, colorScheme: 'dark' },
  {
    name: 'errors-phone-light-fr',
    path: 'embed/invalid/fr#causerie-form',
    width: 390,
    height: 1200,
    colorScheme: 'light',
  },
] as const

// Pictures show the fonts of the machine that takes them, so they are taken on purpose, not on every run.
t.test('pictures for the documentation', { skip: process.env.UPDATE_SCREENSHOTS !== '1' }, async (t) => {
  const folder = path.resolve(import.meta.dirname, '../../../docs/screenshots')
  mkdirSync(folder, { recursive: true })
  for (const { name, path: address, width, height, colorScheme } of PICTURES) {
    await withPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' }, async (page) => {
      await page.goto(`${server.origin}/${address}`)
      const picture = await page.screenshot({ path: path.join(folder, `${name}.png`) })
      t.ok(picture.length < 300_000, name)
    })
  }
})
