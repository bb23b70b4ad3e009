/** Runs every check of a stage and makes one judgement of what they found. */

import type { Judgement } from '../domain/policy.js'
import type { Check, Facts, Signal, Subject } from './check.js'

export interface StageResult extends Judgement {
  signals: Signal[]
}

/** Runs all checks, never stopping early. A check that throws makes the whole stage throw: the caller retries, then holds. */
export function runChecks(checks: readonly Check[], subject: Subject, facts: Facts): StageResult {
  const signals = checks.flatMap(({ name, version, kind, run }): Signal[] => {
    const finding = run(subject, facts)
    if (finding === null) return []
    const signal = { ...finding, check: name, version, kind }
    return [facts.policy.shadow.includes(name) ? { ...signal, shadow: true } : signal]
  })
  return { ...combineSignals(signals), signals }
}

/**
 * One judgement of some signals; those that only record are left out. Independent evidence is a noisy OR, 1 − Π(1 − score)
 * (Pearl 1988, ch. 4.3). A model has read the same text as the checks of the text, so of those two the larger counts.
 * The strongest relief is taken off.
 */
export function combineSignals(all: readonly Signal[]): Judgement {
  const signals = all.filter(({ shadow }) => shadow !== true)
  const scoreOf = (kind: Check['kind']): number =>
    1 - signals.reduce((doubt, signal) => (signal.kind === kind ? doubt * (1 - signal.score) : doubt), 1)
  const text = Math.max(scoreOf('text'), scoreOf('model'))
  const relief = signals.reduce((most, signal) => Math.max(most, signal.relief ?? 0), 0)
  const demands = signals.flatMap((signal) => (signal.demanded === undefined ? [] : [signal.demanded]))

  return {
    score: (1 - (1 - text) * (1 - scoreOf('circumstance'))) * (1 - relief),
    demanded: demands.find((action) => action !== 'hold') ?? demands[0] ?? null,
    holds: signals.find(({ holds }) => holds !== undefined)?.holds ?? null,
    ban: signals.find(({ ban }) => ban !== undefined)?.ban ?? null,
  }
}

/** What a stage would have found if the signals that only record counted too; null when there are none of these. */
export function withShadow(signals: readonly Signal[]): Judgement | null {
  if (signals.every(({ shadow }) => shadow !== true)) return null
  return combineSignals(signals.map(({ shadow: _shadow, ...signal }) => signal))
}
