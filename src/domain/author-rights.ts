/** What the author of a comment may still do with it. */

import type { CommentStatus } from './comment-status.js'
import type { Decision } from './decision.js'
import { DomainError } from './errors.js'

interface AuthorsComment {
  status: CommentStatus
  editableUntil: Date
}

/**
 * Why the text may not be changed now; undefined when it may. What a person or readers' reports held stays as they saw
 * it: an edit would be screened by rules alone and so get around them.
 */
export function objectionToEdit(
  comment: AuthorsComment,
  lastDecision: Pick<Decision, 'by'> | undefined,
  now: Date,
): DomainError | undefined {
  const { status, editableUntil } = comment
  const isHeldByPeople = status === 'held' && lastDecision !== undefined && !isAutomatic(lastDecision)
  if (isHeldByPeople || status === 'rejected' || status === 'spam' || status === 'deleted') {
    return new DomainError('not-editable', `a comment that is ${status} cannot be edited`)
  }
  if (now >= editableUntil) {
    return new DomainError('edit-window-over', 'the time in which this comment could be edited is over')
  }
  return undefined
}

/** Whether rules alone decided, without any person. */
export function isAutomatic({ by }: Pick<Decision, 'by'>): boolean {
  return by.kind === 'policy' || by.kind === 'system'
}
