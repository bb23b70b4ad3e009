/** The author takes the comment back: nothing of it stays but a tombstone where others replied. */

import { blankComment, lockComment } from '../../db/queries/comments.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { announceDecided, decideLocked } from './decide-comment.js'

/** Works at any time and from any status; a comment that is gone already stays so. Throws `comment-not-found`. */
export async function withdrawComment(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'announce'>,
  { commentId, reason = 'withdrawn' }: { commentId: CommentId; reason?: 'withdrawn' | 'erased' },
): Promise<void> {
  const decided = await deps.db.transaction().execute(async (trx) => {
    const locked = await lockComment(trx, commentId)
    if (locked === undefined) throw new DomainError('comment-not-found', 'there is no comment of this id')
    if (locked.comment.status === 'deleted') {
      // A moderator's deletion keeps the text for a while, to be taken back: not against the author's word.
      await blankComment(trx, commentId)
      return undefined
    }
    return await decideLocked(trx, deps, locked, {
      commentId,
      action: 'delete',
      by: { kind: 'author', name: null },
      reason,
      note: null,
      ifRevision: undefined,
      onlyPending: false,
      policy: null,
    })
  })
  if (decided !== undefined) announceDecided(deps, decided)
}
