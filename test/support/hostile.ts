/** Hostile texts as name, address and body of approved comments, opened wherever readers see them; what ran, what stood there. */

import type { Browser, Page } from 'playwright-core'
import type { Test } from 'tap'
import { type Accepted, commentsPath, decideAll, inParallel } from './requests.js'
import type { Service } from './service.js'
import type { WidgetBrowser } from './widget-page.js'

/** Counts whatever would run, whichever way it is called; set up before anything of the page, in its frames as well. */
export const DETECTOR = `
  window.fired = []
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
    window[name] = (...values) => { window.fired.push(name + ': ' + values.join()) }
  addEventListener('error', (event) => { if (event.error) window.fired.push('error: ' + event.message) }, true)
`

export const firedOn = (page: Page): Promise<string[]> => page.evaluate<string[]>('window.fired')

/** What of a comment could not have been asked for: other tags than ours, other attributes, addresses that are not the web. */
const FIND_STRANGE = `(bodies) => {
  const allowed = new Set('P BR EM STRONG CODE PRE BLOCKQUOTE UL OL LI A'.split(' '))
  const strange = []
  for (const body of bodies) for (const node of body.querySelectorAll('*')) {
    const isName = body.matches('.author, .causerie-author') && ['A', 'BDI'].includes(node.tagName)
    if (!allowed.has(node.tagName) && !isName) strange.push(node.outerHTML)
    if (node.getAttributeNames().some((name) => !['href', 'rel', ...(isName ? ['target'] : [])].includes(name))) strange.push(node.outerHTML)
    if (node.hasAttribute('href') && !/^https?:/.test(node.getAttribute('href'))) strange.push(node.outerHTML)
  }
  return { strange, bodies: bodies.length }
}`

const RECEIPT_PAGES = 6
/** Hundreds of comments on a page, perhaps on a busy machine. */
const PATIENCE_MS = 120_000

interface Found {
  strange: string[]
  bodies: number
}

export const findInWidget = (page: Page): Promise<Found> =>
  page.evaluate<Found>(
    `(${FIND_STRANGE})([...document.querySelectorAll('causerie-thread')].flatMap(({ shadowRoot }) => [...shadowRoot.querySelectorAll('.body, .author')]))`,
  )
const findInPage = (page: Page): Promise<Found> =>
  page.evaluate<Found>(`(${FIND_STRANGE})([...document.querySelectorAll('.causerie-body, .causerie-author')])`)

export interface Tried {
  /** Different texts, and in how many places one was taken. */
  texts: number
  taken: { body: number; name: number; url: number }
  executions: number
  strangeNodes: number
  /** Requests to anybody but the page and the service. */
  strangers: number
}

/**
 * Sends every text, approves what was taken, and opens it in the widget, on the embed page and on the receipt page, without
 * their policies: nothing but the markup itself may hold a script back.
 */
export async function tryTexts(
  t: Test,
  { service, widgets }: { service: Service; widgets: WidgetBrowser },
  texts: readonly string[],
  { atOnce = 200, say = (_line: string): void => {} } = {},
): Promise<Tried> {
  const tried: Tried = {
    texts: texts.length,
    taken: { body: 0, name: 0, url: 0 },
    executions: 0,
    strangeNodes: 0,
    strangers: 0,
  }
  let coming = publish(service, texts.slice(0, atOnce), 'hostile-0', tried)
  for (let from = 0; from < texts.length; from += atOnce) {
    const { slug, accepted } = await coming
    // The service takes the next ones while the browser looks at these.
    const next = from + atOnce
    coming = publish(service, texts.slice(next, next + atOnce), `hostile-${next}`, tried)
    const places = { widget: openWidget, embed: openEmbed, receipt: openReceipts }
    const looks = Object.entries(places).map(async ([place, look]) => {
      const found = await look({ service, widgets }, slug, accepted)
      tried.executions += found.fired.length
      tried.strangeNodes += found.strange.length
      tried.strangers += found.strangers.length
      t.same(found.fired, [], `${slug}, ${place}: nothing ran`)
      t.same(found.strange, [], `${slug}, ${place}: only our own nodes`)
      t.same(found.strangers, [], `${slug}, ${place}: nothing is asked of anybody else`)
      t.equal(found.seen, accepted.length, `${slug}, ${place}: every comment was there`)
    })
    await Promise.all(looks)
    say(`${Math.min(from + atOnce, texts.length)} of ${texts.length}`)
  }
  return tried
}

async function publish(
  service: Service,
  texts: readonly string[],
  slug: string,
  tried: Tried,
): Promise<{ slug: string; accepted: Accepted[] }> {
  const accepted = await sendAll(service, slug, texts, tried)
  const ids = accepted.map(({ id }) => id)
  for (let first = 0; first < ids.length; first += 100)
    await decideAll(service, 'approve', ids.slice(first, first + 100))
  return { slug, accepted }
}

async function sendAll(service: Service, slug: string, texts: readonly string[], tried: Tried): Promise<Accepted[]> {
  const taken = await inParallel(
    texts.map((text) => async () => {
      // What is refused as a name or an address is still tried as a body, and the other way round.
      for (const [author, body] of [
        [{ name: text, url: text }, text],
        [{ name: text }, text],
        [{ name: 'Ann', url: text }, text],
        [{ name: 'Ann' }, text],
        [{ name: text }, 'A body.'],
      ] as const) {
        const answer = await service.client<Accepted>(commentsPath(slug), { json: { author, body } })
        if (answer.status !== 202) continue
        if (body === text) tried.taken.body += 1
        if (author.name === text) tried.taken.name += 1
        if ('url' in author) tried.taken.url += 1
        return answer.body
      }
      return undefined
    }),
  )
  return taken.filter((accepted) => accepted !== undefined)
}

