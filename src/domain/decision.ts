/** Who changed a status, and why. Decisions are only ever added. */

import type { CommentStatus, DecisionAction } from './comment-status.js'

/** `policy`: the automatic step; `moderator`: a person or their key; `author`: with the receipt; `reports`: enough readers objected; `system`: the service gave up. */
export const DECIDERS = ['policy', 'moderator', 'author', 'reports', 'system'] as const
export type DeciderKind = (typeof DECIDERS)[number]

export interface Decider {
  kind: DeciderKind
  /** Name shown to other moderators; null when no person decided. */
  name: string | null
}

export interface Decision {
  id: string
  action: DecisionAction
  from: CommentStatus
  to: CommentStatus
  revision: number
  by: Decider
  reason: string
  note: string | null
  decidedAt: Date
  /** When it was taken back: then it counts for nothing. */
  undoneAt: Date | null
}

/** Reasons a moderator may give; each has a sentence for the author in both languages. */
export const MODERATOR_REASONS = [
  'spam',
  'insult',
  'hate',
  'threat',
  'off-topic',
  'personal-data',
  'illegal',
  'duplicate',
  'other',
] as const
export const DECISION_LIMITS = { noteLength: 2_000, bulk: 500 } as const
