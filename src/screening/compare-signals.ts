/** Says in words how what the checks find today differs from what they found then. */

import type { Policy } from '../domain/policy.js'
import type { Signal } from './check.js'

/** One thing that changed since; null stands for what was, or is, not there. */
export interface Change {
  what: 'policy' | 'model' | 'check' | 'signal' | 'text' | 'newcomer'
  /** Which setting or check. */
  name: string
  before: string | null
  now: string | null
}

/** Below this two scores are the same to a reader. */
const SAME_SCORE = 0.005

export function compareSignals(then: readonly Signal[], now: readonly Signal[]): Change[] {
  const names = [...new Set([...then, ...now].map(({ check }) => check))]
  return names.flatMap((name): Change[] => {
    const before = then.find(({ check }) => check === name)
    const after = now.find(({ check }) => check === name)
    const changes: Change[] = []
    if (before !== undefined && after !== undefined) {
      if (before.version !== after.version)
        changes.push({ what: 'check', name, before: before.version, now: after.version })
      const [modelThen, modelNow] = [modelOf(before), modelOf(after)]
      if (modelThen !== modelNow) changes.push({ what: 'model', name, before: modelThen, now: modelNow })
    }
    if (!isSame(before, after)) changes.push({ what: 'signal', name, before: describe(before), now: describe(after) })
    return changes
  })
}

export function comparePolicies(then: Policy, now: Policy): Change[] {
  const before = flatten(then)
  const after = flatten(now)
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name): Change[] => {
    const [one, other] = [before.get(name) ?? null, after.get(name) ?? null]
    return one === other ? [] : [{ what: 'policy', name, before: one, now: other }]
  })
}

function flatten({ thresholds, ...settings }: Policy): Map<string, string> {
  return new Map([
    ...Object.entries(settings).map(([name, value]): [string, string] => [name, JSON.stringify(value)]),
    ...Object.entries(thresholds).map(([name, value]): [string, string] => [`thresholds.${name}`, String(value)]),
  ])
}

function modelOf({ details }: Signal): string | null {
  return typeof details?.model === 'string' ? details.model : null
}

function isSame(one: Signal | undefined, other: Signal | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return (
    Math.abs(one.score - other.score) < SAME_SCORE &&
    one.demanded === other.demanded &&
    one.shadow === other.shadow &&
    Math.abs((one.relief ?? 0) - (other.relief ?? 0)) < SAME_SCORE
  )
}

function describe(signal: Signal | undefined): string | null {
  if (signal === undefined) return null
  const { score, relief = 0, demanded, shadow } = signal
  return [
    `score ${score.toFixed(2)}`,
    ...(relief > 0 ? [`relief ${relief.toFixed(2)}`] : []),
    ...(demanded === undefined ? [] : [`demands ${demanded}`]),
    ...(shadow === true ? ['only recorded'] : []),
  ].join(', ')
}
