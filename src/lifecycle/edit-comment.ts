/**
 * The author changes the text. Whatever it was, the comment is pending again and goes through every check: readers lose
 * an approved text until the new one is approved. To go on showing the old one would keep two texts of one comment, of
 * which its author wants only one.
 */

import { lockComment } from '../../db/queries/comments.js'
import { findLastDecision } from '../../db/queries/decisions.js'
import type { Deps } from '../deps.js'
import { objectionToEdit } from '../domain/author-rights.js'
import { type CommentId, parseBody } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { announceDecided, decideLocked } from './decide-comment.js'

/**
 * Puts the new text in the place of the old one; the same text again changes nothing. Throws `invalid-request` naming
 * `body`, `comment-not-found`, `not-editable`, `edit-window-over`.
 */
export async function editComment(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'announce' | 'nudgeRelay'>,
  edit: { commentId: CommentId; body: string },
): Promise<void> {
  const { commentId } = edit
  const body = parseBody(edit.body)
  const decided = await deps.db.transaction().execute(async (trx) => {
    const locked = await lockComment(trx, commentId)
    if (locked === undefined) throw new DomainError('comment-not-found', 'there is no comment of this id')
    const objection = objectionToEdit(locked.comment, await findLastDecision(trx, commentId), deps.clock())
    if (objection !== undefined) throw objection
    if (locked.comment.body === body) return undefined
    return await decideLocked(trx, deps, locked, {
      commentId,
      action: 'edit',
      by: { kind: 'author', name: null },
      reason: 'edited',
      note: null,
      ifRevision: undefined,
      onlyPending: false,
      policy: null,
      body,
    })
  })
  if (decided === undefined) return
  announceDecided(deps, decided)
  // A job for the text before finds another revision and does nothing; this one needs a job of its own.
  deps.nudgeRelay()
}
