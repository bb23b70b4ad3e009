/** Runs every check of a stage and makes one judgement of what they found. */

import type { Judgement } from '../domain/policy.js'
import type { Check, Facts, Signal, Subject } from './check.js'

export interface StageResult extends Judgement {
  signals: Signal[]
}

/**
 * Runs all checks, never stopping early, and combines the findings. Independent evidence is a noisy OR, 1 − Π(1 − score)
 * (Pearl 1988, ch. 4.3). A model has read the same text as the checks of the text, so of those two the larger counts.
 * The strongest relief is taken off. A check that throws makes the whole stage throw: the caller retries, then holds.
 */
export function runChecks(checks: readonly Check[], subject: Subject, facts: Facts): StageResult {
  const found = checks.flatMap((check): { kind: Check['kind']; signal: Signal }[] => {
    const finding = check.run(subject, facts)
    return finding === null
      ? []
      : [{ kind: check.kind, signal: { ...finding, check: check.name, version: check.version } }]
  })
  const scoreOf = (kind: Check['kind']): number =>
    1 - found.reduce((doubt, { kind: own, signal }) => (own === kind ? doubt * (1 - signal.score) : doubt), 1)
  const text = Math.max(scoreOf('text'), scoreOf('model'))
  const signals = found.map(({ signal }) => signal)
  const relief = signals.reduce((most, signal) => Math.max(most, signal.relief ?? 0), 0)
  const demands = signals.flatMap((signal) => (signal.demanded === undefined ? [] : [signal.demanded]))

  return {
    score: (1 - (1 - text) * (1 - scoreOf('circumstance'))) * (1 - relief),
    demanded: demands.find((action) => action !== 'hold') ?? demands[0] ?? null,
    signals,
  }
}
