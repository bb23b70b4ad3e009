/** Raids as the watch on threads records them, without the comments that make one. */

import { insertRaid } from '../../db/queries/raids.js'
import { findThread } from '../../db/queries/threads.js'
import type { SiteId } from '../../src/domain/comment.js'
import { LIMITS } from '../../src/limits.js'
import type { Service } from './service.js'

/** A raid on a thread that has comments; one that began long enough ago is over. */
export async function insertRaidOn(
  { runtime }: Service,
  { site, slug, startedAt = new Date() }: { site: string; slug: string; startedAt?: Date },
): Promise<void> {
  const { db, newId } = runtime.deps
  const siteId = site as SiteId
  const thread = await findThread(db, siteId, slug)
  if (thread === undefined) throw new Error(`there is no thread ${slug}`)
  await insertRaid(db, {
    id: newId(),
    siteId,
    threadId: thread.id,
    reasons: ['crowd', 'copies'],
    signs: { comments: 41, newcomers: 38, copies: 14, reporters: 0 },
    startedAt,
    lastsUntil: new Date(startedAt.getTime() + LIMITS.raid.quietMs),
  })
}
