/** Deletes what is past its time: idempotency memory, network hashes, body prints, settled appeals, subscriptions, dead workers. */

import { purgeExpired } from '../../db/queries/service.js'
import type { Deps } from '../deps.js'
import { LIMITS } from '../limits.js'

/** Works in batches until nothing is left; returns how many rows it deleted or blanked. */
export async function purgeAllExpired(deps: Pick<Deps, 'db' | 'clock'>): Promise<number> {
  const { networkHashMs, bodyPrintMs, settledMs, subscriptionMs, batch } = LIMITS.maintenance
  const now = deps.clock()
  const before = (ageMs: number): Date => new Date(now.getTime() - ageMs)
  let total = 0
  for (;;) {
    const count = await purgeExpired(deps.db, {
      now,
      networkHashBefore: before(networkHashMs),
      bodyPrintBefore: before(bodyPrintMs),
      raidBefore: before(LIMITS.raid.keepMs),
      appealBefore: before(settledMs),
      subscriptionBefore: before(subscriptionMs),
      voteBefore: before(LIMITS.vote.keepMs),
      workerBefore: before(LIMITS.maintenance.everyMs),
      batch,
    })
    total += count
    if (count < batch) return total
  }
}
