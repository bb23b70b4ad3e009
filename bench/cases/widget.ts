/**
 * The widget: time from navigation to a readable thread, against the same page with the thread written into it by hand; and
 * what the widget costs an article, against the same article without it.
 */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { DEMO_ARTICLES } from '../../src/http/pages/demo-article.js'
import { launchBrowser } from '../../test/support/browser.js'
import { startService } from '../children.js'
import { insertThread, withDatabase } from '../database.js'
import type { Bench } from '../plan.js'
import type { Section } from '../report.js'
import { compare, median, type Side } from '../rounds.js'

const COMMENTS = 100
// A phone of the middle range on a slow mobile network: Lighthouse's "slow 4G" and a processor four times slower.
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const CPU_SLOWDOWN = 4
const PAGES_IN_S = 1_000
/** 1.5 times the time. */
const GOAL = 1 / 1.5

interface Load {
  /** When all comments that the page shall have were laid out and painted. */
  readableMs: number
  /** When the largest picture or paragraph of the first screen was painted. */
  largestMs: number
  /** Of every task the time beyond 50 ms, in which nobody is answered. */
  blockedMs: number
  shift: number
  bytes: number
}

/** Looks at every frame until a page has its comments; measures until it has nothing more to do. */
const WATCH = `
  const seen = { readableMs: 0, largestMs: 0, blockedMs: 0, shift: 0 }
  const kinds = {
    'largest-contentful-paint': ({ startTime }) => { seen.largestMs = startTime },
    'longtask': ({ duration }) => { seen.blockedMs += duration - 50 },
    'layout-shift': ({ value }) => { seen.shift += value },
  }
  const flushes = Object.entries(kinds).map(([type, see]) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(see))
    observer.observe({ type, buffered: true })
    return () => observer.takeRecords().forEach(see)
  })
  const finish = () => {
    if (document.readyState !== 'complete') return addEventListener('load', finish)
    requestIdleCallback(() => {
      for (const flush of flushes) flush()
      window.seen = seen
    })
  }
  const look = () => {
    const root = document.querySelector('causerie-thread')?.shadowRoot ?? document
    if (!document.body || root.querySelectorAll('article').length < Number(document.body.dataset.comments))
      return requestAnimationFrame(look)
    requestAnimationFrame(() => setTimeout(() => {
      seen.readableMs = performance.now()
      finish()
    }))
  }
  requestAnimationFrame(look)
`

export async function measureWidget(bench: Bench): Promise<Section> {
  const { plan, directory } = bench
  const databaseUrl = await bench.createDatabase()
  await withDatabase(databaseUrl, (db) => insertThread(db, 'read', COMMENTS))
  const service = await startService({ role: 'api', databaseUrl, directory })
  const browser = await launchBrowser()
  const widget = `<script type="module" src="${service.url}/embed.js"></script><causerie-thread site="demo" slug="read"></causerie-thread>`
  const pages = await servePages({
    '/thread': renderPage(widget),
    '/article': renderPage('', ARTICLE),
    '/article-with-widget': renderPage(widget, ARTICLE),
  })
  const loads = new Map<string, Load[]>()
  const side = (name: string, path: string): Side => ({
    name,
    measure: async (round) => {
      const load = await loadPage(browser, pages.origin + path)
      if (round >= 0) loads.set(path, [...(loads.get(path) ?? []), load])
      return (PAGES_IN_S * 1_000) / load.readableMs
    },
  })
  const options = {
    ...plan,
    onRound: (round: number, line: string) => bench.say(`widget ${round + 1} of ${plan.rounds}: ${line}`),
  }
  try {
    pages.add('/inlined', renderPage(await readThreadMarkup(browser, `${pages.origin}/thread`)))
    const results = await compare(side('comments in the page', '/inlined'), [side('widget', '/thread')], options)
    await compare(side('article', '/article'), [side('article with the widget', '/article-with-widget')], options)
    return {
      title: 'Widget',
      intro: `From navigation to a painted thread of ${COMMENTS} comments, in Chromium with an empty cache, a ${CPU_SLOWDOWN} times slower processor, ${(NETWORK.downloadThroughput * 8) / 1_000_000} Mbit/s and ${NETWORK.latency} ms of latency. The limit is the same thread and form, with the same looks, written into the page by hand, compressed. In pages that could be read one after the other in ${PAGES_IN_S} s.`,
      tables: [{ caption: '', unit: `pages/${PAGES_IN_S} s`, goal: Number(GOAL.toFixed(2)), results }],
      text: describeLoads(loads),
    }
  } finally {
    await browser.close()
    await pages.close()
    await service.close()
  }
}

