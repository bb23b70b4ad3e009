/** Tells a raid on a thread from what came to it lately, begins and prolongs it. It ends by itself when nothing prolongs it. */

import { extendRaid, insertRaid, watchThread } from '../../db/queries/raids.js'
import type { Deps } from '../deps.js'
import type { Comment } from '../domain/comment.js'
import { NO_RAID, peakOf, type RaidState, raidReasons } from '../domain/raid.js'
import { LIMITS } from '../limits.js'

/** The raid that a comment came in; called when its body's print is kept, so that it is counted itself. */
export async function watchRaid(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'raids' | 'log'>,
  comment: Pick<Comment, 'siteId' | 'threadId'>,
): Promise<RaidState> {
  if (!deps.raids.isEnabled) return NO_RAID
  const { windowMs, newcomerMs, lookMax, quietMs, prolongMs } = LIMITS.raid
  const { siteId, threadId } = comment
  const now = deps.clock()
  const ago = (ms: number): Date => new Date(now.getTime() - ms)
  const watched = { threadId, now, since: ago(windowMs), newcomerSince: ago(newcomerMs), limit: lookMax }
  const { signs, open } = await watchThread(deps.db, watched)

  const reasons = raidReasons(signs, { isOn: open !== null })
  const lastsUntil = new Date(now.getTime() + quietMs)
  if (open === null) {
    if (reasons.length === 0) return NO_RAID
    const raid = { id: deps.newId(), siteId, threadId, reasons, signs, startedAt: now, lastsUntil }
    if (await insertRaid(deps.db, raid))
      deps.log.warn({ site: siteId, reason: reasons.join(' ') }, 'a raid on a thread began')
    deps.raids.forget()
    return { isOn: true, reasons }
  }
  const known = [...new Set([...open.reasons, ...reasons])]
  // Not with every comment: under a raid there are many.
  const isDue = lastsUntil.getTime() - open.lastsUntil.getTime() >= prolongMs
  if (reasons.length > 0 && isDue)
    await extendRaid(deps.db, open.id, { reasons: known, signs: peakOf(open.signs, signs), lastsUntil })
  return { isOn: true, reasons: known }
}
