/** The only door to a status: policy, moderator, author all come through here. Status, decision and counters are one transaction. */

import { addApproved, blankComment, lockComment, markLessonDue, replaceStatus } from '../../db/queries/comments.js'
import { findLastDecision, insertDecision } from '../../db/queries/decisions.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { type CommentStatus, isAllowed, nextStatus, type StatusAction } from '../domain/comment-status.js'
import type { Decider } from '../domain/decision.js'
import { DomainError } from '../domain/errors.js'
import type { Policy } from '../domain/policy.js'
import { RENDERER_VERSION, renderBody } from '../domain/render-body.js'
import type { ThreadSignal } from '../domain/thread-signal.js'

export interface DecisionInput {
  commentId: CommentId
  action: StatusAction
  by: Decider
  reason: string
  note: string | null
  /** The revision the decider saw; undefined: whatever it is now. */
  ifRevision: number | undefined
  /** True for automatic decisions: a comment somebody decided already is left alone. */
  onlyPending: boolean
  /** The policy an automatic decision followed; null for a person's. */
  policy: Policy | null
}

export interface DecisionOutcome {
  status: CommentStatus
  revision: number
}

/**
 * Changes a comment's status once. Throws `comment-not-found`, `illegal-transition`, or `status-conflict` when the comment
 * is not in the state the decider saw; the conflict says what it is now and who was faster.
 */
export async function decideComment(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'announce'>,
  input: DecisionInput,
): Promise<DecisionOutcome> {
  const { commentId, action, by } = input
  const { outcome, signal } = await deps.db.transaction().execute(async (trx) => {
    const locked = await lockComment(trx, commentId)
    if (locked === undefined) throw new DomainError('comment-not-found', 'there is no comment of this id')
    const { comment, thread } = locked

    const isStale = input.ifRevision !== undefined && comment.revision !== input.ifRevision
    if (isStale || (input.onlyPending && comment.status !== 'pending')) {
      const last = await findLastDecision(trx, commentId)
      throw new DomainError('status-conflict', conflictText(last?.by ?? null, comment.status), {
        extra: { comment: { status: comment.status, revision: comment.revision }, lastDecision: last ?? null },
      })
    }
    if (!isAllowed(action, comment.status)) {
      const last = await findLastDecision(trx, commentId)
      if (last?.to === comment.status && input.ifRevision === undefined) {
        // Saying who got there first turns "not allowed" into something a moderator understands.
        throw new DomainError('illegal-transition', conflictText(last.by, comment.status), {
          extra: { comment: { status: comment.status, revision: comment.revision }, lastDecision: last },
        })
      }
    }
    const status = nextStatus(comment.status, action)

    const revision = comment.revision + 1
    const isApproved = status === 'approved'
    await replaceStatus(trx, commentId, {
      status,
      revision,
      html: isApproved ? renderBody(comment.body) : null,
      htmlVersion: isApproved ? RENDERER_VERSION : null,
    })
    await insertDecision(trx, {
      id: deps.newId(),
      commentId,
      siteId: comment.siteId,
      action,
      fromStatus: comment.status,
      toStatus: status,
      revision,
      decidedBy: by.kind,
      deciderName: by.name,
      reason: input.reason,
      note: input.note,
      policy: input.policy === null ? null : JSON.stringify(input.policy),
      decidedAt: deps.clock(),
    })
    // The row says that a lesson is due, and the relay asks for it: a lost job costs a moment, not the lesson.
    if (by.kind === 'moderator') await markLessonDue(trx, commentId, deps.clock())
    const wasApproved = comment.status === 'approved'
    let signal: ThreadSignal | undefined
    if (isApproved !== wasApproved) {
      const version = await addApproved(trx, comment, isApproved ? 1 : -1)
      const kind = isApproved ? 'appeared' : 'gone'
      signal = { ...thread, change: { kind, commentId, parentId: comment.parentId, version } }
    }
    if (status === 'deleted') await blankComment(trx, commentId)

    return { outcome: { status, revision }, signal }
  })

  if (signal !== undefined) deps.announce(signal)
  return outcome
}

function conflictText(by: Decider | null, status: CommentStatus): string {
  if (by === null) return `the comment is ${status} by now`
  const who =
    by.name ??
    { policy: 'the site’s policy', moderator: 'another moderator', author: 'its author', system: 'the service' }[
      by.kind
    ]
  return `${who} was faster: the comment is ${status} by now`
}
