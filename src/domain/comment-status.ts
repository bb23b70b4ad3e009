/** Every status of a comment and every allowed change. Nothing else may decide what follows what. */

import { DomainError } from './errors.js'

export const COMMENT_STATUSES = ['pending', 'held', 'approved', 'rejected', 'spam', 'deleted'] as const
export type CommentStatus = (typeof COMMENT_STATUSES)[number]

const TRANSITIONS = {
  approve: { from: ['pending', 'held', 'rejected', 'spam'], to: 'approved' },
  hold: { from: ['pending', 'approved'], to: 'held' },
  reject: { from: ['pending', 'held', 'approved', 'spam'], to: 'rejected' },
  markSpam: { from: ['pending', 'held', 'approved', 'rejected'], to: 'spam' },
  delete: { from: ['pending', 'held', 'approved', 'rejected', 'spam'], to: 'deleted' },
  // Another text, which nobody has looked at: it is screened from the start and unseen until approved.
  edit: { from: ['pending', 'held', 'approved'], to: 'pending' },
} as const satisfies Record<string, { from: readonly CommentStatus[]; to: CommentStatus }>

/** Everything that changes a status. */
export type DecisionAction = keyof typeof TRANSITIONS
export const DECISION_ACTIONS = Object.keys(TRANSITIONS) as readonly DecisionAction[]
/** What a moderator or a rule may do; to edit is for the author alone. */
export type StatusAction = Exclude<DecisionAction, 'edit'>
export const STATUS_ACTIONS = DECISION_ACTIONS.filter((action) => action !== 'edit')

export function isAllowed(action: DecisionAction, status: CommentStatus): boolean {
  const from: readonly CommentStatus[] = TRANSITIONS[action].from
  return from.includes(status)
}

/** Whether an action leads to this status. */
export function leadsTo(action: DecisionAction, status: CommentStatus): boolean {
  return status === TRANSITIONS[action].to
}

/** What a person may do with a comment in this status, in the order in which it is offered. */
export function allowedActions(status: CommentStatus): StatusAction[] {
  return STATUS_ACTIONS.filter((action) => isAllowed(action, status))
}

/** The status after an action. Throws `illegal-transition` when the action does not apply. */
export function nextStatus(status: CommentStatus, action: DecisionAction): CommentStatus {
  if (!isAllowed(action, status)) {
    throw new DomainError('illegal-transition', `cannot ${action} a comment that is ${status}`, {
      extra: { comment: { status, allowedActions: allowedActions(status) } },
    })
  }
  return TRANSITIONS[action].to
}
