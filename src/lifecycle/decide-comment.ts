/** The only door to a status: policy, moderator, author all come through here. Status, decision and counters are one transaction. */

import type { Trx } from '../../db/database.js'
import { reopenAppeals, settleAppeals } from '../../db/queries/appeals.js'
import { deleteClaim } from '../../db/queries/claims.js'
import {
  addApproved,
  blankComment,
  type LockedComment,
  lockComment,
  markLessonDue,
  replaceBlankDue,
  replaceBody,
  replaceStatus,
  type StoredComment,
} from '../../db/queries/comments.js'
import { findLastDecision, insertDecision, markUndone, type StoredDecision } from '../../db/queries/decisions.js'
import { insertDeliveries } from '../../db/queries/push.js'
import { reopenReports, settleReports } from '../../db/queries/reports.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { type CommentStatus, type DecisionAction, isAllowed, nextStatus } from '../domain/comment-status.js'
import type { Decider } from '../domain/decision.js'
import { DomainError } from '../domain/errors.js'
import type { Policy } from '../domain/policy.js'
import { RENDERER_VERSION, renderBody } from '../domain/render-body.js'
import type { ThreadChange, ThreadSignal } from '../domain/thread-signal.js'
import { LIMITS } from '../limits.js'
import { requireUnclaimed } from './claim-comment.js'

export interface DecisionInput {
  commentId: CommentId
  action: DecisionAction
  by: Decider
  /** Id of the person or key that decides; without it a claim on the comment is always somebody else's. */
  deciderId?: string
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
  decisionId: string
  decidedAt: Date
}

/** A decision inside a transaction: after the commit, `announceDecided` tells the readers. */
export interface Decided<Outcome = DecisionOutcome> {
  outcome: Outcome
  /** What readers will see of it; undefined: nothing. */
  signal: ThreadSignal | undefined
}

type DecisionDeps = Pick<Deps, 'db' | 'clock' | 'newId' | 'announce'>

/**
 * Changes a comment's status once. Throws `comment-not-found`, `illegal-transition`, `claimed`, or `status-conflict` when
 * the comment is not in the state the decider saw; the conflict says what it is now and who was faster.
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
  const isPerson = by.kind === 'moderator'
  if (isPerson) {
    await requireUnclaimed(trx, commentId, input.deciderId ?? null, now)
    if (input.deciderId !== undefined) await deleteClaim(trx, commentId, input.deciderId)
  }
  const revision = comment.revision + 1
  const decisionId = deps.newId()
  const change = await enterStatus(trx, comment, { status, urgentSince: input.urgentSince })
  if (input.body !== undefined) await replaceBody(trx, commentId, { body: input.body, editedAt: now })
  // Before the decision is there: who was told of an earlier approval is not told again.
  if (status === 'approved') await insertDeliveries(trx, comment, thread, now)
  await insertDecision(trx, {
    id: decisionId,
    commentId,
    siteId: comment.siteId,
    action,
    fromStatus: comment.status,
    toStatus: status,
    revision,
    decidedBy: by.kind,
    deciderName: by.name,
    deciderId: input.deciderId ?? null,
    reason: input.reason,
    note: input.note,
    policy: input.policy === null ? null : JSON.stringify(input.policy),
    decidedAt: now,
  })
  // The row says that a lesson is due, and the relay asks for it: a lost job costs a moment, not the lesson.
  if (isPerson) await markLessonDue(trx, commentId, now)
  if (status === 'deleted') {
    // What a moderator deleted can be brought back for a moment; nobody sees it meanwhile.
    if (isPerson) await replaceBlankDue(trx, commentId, new Date(now.getTime() + LIMITS.decision.undoMs))
    else await blankComment(trx, commentId)
  }
  // Rules answer nobody, and they decide nothing but what is pending.
  if (isPerson || by.kind === 'author') await settleObjections(trx, input, status, now)
  return {
    outcome: { status, revision, decisionId, decidedAt: now },
    signal: change === undefined ? undefined : { ...thread, change },
  }
}

/**
 * Takes a person's decision back inside the caller's transaction, as if it never was; its row stays and says so.
 * Throws `status-conflict` when something happened to the comment since.
 */