interface Seen {
  fired: string[]
  strange: string[]
  strangers: string[]
  seen: number
}

type Look = (
  on: { service: Service; widgets: WidgetBrowser },
  slug: string,
  accepted: readonly Accepted[],
) => Promise<Seen>

const openWidget: Look = async ({ service, widgets }, slug, accepted) => {
  // A link to the newest brings all before it along.
  const newest = accepted
    .map(({ id }) => id)
    .toSorted()
    .at(-1)
  const { page, requests, close } = await widgets.open(
    { slug, hash: `#comment-${newest}` },
    { bypassCSP: true, prepare: (page) => page.addInitScript(DETECTOR) },
  )
  page.setDefaultTimeout(PATIENCE_MS)
  await page.locator('causerie-thread .target').waitFor()
  const { strange, bodies } = await findInWidget(page)
  const fired = await firedOn(page)
  const own = [widgets.origin, service.url]
  await close()
  return { fired, strange, strangers: strangersOf(requests, own), seen: bodies / 2 }
}

const openEmbed: Look = async ({ service, widgets }, slug) => {
  const { page, requests, close } = await openPage(widgets.browser)
  const seen: Seen = { fired: [], strange: [], strangers: [], seen: 0 }
  let address: string | null = `/embed/demo/${slug}`
  while (address !== null) {
    await page.goto(new URL(address, service.url).href)
    const { strange, bodies } = await findInPage(page)
    seen.strange.push(...strange)
    seen.fired.push(...(await firedOn(page)))
    seen.seen += bodies / 2
    address = await page.evaluate<string | null>(`document.querySelector('a[rel=next]')?.href ?? null`)
  }
  seen.strangers = strangersOf(requests, [service.url])
  await close()
  return seen
}

/** A few pages at once, for each has to go slowly. */
const openReceipts: Look = async (on, slug, accepted) => {
  const share = Math.ceil(accepted.length / RECEIPT_PAGES)
  const shares = Array.from({ length: RECEIPT_PAGES }, (_, n) => accepted.slice(n * share, (n + 1) * share))
  const all = await Promise.all(shares.map((some) => openReceiptsInTurn(on, slug, some)))
  return {
    fired: all.flatMap(({ fired }) => fired),
    strange: all.flatMap(({ strange }) => strange),
    strangers: all.flatMap(({ strangers }) => strangers),
    seen: all.reduce((sum, { seen }) => sum + seen, 0),
  }
}

/** One page, and every receipt behind its # in turn. */
const openReceiptsInTurn: Look = async ({ service, widgets }, _slug, accepted) => {
  const { page, requests, close } = await openPage(widgets.browser)
  await page.goto(`${service.url}/receipt?lang=en`)
  const seen = await page.evaluate<{ shown: number; strange: string[] }>(`(async () => {
    const strange = []
    let shown = 0
    let next = 0
    const link = document.querySelector('#thread')
    for (const { id, receipt } of ${JSON.stringify(accepted)}) {
      // Chromium passes over addresses that change more than 200 times in 10 s.
      if (performance.now() < next) await new Promise((resolve) => setTimeout(resolve, next - performance.now()))
      next = performance.now() + 60
      location.hash = receipt
      const until = performance.now() + 30_000
      while (!link.href.endsWith('#comment-' + id) && performance.now() < until) await new Promise((resolve) => setTimeout(resolve))
      if (link.href.endsWith('#comment-' + id)) shown += 1
      strange.push(...[...document.querySelectorAll('#body *')].map(({ outerHTML }) => outerHTML))
    }
    return { shown, strange }
  })()`)
  const fired = await firedOn(page)
  await close()
  return { fired, strange: seen.strange, strangers: strangersOf(requests, [service.url]), seen: seen.shown }
}

async function openPage(browser: Browser): Promise<{ page: Page; requests: string[]; close: () => Promise<void> }> {
  const context = await browser.newContext({ bypassCSP: true })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await page.addInitScript(DETECTOR)
  return { page, requests, close: () => context.close() }
}

function strangersOf(requests: readonly string[], own: readonly string[]): string[] {
  return requests.filter((url) => !url.startsWith('data:') && !own.some((origin) => url.startsWith(`${origin}/`)))
}

/**
 * The same texts as markup, each in a frame of its own: how many of them run in today's browser when nobody holds them
 * back. Without this a zero above would say nothing.
 */
export async function countFiring(browser: Browser, texts: readonly string[], { atOnce = 200 } = {}): Promise<number> {
  const { page, close } = await openPage(browser)
  await page.route('**/*', (route) =>
    route.request().url() === 'http://open.example/'
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>x</title><body>' })
      : route.abort(),
  )
  let firing = 0
  for (let from = 0; from < texts.length; from += atOnce) {
    await page.goto('http://open.example/')
    firing += await page.evaluate<number>(`(async () => {
      const frames = await Promise.all(${JSON.stringify(texts.slice(from, from + atOnce))}.map((text) => new Promise((resolve) => {
        const frame = document.createElement('iframe')
        // Scripts run, and lead nobody away from this page.
        frame.sandbox = 'allow-scripts allow-same-origin'
        frame.srcdoc = '<!doctype html><title>x</title><body>' + text
        frame.onload = () => resolve(frame)
        document.body.append(frame)
      })))
      // What fails to load says so a moment later than the page that asked for it.
      for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
      return frames.filter((frame) => { try { return frame.contentWindow.fired.length > 0 } catch { return false } }).length
    })()`)
  }
  await close()
  return firing
}
