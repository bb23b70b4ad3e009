/** Asks what a changed policy would have done to a site's past comments: the row is kept, a job works it off. */

import { insertAct } from '../../db/queries/audit.js'
import {
  type Backtest,
  countJudged,
  countUnfinished,
  findBacktest,
  insertBacktest,
} from '../../db/queries/backtests.js'
import type { Deps } from '../deps.js'
import type { Caller } from '../domain/audit.js'
import { emptySummary } from '../domain/backtest.js'
import type { CommentId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import type { Policy } from '../domain/policy.js'
import type { Site } from '../domain/site.js'
import type { Term } from '../domain/term.js'
import { LIMITS } from '../limits.js'

const DAY_MS = 86_400_000
const NIL = '00000000-0000-0000-0000-000000000000'

export interface BacktestRequest {
  site: Site
  /** The whole changed policy. */
  policy: Policy
  /** null: what the terms of the day found stands. */
  terms: readonly Term[] | null
  days: number
  by: Caller
}

/** Throws `backtest-limit` when a site has too many unfinished ones. */
export async function beginBacktest(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'producer' | 'log'>,
  { site, policy, terms, days, by }: BacktestRequest,
): Promise<Backtest> {
  const { unfinishedMax, commentsMax, keepMs } = LIMITS.backtest
  if ((await countUnfinished(deps.db, site.id)) >= unfinishedMax) {
    throw new DomainError('backtest-limit', `a site may have ${unfinishedMax} unfinished backtests at a time`)
  }
  const now = deps.clock()
  const since = new Date(now.getTime() - days * DAY_MS)
  const { total, first } = await countJudged(deps.db, { siteId: site.id, since, until: now, limit: commentsMax })
  const id = deps.newId()
  const row = {
    id,
    siteId: site.id,
    policy: JSON.stringify(policy),
    terms: terms === null ? null : JSON.stringify(terms),
    days,
    until: now,
    state: 'waiting' as const,
    total,
    lastCommentId: first === null ? (NIL as CommentId) : idBefore(first),
    summary: JSON.stringify(emptySummary()),
    askedBy: by.name,
    askedAt: now,
    dueAt: new Date(now.getTime() + LIMITS.relay.requeueMs),
    expiresAt: new Date(now.getTime() + keepMs),
  }
  await deps.db.transaction().execute(async (trx) => {
    await insertBacktest(trx, row)
    await insertAct(trx, { by, verb: 'backtest.begin', at: now, siteId: site.id, subject: id, detail: { days } })
  })
  // The row is the truth: what the queue does not take now, the relay asks for again.
  await deps.producer
    .enqueueBacktests([id])
    .catch((err: unknown) => deps.log.warn({ err }, 'could not queue a backtest'))
  const backtest = await findBacktest(deps.db, site.id, id)
  if (backtest === undefined) throw new Error('a backtest was gone at once')
  return backtest
}

/** The greatest id below another one: where a backtest begins. */
function idBefore(id: CommentId): CommentId {
  const hex = (BigInt(`0x${id.replaceAll('-', '')}`) - 1n).toString(16).padStart(32, '0')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as CommentId
}
