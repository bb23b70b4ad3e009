/** The author objects to the last decision on the comment. */

import { insertAppeal } from '../../db/queries/appeals.js'
import { lockComment } from '../../db/queries/comments.js'
import { findLastDecision } from '../../db/queries/decisions.js'
import type { Deps } from '../deps.js'
import { APPEAL_LIMITS, objectionToAppeal } from '../domain/appeal.js'
import { type CommentId, parseText } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'

/** Throws `invalid-request` naming `text`, `comment-not-found`, `not-appealable`, `appeal-window-over`, `appeal-exists`. */
export async function appealDecision(
  deps: Pick<Deps, 'db' | 'clock' | 'newId'>,
  appeal: { commentId: CommentId; text: string },
): Promise<void> {
  const { commentId } = appeal
  const text = parseText('text', appeal.text, APPEAL_LIMITS.textLength)
  await deps.db.transaction().execute(async (trx) => {
    const locked = await lockComment(trx, commentId)
    if (locked === undefined) throw new DomainError('comment-not-found', 'there is no comment of this id')
    const { siteId, status } = locked.comment
    const last = await findLastDecision(trx, commentId)
    const createdAt = deps.clock()
    const objection = objectionToAppeal(status, last, createdAt)
    if (objection !== undefined || last === undefined) throw objection
    const row = { id: deps.newId(), commentId, siteId, decisionId: last.id, text, createdAt }
    if (!(await insertAppeal(trx, row))) {
      throw new DomainError('appeal-exists', 'this decision was appealed already')
    }
  })
}
