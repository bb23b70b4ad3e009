/** An author objects to a decision: once per decision, in time, and another person than the first decides. */

import { isAutomatic } from './author-rights.js'
import type { CommentStatus } from './comment-status.js'
import type { DeciderKind, Decision } from './decision.js'
import { DomainError } from './errors.js'

/** `upheld`: the decision stands; `overturned`: the comment is approved; `moot`: the author took the comment back. */
export const APPEAL_STATES = ['open', 'upheld', 'overturned', 'moot'] as const
export type AppealState = (typeof APPEAL_STATES)[number]
export const APPEAL_OUTCOMES = ['upheld', 'overturned'] as const
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number]

/** Six months, the longest way to count them (Regulation (EU) 2022/2065, article 20 (1)). */
export const APPEAL_LIMITS = { textLength: 2_000, windowMs: 184 * 24 * 60 * 60_000 } as const

/**
 * Why a comment's last decision cannot be appealed; undefined when it can. A comment that rules hold waits for a person
 * anyway, so there is nothing to object to yet.
 */
export function objectionToAppeal(
  status: CommentStatus,
  last: Pick<Decision, 'by' | 'to' | 'decidedAt'> | undefined,
  now: Date,
): DomainError | undefined {
  const isAgainst = status === 'rejected' || status === 'spam' || status === 'held'
  const isWaiting = status === 'held' && last !== undefined && isAutomatic(last)
  if (last === undefined || last.to !== status || !isAgainst || isWaiting) {
    return new DomainError('not-appealable', `there is nothing to appeal against: the comment is ${status}`)
  }
  if (now.getTime() - last.decidedAt.getTime() > APPEAL_LIMITS.windowMs) {
    return new DomainError('appeal-window-over', 'the time in which this decision could be appealed is over')
  }
  return undefined
}

/** Whether somebody would decide on an appeal against themselves. Decisions of earlier releases know only the name. */
export function isOwnDecision(
  {
    decidedBy,
    deciderId,
    deciderName,
  }: { decidedBy: DeciderKind; deciderId: string | null; deciderName: string | null },
  person: { id: string; name: string },
): boolean {
  return decidedBy === 'moderator' && (deciderId === null ? deciderName === person.name : deciderId === person.id)
}
