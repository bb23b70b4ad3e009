/** The console: how long a moderator who decides by key waits for the next comment, with a long queue behind it. */

import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Db } from '../../db/database.js'
import { insertModerator } from '../../db/queries/moderators.js'
import { replaceSite } from '../../db/queries/sites.js'
import type { SiteId } from '../../src/domain/comment.js'
import type { ModeratorId } from '../../src/domain/moderator.js'
import { DEFAULT_POLICY } from '../../src/domain/policy.js'
import { beginSession } from '../../src/lifecycle/begin-session.js'
import { createNewId } from '../../src/new-id.js'
import { launchBrowser } from '../../test/support/browser.js'
import { insertHeld } from '../../test/support/held.js'
import { startService } from '../children.js'
import { insertPending, untilDecided, withDatabase } from '../database.js'
import type { Bench } from '../plan.js'
import type { Section } from '../report.js'
import { percentile } from '../rounds.js'

const SITE = 'demo' as SiteId
const GOAL_MS = 50
const BULK_THREADS = 100
const WARM_UP = 10
/** What is pressed, by turns: each ends with the key that decides. */
const DECISIONS: readonly (readonly string[])[] = [['a'], ['s'], ['r', 'r']]

// From the key's own time to the end of the frame in which both the row and the pane are those of another comment. A key
// that only asks for a reason changes neither; the next one takes its place.
const WATCH = `
  let frame = 0
  addEventListener('keydown', ({ timeStamp }) => {
    const shown = () => ['.row-current', '.pane-scroll'].map((part) => document.querySelector(part))
    const before = shown()
    cancelAnimationFrame(frame)
    window.paintedMs = new Promise((resolve) => {
      const look = () => {
        if (shown().some((part, place) => part === null || part === before[place])) {
          frame = requestAnimationFrame(look)
          return
        }
        const { port1, port2 } = new MessageChannel()
        // Comes when the frame has been painted.
        port1.onmessage = () => resolve(performance.now() - timeStamp)
        port2.postMessage(null)
      }
      frame = requestAnimationFrame(look)
    })
  }, true)
`

export async function measureConsole(bench: Bench): Promise<Section> {
  const { plan, directory } = bench
  const databaseUrl = await bench.createDatabase()
  const warmUps = plan.warmUps * WARM_UP
  // Those that are decided on have everything that the checks find; behind them wait rows that Postgres makes in a moment.
  const checked = warmUps + plan.consoleKeys
  const token = await withDatabase(databaseUrl, async (db) => {
    await replaceSite(db, SITE, { policy: { ...DEFAULT_POLICY, mode: 'strict' } })
    await insertPending(db, { slug: 'console', from: 0, count: checked })
    return await logIn(db)
  })
  const bulk = {
    slug: 'bulk',
    threads: BULK_THREADS,
    count: plan.consoleComments - checked,
    words: 'As people write it,',
  }
  await insertHeld(databaseUrl, bulk)
  const service = await startService({ role: 'all', databaseUrl, directory })
  const browser = await launchBrowser()
  try {
    await withDatabase(databaseUrl, untilDecided)
    bench.say(`console: ${plan.consoleComments} comments are held`)
    const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, locale: 'en-GB' })
    await context.addCookies([{ name: 'causerie', value: token, url: service.url, httpOnly: true, sameSite: 'Strict' }])
    const page = await context.newPage()
    await page.addInitScript(WATCH)
    await page.goto(`${service.url}/console`)
    await page.locator('.row-current').waitFor()
    const times: number[] = []
    for (let pressed = 0; pressed < warmUps + plan.consoleKeys; pressed += 1) {
      const ms = await timeDecision(page, pressed)
      if (pressed >= warmUps) times.push(ms)
    }
    const cells = [0.5, 0.95, 1].map((share) => `${percentile(times, share).toFixed(1)} ms`)
    return {
      title: 'Console',
      intro: `From the press of the key that decides (a, s, r) to the painted next comment, in Chromium, with ${plan.consoleComments.toLocaleString('en')} held comments; the next is decided on when the service has answered and the page is at rest. The goal is a median of ${GOAL_MS} ms.`,
      tables: [],
      text: [
        '| decisions | p50 | p95 | longest |',
        '|---:|---:|---:|---:|',
        `| ${times.length} | ${cells.join(' | ')} |`,
      ].join('\n'),
    }
  } finally {
    await browser.close()
    await service.close()
  }
}

/** The token of a moderator's session, as after a log-in with a passkey. */
async function logIn(db: Db): Promise<string> {
  const moderator = {
    id: randomUUID() as ModeratorId,
    name: 'Ada',
    login: 'ada',
    role: 'moderator',
    siteIds: null,
  } as const
  const credentials = { passwordHash: null, totpSecret: null, totpSecretOffered: null, totpStep: null }
  const deps = { clock: () => new Date(), newId: createNewId(Date.now) }
  return await db.transaction().execute(async (trx) => {
    await insertModerator(trx, { ...moderator, ...credentials, createdAt: deps.clock(), disabledAt: null })
    return (await beginSession(trx, deps, moderator, { device: 'Bench', hasSecondFactor: true })).token.reveal()
  })
}

/** Milliseconds from a decision's last key until the next comment could be seen. */
async function timeDecision(page: Page, turn: number): Promise<number> {
  const answered = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().endsWith('/decisions'),
  )
  for (const key of DECISIONS[turn % DECISIONS.length] ?? []) await page.keyboard.press(key)
  const ms = await page.evaluate<number>('window.paintedMs')
  // Nobody reads so fast that the service and the page would still be busy with the decision before.
  await answered
  await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))')
  return ms
}
