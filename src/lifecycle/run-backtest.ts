/**
 * Works a backtest off, a chunk a transaction: what it found and how far it came are one write, so a job that is killed or
 * comes twice neither loses nor repeats a comment. Comments themselves are only read.
 */

import {
  type Backtest,
  endBacktest,
  insertDifferences,
  type JudgedComment,
  listJudged,
  lockBacktest,
  replaceProgress,
} from '../../db/queries/backtests.js'
import type { Deps } from '../deps.js'
import { addOutcome, type BacktestOutcome, effectOf, peopleOutcome } from '../domain/backtest.js'
import type { PolicyReason } from '../domain/policy.js'
import { LIMITS } from '../limits.js'
import { type KeptVerdicts, rejudge, replaceTermSignals, shadowEffects } from '../screening/rejudge.js'

/** Works for LIMITS.backtest.sliceMs at most, then asks for another job to go on. */
export async function runBacktest(
  deps: Pick<Deps, 'db' | 'clock' | 'producer'>,
  { backtestId }: { backtestId: string },
): Promise<void> {
  const endAt = deps.clock().getTime() + LIMITS.backtest.sliceMs
  for (;;) {
    const isOver = await runChunk(deps, backtestId)
    if (isOver) return
    if (deps.clock().getTime() >= endAt) break
  }
  await deps.producer.enqueueBacktests([backtestId])
}

/** After the last attempt: the backtest says that it failed. */
export async function failBacktest(
  deps: Pick<Deps, 'db' | 'clock'>,
  { backtestId }: { backtestId: string },
): Promise<void> {
  await endBacktest(deps.db, backtestId, { state: 'failed', finishedAt: deps.clock() })
}

/** One chunk; true when there is nothing more to do for this job. */
async function runChunk(deps: Pick<Deps, 'db' | 'clock'>, id: string): Promise<boolean> {
  const { chunk } = LIMITS.backtest
  return await deps.db.transaction().execute(async (trx) => {
    const backtest = await lockBacktest(trx, id)
    if (backtest === undefined) return true
    const { siteId, lastCommentId, until, summary } = backtest
    const comments = await listJudged(trx, { siteId, after: lastCommentId, until, limit: chunk })

    const outcomes = comments.map((comment) => ({ comment, outcome: judgeAgain(backtest, comment) }))
    const differences = outcomes.flatMap(({ comment, outcome }) => {
      if (outcome === null) {
        summary.skipped += 1
        return []
      }
      addOutcome(summary, outcome)
      const effect = effectOf(outcome)
      const { done, proposed, reason, people } = outcome
      return effect === null ? [] : [{ backtestId: id, commentId: comment.id, done, proposed, reason, people, effect }]
    })
    await insertDifferences(trx, differences)

    const isDone = comments.length < chunk
    const now = deps.clock()
    await replaceProgress(trx, id, {
      state: isDone ? 'done' : 'running',
      done: backtest.done + comments.length,
      lastCommentId: comments.at(-1)?.id ?? lastCommentId,
      summary,
      dueAt: isDone ? null : new Date(now.getTime() + LIMITS.relay.requeueMs),
      finishedAt: isDone ? now : null,
    })
    return isDone
  })
}

/** What was done and what would have been; null for a comment that no policy ever decided. */
function judgeAgain(
  { policy, terms }: Pick<Backtest, 'policy' | 'terms'>,
  comment: JudgedComment,
): (BacktestOutcome & { reason: PolicyReason }) | null {
  if (comment.done === null) return null
  const { body, authorName, authorUrl, parentId } = comment
  const spam = comment.spam ?? undefined
  const kept: KeptVerdicts = {
    spam:
      spam === undefined || terms === null
        ? spam
        : replaceTermSignals(spam, { body, authorName, authorUrl, isReply: parentId !== null }, terms),
    conduct: comment.conduct ?? undefined,
    // Not kept: as careful as a policy can be.
    isNewcomer: comment.isNewcomer ?? true,
  }
  const { action, reason } = rejudge(kept, policy)
  return {
    done: comment.done,
    proposed: action,
    reason,
    people: peopleOutcome(comment.people),
    shadow: shadowEffects(kept, policy),
  }
}
