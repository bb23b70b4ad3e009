/** Comments that moderators write for all to see. */

import type { AuthorId, CommentId, SiteId } from '../../src/domain/comment.js'
import type { Trx } from '../database.js'
import type { StoredComment } from './comments.js'

/** The author that somebody of the staff is on a site; `newAuthorId` if this is their first word. */
export async function findStaffAuthor(
  trx: Trx,
  of: { siteId: SiteId; moderatorId: string; newAuthorId: AuthorId; now: Date },
): Promise<AuthorId> {
  const { siteId, moderatorId, newAuthorId, now } = of
  const { id } = await trx
    .insertInto('authors')
    .values({ id: newAuthorId, siteId, emailHash: null, domainHash: null, moderatorId, createdAt: now })
    .onConflict((conflict) => conflict.columns(['siteId', 'moderatorId']).doUpdateSet({ moderatorId }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Inserts a reply, pending: nobody sees it before the decision in the same transaction. */
export async function insertStaffReply(
  trx: Trx,
  reply: { id: CommentId; authorId: AuthorId; authorName: string; body: string; parent: StoredComment; now: Date },
): Promise<void> {
  const { id, authorId, authorName, body, parent, now } = reply
  await trx
    .insertInto('comments')
    .values({
      id,
      siteId: parent.siteId,
      threadId: parent.threadId,
      parentId: parent.id,
      rootId: parent.path[0] ?? parent.id,
      path: [...parent.path, parent.id],
      authorId,
      authorName,
      authorUrl: null,
      body,
      html: null,
      htmlVersion: null,
      status: 'pending',
      isStaff: true,
      // Nothing was filled in: no form, no network.
      form: '{}',
      networkHash: null,
      networkBanId: null,
      submittedAt: now,
      editedAt: null,
      editableUntil: now,
      queuedAt: now,
      lessonDueAt: null,
      urgentSince: null,
      blankDueAt: null,
    })
    .execute()
}
