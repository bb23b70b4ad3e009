/** Hands pending comments to the queue in batches, and asks again for what was lost there. */

import { claimBacktestsDue } from '../../db/queries/backtests.js'
import { claimBatchesDue } from '../../db/queries/decision-batches.js'
import { claimRechecksDue } from '../../db/queries/helpers.js'
import { claimLessonsDue } from '../../db/queries/lessons.js'
import { claimDeliveriesDue } from '../../db/queries/push.js'
import { claimPending, releasePending } from '../../db/queries/relay.js'
import type { Deps } from '../deps.js'
import { LIMITS } from '../limits.js'
import { linkAudit } from './link-audit.js'
import { showVotes } from './show-votes.js'

type RelayDeps = Pick<Deps, 'db' | 'clock' | 'producer'>

/**
 * One pass: claims a batch and queues it; returns how many. When the queue does not take them they are given back
 * and the error travels up. A crash between the two costs LIMITS.relay.requeueMs: the claim then counts as lost.
 */
export async function relayPending(deps: RelayDeps): Promise<number> {
  const { window, batch, requeueMs } = LIMITS.relay
  const now = deps.clock()
  const askAgainBefore = new Date(now.getTime() - requeueMs)
  const refs = await claimPending(deps.db, { now, askAgainBefore, window, batch })
  if (refs.length === 0) return 0
  try {
    await deps.producer.enqueueScreening(refs)
  } catch (error) {
    await releasePending(deps.db, refs, now)
    throw error
  }
  return refs.length
}

/** Asks for the lessons that decisions left; one that is not learned by LIMITS.relay.requeueMs is asked for again. */
export async function relayLessons(deps: RelayDeps): Promise<number> {
  const now = deps.clock()
  const nextAt = new Date(now.getTime() + LIMITS.relay.requeueMs)
  const commentIds = await claimLessonsDue(deps.db, { now, nextAt, batch: LIMITS.relay.batch })
  if (commentIds.length > 0) await deps.producer.enqueueLessons(commentIds)
  return commentIds.length
}

/** Asks for backtests whose job was lost: one that has not moved for LIMITS.relay.requeueMs. */
export async function relayBacktests(deps: RelayDeps): Promise<void> {
  const now = deps.clock()
  const nextAt = new Date(now.getTime() + LIMITS.relay.requeueMs)
  const backtestIds = await claimBacktestsDue(deps.db, { now, nextAt, batch: LIMITS.relay.batch })
  if (backtestIds.length > 0) await deps.producer.enqueueBacktests(backtestIds)
}

/** Asks for batches of decisions whose job was lost, or whose pause is over. */
export async function relayBatches(deps: RelayDeps): Promise<void> {
  const now = deps.clock()
  const nextAt = new Date(now.getTime() + LIMITS.relay.requeueMs)
  const batchIds = await claimBatchesDue(deps.db, { now, nextAt, batch: LIMITS.relay.batch })
  if (batchIds.length > 0) await deps.producer.enqueueBatches(batchIds)
}

/** Asks that subscribers are told; what nobody reports back on by LIMITS.relay.requeueMs is asked for again. */
export async function relayPushes(deps: RelayDeps): Promise<void> {
  const now = deps.clock()
  const nextAt = new Date(now.getTime() + LIMITS.relay.requeueMs)
  const refs = await claimDeliveriesDue(deps.db, { now, nextAt, batch: LIMITS.relay.batch })
  if (refs.length > 0) await deps.producer.enqueuePushes(refs)
}

/** Asks for second looks that outside helpers wanted. */
export async function relayRechecks(deps: RelayDeps): Promise<void> {
  const now = deps.clock()
  const nextAt = new Date(now.getTime() + LIMITS.relay.requeueMs)
  const commentIds = await claimRechecksDue(deps.db, { now, nextAt, batch: LIMITS.relay.batch })
  if (commentIds.length > 0) await deps.producer.enqueueRechecks(commentIds)
}

export interface Relay {
  /** Look now; many calls in a short time make one pass. */
  nudge: () => void
  /** Stops after the pass that is running. */
  close: () => Promise<void>
}

/**
 * Runs passes: at once when nudged after a pause, every LIMITS.relay.gapMs while there is something, and every
 * LIMITS.relay.sweepMs anyway. While nudges find nothing that could be queued, the gap doubles up to the sweep.
 */
export function startRelay(deps: RelayDeps & Pick<Deps, 'announce' | 'helpers' | 'log'>): Relay {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let isNudged = false
  let isClosed = false
  let isFailing = false
  const { batch, gapMs, sweepMs } = LIMITS.relay
  let passedAt = Number.NEGATIVE_INFINITY
  let sweptAt = Number.NEGATIVE_INFINITY
  let nudgeGapMs: number = gapMs

  const pass = async (): Promise<void> => {
    let waitMs: number = sweepMs
    const wasNudged = isNudged
    try {
      isNudged = false
      const count = await relayPending(deps)
      // Nudged for nothing: the window is full, or another process was faster.
      nudgeGapMs = count === 0 && wasNudged ? Math.min(2 * nudgeGapMs, sweepMs) : gapMs
      if (count > 0) waitMs = count === batch ? 0 : gapMs
      // Nobody waits for these by the second: a pass that a submit asked for need not look.
      if (performance.now() - sweptAt >= sweepMs) {
        sweptAt = performance.now()
        await relayLessons(deps)
        await relayBacktests(deps)
        await relayBatches(deps)
        await relayPushes(deps)
        await showVotes(deps)
        await linkAudit(deps)
        if (deps.helpers.akismet !== null) await relayRechecks(deps)
      }
      if (isFailing) deps.log.info('relay works again')
      isFailing = false
    } catch (err) {
      // Going on is the point: the rows stay pending and the next pass finds them. One line per outage.
      if (!isFailing) deps.log.warn({ err }, 'relay cannot queue comments, will keep trying')
      isFailing = true
    }
    passedAt = performance.now()
    schedule(isNudged && !isFailing ? Math.min(waitMs, nudgeGapMs) : waitMs)
  }

  const schedule = (waitMs: number): void => {
    if (isClosed) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = pass().finally(() => {
        running = undefined
      })
    }, waitMs)
  }

  schedule(0)
  return {
    nudge: () => {
      if (isNudged) return
      isNudged = true
      if (running === undefined) schedule(Math.max(0, passedAt + nudgeGapMs - performance.now()))
    },
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      await running
    },
  }
}