export async function undoWithin(
  trx: Trx,
  deps: Pick<Deps, 'clock'>,
  { decision, by }: { decision: StoredDecision; by: string },
): Promise<Decided<{ status: CommentStatus; revision: number }>> {
  const locked = await lockComment(trx, decision.commentId)
  if (locked === undefined) throw new DomainError('comment-not-found', 'there is no comment of this id')
  const { comment, thread } = locked
  const now = deps.clock()
  if (comment.status === 'deleted' && comment.body === '')
    throw new DomainError('undo-expired', 'nothing of this comment is left: its author took it back')
  if (comment.revision !== decision.revision || !(await markUndone(trx, decision.id, { at: now, by })))
    throw await conflict(trx, comment)

  const status = decision.from
  const change = await enterStatus(trx, comment, { status, urgentSince: undefined })
  await replaceBlankDue(trx, comment.id, null)
  await markLessonDue(trx, comment.id, now)
  await reopenAppeals(trx, comment.id, decision.decidedAt)
  await reopenReports(trx, comment.id, decision.decidedAt)
  return {
    outcome: { status, revision: comment.revision + 1 },
    signal: change === undefined ? undefined : { ...thread, change },
  }
}

export function announceDecided(deps: Pick<Deps, 'announce'>, { signal }: Decided<unknown>): void {
  if (signal !== undefined) deps.announce(signal)
}

/** Writes status, rendered body and counters; returns what readers see of it, if anything. */
async function enterStatus(
  trx: Trx,
  comment: StoredComment,
  { status, urgentSince }: { status: CommentStatus; urgentSince: Date | undefined },
): Promise<ThreadChange | undefined> {
  const isApproved = status === 'approved'
  await replaceStatus(trx, comment.id, {
    status,
    revision: comment.revision + 1,
    html: isApproved ? renderBody(comment.body) : null,
    htmlVersion: isApproved ? RENDERER_VERSION : null,
    ...(urgentSince === undefined ? {} : { urgentSince }),
  })
  if (isApproved === (comment.status === 'approved')) return undefined
  const version = await addApproved(trx, comment, isApproved ? 1 : -1)
  return { kind: isApproved ? 'appeared' : 'gone', commentId: comment.id, parentId: comment.parentId, version }
}

/** A decision answers what is open: who approves gives authors right and readers wrong, who takes away the reverse. */
async function settleObjections(trx: Trx, input: DecisionInput, status: CommentStatus, settledAt: Date): Promise<void> {
  const { commentId, by } = input
  // To wait for a person is no answer.
  if (status === 'held' || status === 'pending') return
  const settlement = { settledAt, settledBy: by.name }
  const isWithdrawn = by.kind === 'author'
  const isApproved = status === 'approved'
  // From spam to rejected, the comment is still kept from readers: the author's objection stands.
  if (isApproved || status === 'deleted') {
    const state = isWithdrawn ? 'moot' : isApproved ? 'overturned' : 'upheld'
    await settleAppeals(trx, commentId, { ...settlement, state, note: null })
  }
  const state = isWithdrawn ? 'moot' : isApproved ? 'dismissed' : 'upheld'
  await settleReports(trx, commentId, { ...settlement, state })
}

/** Throws when the comment is not what the decider saw, or another decision of the same kind came first. */
async function refuseStale(trx: Trx, comment: StoredComment, input: DecisionInput): Promise<void> {
  const isStale = input.ifRevision !== undefined && comment.revision !== input.ifRevision
  if (isStale || (input.onlyPending && comment.status !== 'pending')) throw await conflict(trx, comment)
  if (isAllowed(input.action, comment.status)) return
  const last = await findLastDecision(trx, comment.id)
  if (last?.to === comment.status && input.ifRevision === undefined) {
    // Saying who got there first turns "not allowed" into something a moderator understands.
    throw new DomainError('illegal-transition', conflictText(last.by, comment.status), {
      extra: { comment: { status: comment.status, revision: comment.revision }, lastDecision: last },
    })
  }
}

async function conflict(trx: Trx, comment: StoredComment): Promise<DomainError> {
  const last = await findLastDecision(trx, comment.id)
  return new DomainError('status-conflict', conflictText(last?.by ?? null, comment.status), {
    extra: { comment: { status: comment.status, revision: comment.revision }, lastDecision: last ?? null },
  })
}

function conflictText(by: Decider | null, status: CommentStatus): string {
  if (by === null) return `the comment is ${status} by now`
  const who =
    by.name ??
    {
      policy: 'the site’s policy',
      moderator: 'another moderator',
      author: 'its author',
      reports: 'what readers reported',
      system: 'the service',
    }[by.kind]
  return `${who} was faster: the comment is ${status} by now`
}
