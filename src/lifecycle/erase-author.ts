/** The author asks to be forgotten: text, name and hashes go, and what was learned from the text is nobody's any more. */

import { anonymiseLesson, eraseAuthorHashes, listProven } from '../../db/queries/author-data.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { LIMITS } from '../limits.js'
import { withdrawComment } from './withdraw-comment.js'

export const ERASURE_SCOPES = ['comment', 'author'] as const
export type ErasureScope = (typeof ERASURE_SCOPES)[number]

export interface Erasure {
  commentId: CommentId
  scope: ErasureScope
  /** Further comments whose receipts were shown. */
  alsoProven: readonly CommentId[]
}

/**
 * Erases comment by comment, so that what was done stays done when something stops it; running it again goes on. An
 * author's hashes go with the last of the comments, so that nobody's record is cut by somebody who typed their address.
 * Returns how many comments were asked for that exist; nothing is left of them.
 */
export async function eraseAuthor(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'newRandomId' | 'announce'>,
  { commentId, scope, alsoProven }: Erasure,
): Promise<number> {
  const proven =
    scope === 'comment'
      ? [{ id: commentId }]
      : await listProven(deps.db, { commentId, alsoProven, limit: LIMITS.erasure.comments })
  for (const { id } of proven) {
    await withdrawComment(deps, { commentId: id, reason: 'erased' })
    await anonymiseLesson(deps.db, id, deps.newRandomId())
    await eraseAuthorHashes(deps.db, id)
  }
  return proven.length
}
