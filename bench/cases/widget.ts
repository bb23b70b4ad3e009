/** The widget: time from navigation to a readable thread, against the same page with the comments written into it. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../../test/support/browser.js'
import { startService } from '../children.js'
import { insertThread, withDatabase } from '../database.js'
import type { Bench } from '../plan.js'
import type { Section } from '../report.js'
import { compare, type Side } from '../rounds.js'

const COMMENTS = 100
// A phone of the middle range on a slow mobile network: Lighthouse's "slow 4G" and a processor four times slower.
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const CPU_SLOWDOWN = 4
const PAGES_IN_S = 1_000
/** 1.5 times the time. */
const GOAL = 1 / 1.5

// Looks at every frame: readable is what has been laid out and painted.
const WATCH = `
  const look = () => {
    const root = document.querySelector('causerie-thread')?.shadowRoot ?? document
    if (root.querySelectorAll('article').length < ${COMMENTS}) return requestAnimationFrame(look)
    requestAnimationFrame(() => setTimeout(() => { window.readableMs = performance.now() }))
  }
  requestAnimationFrame(look)
`

export async function measureWidget(bench: Bench): Promise<Section> {
  const { plan, directory } = bench
  const databaseUrl = await bench.createDatabase()
  await withDatabase(databaseUrl, (db) => insertThread(db, 'read', COMMENTS))
  const service = await startService({ role: 'api', databaseUrl, directory })
  const browser = await launchBrowser()
  const embed = await (await fetch(`${service.url}/embed/demo/read`)).text()
  const pages = await servePages({
    '/inlined': embed,
    '/widget': `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><meta name="viewport" content="width=device-width">
<script type="module" src="${service.url}/embed.js"></script><main><h1>x</h1><causerie-thread site="demo" slug="read"></causerie-thread></main></html>`,
  })
  try {
    const side = (name: string, path: string): Side => ({
      name,
      measure: async () => (PAGES_IN_S * 1_000) / (await timePage(browser, pages.origin + path)),
    })
    const results = await compare(side('comments in the page', '/inlined'), [side('widget', '/widget')], {
      ...plan,
      onRound: (round, line) => bench.say(`widget ${round + 1} of ${plan.rounds}: ${line}`),
    })
    return {
      title: 'Widget',
      intro: `From navigation to a painted thread of ${COMMENTS} comments, in Chromium with an empty cache, a ${CPU_SLOWDOWN} times slower processor, ${(NETWORK.downloadThroughput * 8) / 1_000_000} Mbit/s and ${NETWORK.latency} ms of latency. The limit is the same thread and form written into the page by the server, compressed. In pages that could be read one after the other in ${PAGES_IN_S} s.`,
      tables: [{ caption: '', unit: `pages/${PAGES_IN_S} s`, goal: Number(GOAL.toFixed(2)), results }],
    }
  } finally {
    await browser.close()
    await pages.close()
    await service.close()
  }
}

/** Milliseconds from navigation until the thread can be read. */
async function timePage(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', NETWORK)
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    await page.addInitScript(WATCH)
    await page.goto(url)
    await page.waitForFunction('window.readableMs')
    return await page.evaluate<number>('window.readableMs')
  } finally {
    await context.close()
  }
}

async function servePages(pages: Record<string, string>): Promise<{ origin: string; close: () => Promise<void> }> {
  // Beforehand, so that no page waits for its own compression.
  const compressed = new Map(Object.entries(pages).map(([url, page]) => [url, brotliCompressSync(page)]))
  const server = createServer((request, response) => {
    const page = compressed.get(request.url ?? '')
    if (page === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br' }).end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
