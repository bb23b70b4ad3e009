/** A moderator takes back what they just decided: status, counts and lesson are as if it never was, and the record stays. */

import { findDecision } from '../../db/queries/decisions.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import type { CommentStatus } from '../domain/comment-status.js'
import { DomainError } from '../domain/errors.js'
import { LIMITS } from '../limits.js'
import { announceDecided, undoWithin } from './decide-comment.js'

/**
 * Throws `decision-not-found`, `forbidden` for somebody else's decision, `undo-expired` after LIMITS.decision.undoMs, and
 * `status-conflict` when something happened to the comment since.
 */
export async function undoDecision(
  deps: Pick<Deps, 'db' | 'clock' | 'announce'>,
  { commentId, decisionId, by }: { commentId: CommentId; decisionId: string; by: { id: string; name: string } },
): Promise<{ status: CommentStatus; revision: number }> {
  const undone = await deps.db.transaction().execute(async (trx) => {
    const decision = await findDecision(trx, commentId, decisionId)
    if (decision?.by.kind !== 'moderator')
      throw new DomainError('decision-not-found', 'nobody decided this on the comment')
    if (decision.deciderId !== by.id) throw new DomainError('forbidden', 'only who decided may take it back')
    if (deps.clock().getTime() > decision.decidedAt.getTime() + LIMITS.decision.undoMs) {
      throw new DomainError(
        'undo-expired',
        `a decision can be taken back for ${LIMITS.decision.undoMs / 1_000} s; decide anew instead`,
      )
    }
    return await undoWithin(trx, deps, { decision, by: by.name })
  })
  announceDecided(deps, undone)
  return undone.outcome
}
