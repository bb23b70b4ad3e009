/** Replays a past decision from what was kept with it, and says what would be different today. Changes nothing. */

import { findComment, type StoredComment } from '../../db/queries/comments.js'
import { findDecision, type StoredDecision } from '../../db/queries/decisions.js'
import { listVerdicts, type StoredVerdict } from '../../db/queries/verdicts.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { type CommentStatus, type DecisionAction, nextStatus } from '../domain/comment-status.js'
import { DomainError } from '../domain/errors.js'
import { HELPER_NAMES } from '../domain/helper-names.js'
import { applyPolicy, type Judgement, POLICY_REASONS, type Policy } from '../domain/policy.js'
import { NO_RAID } from '../domain/raid.js'
import { type Change, comparePolicies, compareSignals } from '../screening/compare-signals.js'
import { conductChecks } from '../screening/conduct/index.js'
import { type KeptVerdicts, rejudge } from '../screening/rejudge.js'
import { combineSignals, runChecks, withShadow } from '../screening/run-checks.js'
import { spamChecks } from '../screening/spam/index.js'
import { bodyPrint } from '../screening/text/print.js'
import { gatherFacts } from './gather-facts.js'
import { toSubject } from './to-subject.js'

export interface Act {
  action: DecisionAction
  reason: string
  status: CommentStatus
}

export interface Replay {
  decision: StoredDecision
  /** `signals`: the kept findings were judged again; `scores`: the findings were blanked, their sum was not; `person`: only the step was checked. */
  from: 'signals' | 'scores' | 'person'
  recomputed: Act
  /** Whether that is what was done. */
  isEqual: boolean
  /** What would have been done if what only recorded had counted; null: nothing only recorded. */
  withShadow: Act | null
  /** The same comment judged now; null: its text is gone, or no policy decided. */
  today: (Act & { scores: { spam: number; conduct: number }; changes: Change[] }) | null
}

type ReplayDeps = Pick<Deps, 'db' | 'sites' | 'models'>

/** Throws `comment-not-found` or `decision-not-found`. */
export async function replayDecision(deps: ReplayDeps, commentId: CommentId, decisionId: string): Promise<Replay> {
  const comment = await findComment(deps.db, commentId)
  if (comment === undefined) throw new DomainError('comment-not-found', 'there is no comment of this id')
  const decision = await findDecision(deps.db, commentId, decisionId)
  if (decision === undefined) throw new DomainError('decision-not-found', 'the comment has no decision of this id')
  const { action, reason, from, to, policy } = decision

  // Judged by policy: everything else was somebody's will, and only the step itself can be checked.
  const isJudged = policy !== null && POLICY_REASONS.some((known) => known === reason) && from === 'pending'
  if (!isJudged) {
    const recomputed = { action, reason, status: nextStatus(from, action) }
    return { decision, from: 'person', recomputed, isEqual: recomputed.status === to, withShadow: null, today: null }
  }

  const verdicts = await listVerdicts(deps.db, [commentId])
  const find = (stage: StoredVerdict['stage']): StoredVerdict | undefined =>
    // The service gave up: what a stage may have found before played no part.
    reason === 'checker-unavailable'
      ? undefined
      : verdicts.find((verdict) => verdict.stage === stage && verdict.revision === decision.revision - 1)
  const [spam, conduct] = [find('spam'), find('conduct')]
  const kept = { spam: spam?.signals, conduct: conduct?.signals, isNewcomer: conduct?.isNewcomer ?? true }
  // Findings may quote the text, so they went with it.
  const isEdited = comment.editedAt !== null && comment.editedAt > decision.decidedAt
  const isBlanked = comment.status === 'deleted' || isEdited
  const toAct = (made: Pick<Act, 'action' | 'reason'>): Act => ({ ...made, status: nextStatus(from, made.action) })
  const recomputed = toAct(
    isBlanked ? applyPolicy(policy, { spam, conduct, isNewcomer: kept.isNewcomer }) : rejudge(kept, policy),
  )
  return {
    decision,
    from: isBlanked ? 'scores' : 'signals',
    recomputed,
    isEqual: recomputed.action === action && recomputed.reason === reason && recomputed.status === to,
    withShadow: hasShadow(kept) ? toAct(applyPolicy(policy, countAll(kept))) : null,
    today: comment.status === 'deleted' ? null : await judgeToday(deps, comment, { kept, policy, decision, toAct }),
  }
}

function hasShadow({ spam = [], conduct = [] }: KeptVerdicts): boolean {
  return withShadow([...spam, ...conduct]) !== null
}

function countAll(kept: KeptVerdicts): Parameters<typeof applyPolicy>[1] {
  const judge = (signals: KeptVerdicts['spam']): Judgement | undefined => {
    if (signals === undefined) return undefined
    return withShadow(signals) ?? combineSignals(signals)
  }
  return { spam: judge(kept.spam), conduct: judge(kept.conduct), isNewcomer: kept.isNewcomer }
}

async function judgeToday(
  deps: ReplayDeps,
  comment: StoredComment,
  then: {
    kept: KeptVerdicts
    policy: Policy
    decision: StoredDecision
    toAct: (made: Pick<Act, 'action' | 'reason'>) => Act
  },
): Promise<Replay['today']> {
  const { kept, policy, decision, toAct } = then
  const site = await deps.sites.get(comment.siteId)
  const { exact, bands } = bodyPrint(comment.body)
  const facts = await gatherFacts(deps, site, comment, { print: { exact, bands }, raid: NO_RAID })
  const subject = toSubject(comment)
  // Outside helpers are not asked again: what they said then stands.
  const helped = (kept.spam ?? []).filter(({ check }) => HELPER_NAMES.some((name) => name === check))
  const spamSignals = [...runChecks(spamChecks, subject, facts).signals, ...helped]
  const spam = { ...combineSignals(spamSignals), signals: spamSignals }
  const conduct = runChecks(conductChecks, subject, facts)
  const isNewcomer = facts.author.approved === 0
  const isEdited = comment.editedAt !== null && comment.editedAt > decision.decidedAt
  const changes: Change[] = [
    ...comparePolicies(policy, site.policy),
    ...compareSignals([...(kept.spam ?? []), ...(kept.conduct ?? [])], [...spam.signals, ...conduct.signals]),
    ...(kept.isNewcomer === isNewcomer
      ? []
      : [{ what: 'newcomer' as const, name: 'author', before: String(kept.isNewcomer), now: String(isNewcomer) }]),
    ...(isEdited ? [{ what: 'text' as const, name: 'body', before: null, now: 'edited since' }] : []),
  ]
  const act = toAct(applyPolicy(site.policy, { spam, conduct, isNewcomer }))
  return { ...act, scores: { spam: spam.score, conduct: conduct.score }, changes }
}
