/** Runs every check of a stage and makes one judgement of what they found. */

import type { Judgement } from '../domain/policy.js'
import type { Check, Facts, Signal, Subject } from './check.js'

export interface StageResult extends Judgement {
  signals: Signal[]
}

/**
 * Runs all checks, never stopping early, and combines the findings.
 * The score is a noisy OR, 1 − Π(1 − score), as if each finding were independent evidence (Pearl 1988, ch. 4.3),
 * lowered by the strongest relief. A check that throws makes the whole stage throw: the caller retries, then holds.
 */
export function runChecks(checks: readonly Check[], subject: Subject, facts: Facts): StageResult {
  const signals = checks.flatMap((check): Signal[] => {
    const finding = check.run(subject, facts)
    return finding === null ? [] : [{ ...finding, check: check.name, version: check.version }]
  })
  const doubt = signals.reduce((product, signal) => product * (1 - signal.score), 1)
  const relief = signals.reduce((most, signal) => Math.max(most, signal.relief ?? 0), 0)
  const demands = signals.flatMap((signal) => (signal.demanded === undefined ? [] : [signal.demanded]))

  return {
    score: (1 - doubt) * (1 - relief),
    demanded: demands.find((action) => action !== 'hold') ?? demands[0] ?? null,
    signals,
  }
}
