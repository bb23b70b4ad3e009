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
} as const satisfies Record<string, { from: readonly CommentStatus[]; to: CommentStatus }>

export type StatusAction = keyof typeof TRANSITIONS
export const STATUS_ACTIONS = Object.keys(TRANSITIONS) as readonly StatusAction[]

export function isAllowed(action: StatusAction, status: CommentStatus): boolean {
  const from: readonly CommentStatus[] = TRANSITIONS[action].from
  return from.includes(status)
}

/** What a person may do with a comment in this status, in the order in which it is offered. */
export function allowedActions(status: CommentStatus): StatusAction[] {
  return STATUS_ACTIONS.filter((action) => isAllowed(action, status))
}

/** The status after an action. Throws `illegal-transition` when the action does not apply. */
export function nextStatus(status: CommentStatus, action: StatusAction): CommentStatus {
  if (!isAllowed(action, status)) {
    throw new DomainError('illegal-transition', `cannot ${action} a comment that is ${status}`, {
      extra: { comment: { status, allowedActions: allowedActions(status) } },
    })
  }
  return TRANSITIONS[action].to
}
