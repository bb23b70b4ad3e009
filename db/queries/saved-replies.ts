/** Texts that a site's moderators need again and again. */

import type { SiteId } from '../../src/domain/comment.js'
import { SAVED_REPLY_LIMITS, type SavedReply } from '../../src/domain/saved-reply.js'
import type { Db, Trx } from '../database.js'

/** In order of their titles. */
export async function listSavedReplies(db: Db, siteId: SiteId): Promise<SavedReply[]> {
  return await selectSavedReplies(db)
    .where('siteId', '=', siteId)
    .orderBy('title')
    .orderBy('id')
    .limit(SAVED_REPLY_LIMITS.perSite)
    .execute()
}

export async function findSavedReply(db: Db, siteId: SiteId, id: string): Promise<SavedReply | undefined> {
  return await selectSavedReplies(db).where('siteId', '=', siteId).where('id', '=', id).executeTakeFirst()
}

export async function insertSavedReply(trx: Trx, reply: SavedReply): Promise<void> {
  await trx.insertInto('savedReplies').values(reply).execute()
}

export async function countSavedReplies(trx: Trx, siteId: SiteId): Promise<number> {
  const { count } = await trx
    .selectFrom('savedReplies')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('siteId', '=', siteId)
    .executeTakeFirstOrThrow()
  return count
}

/** Changes a text; false when it is not there. */
export async function replaceSavedReply(
  db: Db,
  { id, siteId, title, body, reason }: Omit<SavedReply, 'createdAt'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('savedReplies')
    .set({ title, body, reason })
    .where('siteId', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** False when it is not there. */
export async function deleteSavedReply(db: Db, siteId: SiteId, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('savedReplies')
    .where('siteId', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

function selectSavedReplies(db: Db) {
  return db.selectFrom('savedReplies').select(['id', 'siteId', 'title', 'body', 'reason', 'createdAt'])
}
