/** Waits until every accepted comment is decided, and says what became of it. */

import { setTimeout as pause } from 'node:timers/promises'
import type { Send } from './service.js'
import { ServiceError } from './service.js'
import type { Sent } from './submit.js'

/** Status by comment id; what is still pending is left out. */
export type Outcomes = Map<string, string>

const ASK_EVERY_MS = 500
/** Nothing was decided for this long: no worker is running, or it is stuck. */
const STANDSTILL_MS = 60_000
const PAGE = 200

export interface WaitOptions {
  onDecided: (count: number) => void
}

type Ask = (open: readonly Sent[]) => Promise<Outcomes>

/** What is undecided when nothing moves any more is left out of the result. */
export async function waitForOutcomes(sent: readonly Sent[], ask: Ask, options: WaitOptions): Promise<Outcomes> {
  const outcomes: Outcomes = new Map()
  let open = sent.filter(({ accepted }) => accepted !== null)
  let movedAt = performance.now()
  for (;;) {
    const before = outcomes.size
    for (const [id, status] of await ask(open)) outcomes.set(id, status)
    open = open.filter(({ accepted }) => accepted !== null && !outcomes.has(accepted.id))
    options.onDecided(outcomes.size)
    if (open.length === 0) return outcomes
    if (outcomes.size > before) movedAt = performance.now()
    else if (performance.now() - movedAt > STANDSTILL_MS) return outcomes
    await pause(ASK_EVERY_MS)
  }
}

/** Asks with the receipt of each comment, oldest first, and stops at a stretch that is still undecided. */
export function askByReceipts(send: Send, concurrency: number): Ask {
  return async (open) => {
    const outcomes: Outcomes = new Map()
    for (let from = 0; from < open.length; from += concurrency) {
      const batch = open.slice(from, from + concurrency)
      const found = await Promise.all(batch.map(({ accepted }) => askReceipt(send, accepted?.receipt ?? '')))
      for (const [id, status] of found) if (status !== 'pending') outcomes.set(id, status)
      if (found.every(([, status]) => status === 'pending')) break
    }
    return outcomes
  }
}

async function askReceipt(send: Send, receipt: string): Promise<[string, string]> {
  const { status, body } = await send('/v1/receipt', { headers: { authorization: `Bearer ${receipt}` } })
  if (status !== 200) throw new ServiceError(`the receipt of an accepted comment is answered with ${status}`)
  return [String(body.id), String(body.status)]
}

/** Asks page by page with an admin key: 200 comments a request, thread by thread, up to one that is still undecided. */
export function askAsAdmin(send: Send, site: string, key: string): Ask {
  return async (open) => {
    const outcomes: Outcomes = new Map()
    const wanted = new Set(open.map(({ accepted }) => accepted?.id))
    for (const slug of new Set(open.map(({ comment }) => comment.slug))) {
      const before = outcomes.size
      let cursor: string | null = null
      do {
        const query = new URLSearchParams({ site, slug, limit: String(PAGE), ...(cursor === null ? {} : { cursor }) })
        const answer = await send(`/v1/admin/comments?${query}`, { headers: { authorization: `Bearer ${key}` } })
        if (answer.status !== 200) throw new ServiceError(`the admin key is answered with ${answer.status}`)
        const page = answer.body as { comments: { id: string; status: string }[]; nextCursor: string | null }
        for (const { id, status } of page.comments) if (wanted.has(id) && status !== 'pending') outcomes.set(id, status)
        cursor = page.nextCursor
      } while (cursor !== null)
      if (outcomes.size === before) break
    }
    return outcomes
  }
}