const ROWS = {
  '/inlined': 'the comments in the page',
  '/thread': 'the widget',
  '/article': 'an article of several screens',
  '/article-with-widget': 'the article, the widget below it',
}

function describeLoads(loads: ReadonlyMap<string, readonly Load[]>): string {
  const rows = Object.entries(ROWS).map(([path, name]) => {
    const of = (key: keyof Load): number => median((loads.get(path) ?? []).map((load) => load[key]))
    const times = [of('readableMs'), of('largestMs'), of('blockedMs')].map((ms) => `${Math.round(ms)} ms`)
    return `| ${[name, ...times, of('shift').toFixed(3), Math.round(of('bytes')).toLocaleString('en')].join(' | ')} |`
  })
  return [
    'What such a page costs, in medians. Blocked is what tasks last beyond 50 ms; the bytes are those on the line, with headers.',
    '',
    '| page | readable | largest paint | blocked | layout shift | bytes |',
    '|---|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n')
}

const { title, standfirst, opening, sections } = DEMO_ARTICLES.en
const ARTICLE = [...opening, ...sections.flatMap(({ paragraphs }) => paragraphs)]
  .map((paragraph) => `<p>${paragraph}</p>`)
  .join('\n')

/** A page as docs/embedding.md has it: the thread has room, so that the footer need not move. */
function renderPage(thread: string, article = ''): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width">
<style>body { margin: 1rem; font: 1rem/1.5 system-ui } causerie-thread { display: block; min-block-size: 100vh }</style>
<body data-comments="${thread === '' ? 0 : COMMENTS}"><main><h1>${title}</h1><p>${standfirst}</p>${article}${thread}</main><footer>The end.</footer></body></html>`
}

/**
 * What the widget makes of the thread, as somebody would write it who knew it beforehand: markup and style, no script, and
 * laid out as a whole, as a page by hand is.
 */
async function readThreadMarkup(browser: Browser, url: string): Promise<string> {
  const page = await browser.newPage()
  await page.goto(url)
  await page
    .locator('causerie-thread article')
    .nth(COMMENTS - 1)
    .waitFor({ state: 'attached' })
  const markup = await page.evaluate<string>(`(() => {
    const { adoptedStyleSheets, innerHTML } = document.querySelector('causerie-thread').shadowRoot
    const rules = adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules]).map(({ cssText }) => cssText)
    const style = rules.join('').replaceAll('content-visibility: auto;', '')
    return '<style>' + style + '</style>' + innerHTML
  })()`)
  await page.close()
  return `<causerie-thread><template shadowrootmode="open">${markup}</template></causerie-thread>`
}

async function loadPage(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    let bytes = 0
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', NETWORK)
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    await page.addInitScript(WATCH)
    await page.goto(url)
    await page.waitForFunction('window.seen')
    return { ...(await page.evaluate<Omit<Load, 'bytes'>>('window.seen')), bytes }
  } finally {
    await context.close()
  }
}

interface PageServer {
  origin: string
  add: (path: string, page: string) => void
  close: () => Promise<void>
}

async function servePages(pages: Record<string, string>): Promise<PageServer> {
  const compressed = new Map<string, Buffer>()
  // Beforehand, so that no page waits for its own compression.
  const add = (path: string, page: string): void => {
    compressed.set(path, brotliCompressSync(page))
  }
  for (const [path, page] of Object.entries(pages)) add(path, page)
  const server = createServer((request, response) => {
    const page = compressed.get(request.url ?? '')
    if (page === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br' }).end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
