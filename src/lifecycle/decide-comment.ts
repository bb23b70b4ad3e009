/** The only door to a status: policy, moderator, author all come through here. Status, decision and counters are one transaction. */

import type { Trx } from '../../db/database.js'
import { settleAppeals } from '../../db/queries/appeals.js'
import {
  addApproved,
  blankComment,
  type LockedComment,
  lockComment,
  markLessonDue,
  replaceBody,
  replaceStatus,
} from '../../db/queries/comments.js'
import { findLastDecision, insertDecision } from '../../db/queries/decisions.js'
import { insertDeliveries } from '../../db/queries/push.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { type CommentStatus, type DecisionAction, isAllowed, nextStatus } from '../domain/comment-status.js'
import type { Decider } from '../domain/decision.js'
import { DomainError } from '../domain/errors.js'
import type { Policy } from '../domain/policy.js'
import { RENDERER_VERSION, renderBody } from '../domain/render-body.js'
import type { ThreadSignal } from '../domain/thread-signal.js'

export interface DecisionInput {
  commentId: CommentId
  action: DecisionAction
  by: Decider
  reason: string
  note: string | null
  /** The revision the decider saw; undefined: whatever it is now. */
  ifRevision: number | undefined
  /** True for automatic decisions: a comment somebody decided already is left alone. */
  onlyPending: boolean
  /** The policy an automatic decision followed; null for a person's. */
  policy: Policy | null
  /** The author's new text; with `edit` alone. */
  body?: string
  /** Since when the comment counts as waiting for a person; undefined: as before. */
  urgentSince?: Date
}

export interface DecisionOutcome {
  status: CommentStatus
  revision: number
}

/** A decision inside a transaction: after the commit, `announceDecided` tells the readers. */
export interface Decided {
  outcome: DecisionOutcome
  /** What readers will see of it; undefined: nothing. */
  signal: ThreadSignal | undefined
}

type DecisionDeps = Pick<Deps, 'db' | 'clock' | 'newId' | 'announce'>

/**
 * Changes a comment's status once. Throws `comment-not-found`, `illegal-transition`, or `status-conflict` when the comment
 * is not in the state the decider saw; the conflict says what it is now and who was faster.
 */
export async function decideComment(deps: DecisionDeps, input: DecisionInput): Promise<DecisionOutcome> {
  const decided = await deps.db.transaction().execute(async (trx) => {
    const locked = await lockComment(trx, input.commentId)
    if (locked === undefined) throw new DomainError('comment-not-found', 'there is no comment of this id')
    return await decideLocked(trx, deps, locked, input)
  })
  announceDecided(deps, decided)
  return decided.outcome
}

/** The same inside the transaction of a verb that has more to write than the decision; it has locked the comment. */
export async function decideLocked(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  { comment, thread }: LockedComment,
  input: DecisionInput,
): Promise<Decided> {
  const { commentId, action, by } = input
  await refuseStale(trx, comment, input)
  const status = nextStatus(comment.status, action)

  const now = deps.clock()
  const revision = comment.revision + 1
  const isApproved = status === 'approved'
  await replaceStatus(trx, commentId, {
    status,
    revision,
    html: isApproved ? renderBody(comment.body) : null,
    htmlVersion: isApproved ? RENDERER_VERSION : null,
    ...(input.urgentSince === undefined ? {} : { urgentSince: input.urgentSince }),
  })
  if (input.body !== undefined) await replaceBody(trx, commentId, { body: input.body, editedAt: now })
  // Before the decision is there: who was told of an earlier approval is not told again.
  if (isApproved) await insertDeliveries(trx, comment, thread, now)
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
    decidedAt: now,
  })
  // The row says that a lesson is due, and the relay asks for it: a lost job costs a moment, not the lesson.
  if (by.kind === 'moderator') await markLessonDue(trx, commentId, now)
  const wasApproved = comment.status === 'approved'
  let signal: ThreadSignal | undefined
  if (isApproved !== wasApproved) {
    const version = await addApproved(trx, comment, isApproved ? 1 : -1)
    const kind = isApproved ? 'appeared' : 'gone'
    signal = { ...thread, change: { kind, commentId, parentId: comment.parentId, version } }
  }
  if (status === 'deleted') await blankComment(trx, commentId)
  // Nobody can have objected to anything while it was pending.
  if (comment.status !== 'pending') await settleObjections(trx, input, status, now)

  return { outcome: { status, revision }, signal }
}

export function announceDecided(deps: Pick<Deps, 'announce'>, { signal }: Decided): void {
  if (signal !== undefined) deps.announce(signal)
}

/** A decision answers the open appeals as well: an approval overturns, and a comment that is gone leaves nothing to restore. */
async function settleObjections(trx: Trx, input: DecisionInput, status: CommentStatus, settledAt: Date): Promise<void> {
  if (status !== 'approved' && status !== 'deleted') return
  const removal = input.by.kind === 'author' ? 'moot' : 'upheld'
  const state = status === 'approved' ? 'overturned' : removal
  await settleAppeals(trx, input.commentId, { state, settledAt, settledBy: input.by.name, note: null })
}

/** Throws when the comment is not what the decider saw, or another decision of the same kind came first. */
async function refuseStale(trx: Trx, comment: LockedComment['comment'], input: DecisionInput): Promise<void> {
  const isStale = input.ifRevision !== undefined && comment.revision !== input.ifRevision
  const state = { status: comment.status, revision: comment.revision }
  if (isStale || (input.onlyPending && comment.status !== 'pending')) {
    const last = await findLastDecision(trx, comment.id)
    throw new DomainError('status-conflict', conflictText(last?.by ?? null, comment.status), {
      extra: { comment: state, lastDecision: last ?? null },
    })
  }
  if (isAllowed(input.action, comment.status)) return
  const last = await findLastDecision(trx, comment.id)
  if (last?.to === comment.status && input.ifRevision === undefined) {
    // Saying who got there first turns "not allowed" into something a moderator understands.
    throw new DomainError('illegal-transition', conflictText(last.by, comment.status), {
      extra: { comment: state, lastDecision: last },
    })
  }
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
