/** Deletes what is past its time: idempotency memory, network hashes, body prints, settled appeals, subscriptions, deleted texts, ended sessions and invitations, details of old acts, dead workers. */

import { blankComment, listBlankDue, lockBlankDue } from '../../db/queries/comments.js'
import { deleteUnfinished } from '../../db/queries/moderators.js'
import { purgeExpired } from '../../db/queries/service.js'
import type { Deps } from '../deps.js'
import { LIMITS } from '../limits.js'
import { idleSince } from './begin-session.js'

/** Works in batches until nothing is left; returns how many rows it deleted or blanked. */
export async function purgeAllExpired(deps: Pick<Deps, 'db' | 'clock'>): Promise<number> {
  const { networkHashMs, bodyPrintMs, settledMs, subscriptionMs, batch } = LIMITS.maintenance
  const now = deps.clock()
  const before = (ageMs: number): Date => new Date(now.getTime() - ageMs)
  let total = await blankDeleted(deps, batch)
  await deleteUnfinished(deps.db, { now, seenAfter: idleSince(now) })
  for (;;) {
    const count = await purgeExpired(deps.db, {
      now,
      networkHashBefore: before(networkHashMs),
      bodyPrintBefore: before(bodyPrintMs),
      callsBefore: before(LIMITS.helpers.countsMs),
      batchBefore: before(LIMITS.batch.keepMs),
      raidBefore: before(LIMITS.raid.keepMs),
      settledBefore: before(settledMs),
      reporterBefore: before(LIMITS.report.reporterMs),
      threadNetworkBefore: before(LIMITS.raid.windowMs),
      subscriptionBefore: before(subscriptionMs),
      voteBefore: before(LIMITS.vote.keepMs),
      sessionBefore: idleSince(now),
      detailBefore: before(LIMITS.audit.detailMs),
      workerBefore: before(LIMITS.maintenance.everyMs),
      batch,
    })
    total += count
    if (count < batch) return total
  }
}

/** Empties deleted comments that nobody can bring back any more. */
async function blankDeleted(deps: Pick<Deps, 'db' | 'clock'>, batch: number): Promise<number> {
  let total = 0
  for (;;) {
    const now = deps.clock()
    const due = { now, batchBefore: new Date(now.getTime() - LIMITS.decision.undoMs) }
    const ids = await listBlankDue(deps.db, due, batch)
    for (const id of ids) {
      await deps.db.transaction().execute(async (trx) => {
        if (await lockBlankDue(trx, id, due)) await blankComment(trx, id)
      })
    }
    total += ids.length
    if (ids.length < batch) return total
  }
}
