/** Lets readers see the votes of a moment together: each vote by itself would empty every cache of its thread. */

import { claimVotesDue } from '../../db/queries/votes.js'
import type { Deps } from '../deps.js'
import { LIMITS } from '../limits.js'

/** One pass over the threads whose votes are due. */
export async function showVotes(deps: Pick<Deps, 'db' | 'clock' | 'announce'>): Promise<void> {
  const threads = await claimVotesDue(deps.db, { now: deps.clock(), batch: LIMITS.relay.batch })
  for (const thread of threads) deps.announce(thread)
}
