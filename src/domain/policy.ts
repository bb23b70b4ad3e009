/** A site's settings for judgement, and what they make of the verdicts: the only place that turns scores into an action. */

import type { BanEffect } from './ban.js'
import type { StatusAction } from './comment-status.js'

export const POLICY_MODES = ['open', 'balanced', 'trusted', 'strict'] as const
export type PolicyMode = (typeof POLICY_MODES)[number]

export interface Policy {
  mode: PolicyMode
  /** Scores from 0 to 1. `hold` and `spam` limit the spam score, `conductHold` the conduct score. */
  thresholds: { hold: number; spam: number; conductHold: number }
  /** Whether a comment without an e-mail address is refused. */
  requireEmail: boolean
  /** How long an author may change a comment after sending it. */
  editWindowMinutes: number
  /** A thread takes no comments this many days after its first one, once any was approved; null: never closes by itself. */
  closeAfterDays: number | null
  /** From how many networks reports must come to hold an approved comment; null: they never do. */
  reportsToHold: number | null
  /** Names of checks that only record: their signals are kept and shown, but do not count. */
  shadow: string[]
}

export const DEFAULT_POLICY: Policy = {
  mode: 'balanced',
  thresholds: { hold: 0.5, spam: 0.85, conductHold: 0.6 },
  requireEmail: false,
  editWindowMinutes: 15,
  closeAfterDays: null,
  reportsToHold: 3,
  shadow: [],
}

const DAY_MS = 86_400_000

/** What began at this moment or before has closed by its age; null: nothing does. */
export function threadsBegunAfter({ closeAfterDays }: Pick<Policy, 'closeAfterDays'>, now: Date): Date | null {
  return closeAfterDays === null ? null : new Date(now.getTime() - closeAfterDays * DAY_MS)
}

/** Some settings of a policy, thresholds one by one. */
export type PolicyChange = Partial<Omit<Policy, 'thresholds'>> & { thresholds?: Partial<Policy['thresholds']> }

export function changePolicy(policy: Policy, change: PolicyChange): Policy {
  return { ...policy, ...change, thresholds: { ...policy.thresholds, ...change.thresholds } }
}

export type VerdictName = 'ham' | 'unsure' | 'spam'

/** Result of one stage: its score from 0 to 1, and the action a site's own rule (a term) demands, if any. */
export interface Judgement {
  score: number
  demanded: StatusAction | null
  /** Why a person has to look, whatever the score says, unless it is spam anyway. */
  holds: HoldReason | null
  /** What a ban demands, if the comment falls under one. */
  ban: BanEffect | null
}

/** Reasons that speak against the hour or the service, not against the comment. */
export const HOLD_REASONS = ['raid', 'checker-unavailable'] as const
export type HoldReason = (typeof HOLD_REASONS)[number]

/** Why the policy acted. Stored with the decision and shown to people, so the list only grows. */
export const POLICY_REASONS = [
  'clean',
  'spam',
  'doubtful',
  'conduct',
  'site-rule',
  'newcomer',
  'raid',
  'all-held',
  'checker-unavailable',
  'banned',
] as const
export type PolicyReason = (typeof POLICY_REASONS)[number]

/** Names the verdict of a spam score under a policy. */
export function spamVerdict(policy: Policy, score: number): VerdictName {
  if (score >= policy.thresholds.spam) return 'spam'
  return score >= policy.thresholds.hold ? 'unsure' : 'ham'
}

/**
 * Verdicts and policy make an action. An undefined stage gave up: the comment then waits for a person,
 * because a broken check may delay a comment but neither publish nor condemn it.
 */
export function applyPolicy(
  policy: Policy,
  stages: { spam: Judgement | undefined; conduct: Judgement | undefined; isNewcomer: boolean },
): { action: StatusAction; reason: PolicyReason } {
  const { spam, conduct } = stages
  if (spam === undefined || conduct === undefined) return { action: 'hold', reason: 'checker-unavailable' }

  // Before everything else that is found: of all reasons it is the one that the author can do something about.
  const ban = spam.ban === 'reject' || conduct.ban === 'reject' ? 'reject' : (spam.ban ?? conduct.ban)
  if (ban === 'reject') return { action: 'reject', reason: 'banned' }

  const demanded = strictest(spam.demanded, conduct.demanded)
  if (demanded !== null && demanded !== 'hold') return { action: demanded, reason: 'site-rule' }

  const verdict = spamVerdict(policy, spam.score)
  if (verdict === 'spam') return { action: 'markSpam', reason: 'spam' }
  if (ban === 'hold') return { action: 'hold', reason: 'banned' }
  if (demanded === 'hold') return { action: 'hold', reason: 'site-rule' }
  const holds = spam.holds ?? conduct.holds
  if (holds !== null) return { action: 'hold', reason: holds }

  if (policy.mode === 'open') return { action: 'approve', reason: 'clean' }
  if (policy.mode === 'strict') return { action: 'hold', reason: 'all-held' }
  if (verdict === 'unsure') return { action: 'hold', reason: 'doubtful' }
  if (conduct.score >= policy.thresholds.conductHold) return { action: 'hold', reason: 'conduct' }
  if (policy.mode === 'trusted' && stages.isNewcomer) return { action: 'hold', reason: 'newcomer' }
  return { action: 'approve', reason: 'clean' }
}

const SEVERITY: readonly StatusAction[] = ['approve', 'hold', 'reject', 'markSpam', 'delete']

function strictest(a: StatusAction | null, b: StatusAction | null): StatusAction | null {
  if (a === null || b === null) return a ?? b
  return SEVERITY.indexOf(a) >= SEVERITY.indexOf(b) ? a : b
}
