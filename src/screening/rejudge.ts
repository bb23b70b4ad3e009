/** Judges a comment again from the signals that were kept, under another policy or another list of terms. */

import type { StatusAction } from '../domain/comment-status.js'
import { HELPER_NAMES } from '../domain/helper-names.js'
import { applyPolicy, type Policy, type PolicyReason } from '../domain/policy.js'
import type { Term } from '../domain/term.js'
import type { Check, Signal, Subject } from './check.js'
import { conductChecks } from './conduct/index.js'
import { combineSignals } from './run-checks.js'
import { blockedTerms, findBlockedTerms } from './spam/blocked-terms.js'
import { spamChecks } from './spam/index.js'
import { shadowTerms } from './spam/shadow-terms.js'

/** Signals of both stages as they were kept; undefined: that stage gave up. */
export interface KeptVerdicts {
  spam: readonly Signal[] | undefined
  conduct: readonly Signal[] | undefined
  isNewcomer: boolean
}

/** Names of all checks and outside helpers, as a policy's `shadow` may list them. */
export const CHECK_NAMES: readonly string[] = [
  ...[...spamChecks, ...conductChecks].map(({ name }) => name),
  ...HELPER_NAMES,
]

/** What a policy makes of kept signals. */
export function rejudge(kept: KeptVerdicts, policy: Policy): { action: StatusAction; reason: PolicyReason } {
  const judge = (signals: readonly Signal[] | undefined) =>
    signals === undefined ? undefined : combineSignals(signals.map((signal) => markShadow(signal, policy)))
  return applyPolicy(policy, {
    spam: judge(kept.spam),
    conduct: judge(kept.conduct),
    isNewcomer: kept.isNewcomer,
  })
}

/** The signals of the spam stage with what another list of terms finds in the text, in place of what the list then found. */
export function replaceTermSignals(
  signals: readonly Signal[],
  subject: Subject,
  terms: readonly Term[],
): readonly Signal[] {
  const others = signals.filter(({ check }) => check !== blockedTerms.name && check !== shadowTerms.name)
  const found = [
    toSignal(blockedTerms, findBlockedTerms(subject, terms, { shadow: false })),
    toSignal(shadowTerms, findBlockedTerms(subject, terms, { shadow: true })),
  ]
  return [...others, ...found.flatMap((signal) => signal ?? [])]
}

/** The checks that only recorded under a policy, and whether each of them alone would have changed its action. */
export function shadowEffects(kept: KeptVerdicts, policy: Policy): { check: string; wouldChange: boolean }[] {
  const all = [...(kept.spam ?? []), ...(kept.conduct ?? [])].map((signal) => markShadow(signal, policy))
  const names = new Set(all.filter(({ shadow }) => shadow === true).map(({ check }) => check))
  if (names.size === 0) return []
  const { action } = rejudge(kept, policy)
  return [...names].map((check) => ({
    check,
    wouldChange: rejudge(countOne(kept, check), without(policy, check)).action !== action,
  }))
}

/** A signal counts or not as the policy in question says; what shadow terms found never counts. */
function markShadow(signal: Signal, policy: Policy): Signal {
  const { shadow: _shadow, ...bare } = signal
  const isShadow = policy.shadow.includes(signal.check) || (signal.check === shadowTerms.name && signal.shadow === true)
  return isShadow ? { ...bare, shadow: true } : bare
}

function countOne(kept: KeptVerdicts, check: string): KeptVerdicts {
  const lift = (signals: readonly Signal[] | undefined) =>
    signals?.map((signal) => {
      const { shadow: _shadow, ...bare } = signal
      return signal.check === check ? bare : signal
    })
  return { ...kept, spam: lift(kept.spam), conduct: lift(kept.conduct) }
}

function without(policy: Policy, check: string): Policy {
  return { ...policy, shadow: policy.shadow.filter((name) => name !== check) }
}

function toSignal({ name, version, kind }: Check, finding: ReturnType<Check['run']>): Signal | undefined {
  return finding === null ? undefined : { ...finding, check: name, version, kind }
}
