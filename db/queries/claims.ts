/** Who works on which comment at the moment. A claim ends by itself. */

import type { CommentId } from '../../src/domain/comment.js'
import type { Db } from '../database.js'

export interface Claim {
  commentId: CommentId
  claimantId: string
  claimantName: string
  until: Date
}

/** Takes or renews a claim; false while it is somebody else's. */
export async function replaceClaim(db: Db, claim: Claim, now: Date): Promise<boolean> {
  const { claimantId, claimantName, until } = claim
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('claims')
    .values(claim)
    .onConflict((conflict) =>
      conflict
        .column('commentId')
        .doUpdateSet({ claimantId, claimantName, until })
        .where((eb) => eb.or([eb('claims.claimantId', '=', claimantId), eb('claims.until', '<=', now)])),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Gives a claim back, if it is this person's. */
export async function deleteClaim(db: Db, commentId: CommentId, claimantId: string): Promise<void> {
  await db.deleteFrom('claims').where('commentId', '=', commentId).where('claimantId', '=', claimantId).execute()
}

export async function findLiveClaim(db: Db, commentId: CommentId, now: Date): Promise<Claim | undefined> {
  return await db
    .selectFrom('claims')
    .selectAll()
    .where('commentId', '=', commentId)
    .where('until', '>', now)
    .executeTakeFirst()
}

/** The live claims on some comments. */
export async function listLiveClaims(db: Db, commentIds: readonly CommentId[], now: Date): Promise<Claim[]> {
  if (commentIds.length === 0) return []
  return await db
    .selectFrom('claims')
    .selectAll()
    .where('commentId', 'in', commentIds)
    .where('until', '>', now)
    .limit(commentIds.length)
    .execute()
}
