/**
 * The models' calibrated probabilities on the scale of a site's thresholds: straight lines between points chosen so that
 * the thresholds found on sources a model had not seen meet the default policy's. The probability itself is kept in the signal.
 */

import { DEFAULT_POLICY } from '../../domain/policy.js'
import { DEFAULT_THRESHOLDS, DEFAULT_TOXICITY_THRESHOLD } from './classify.js'

type Point = readonly [probability: number, score: number]

const { hold, spam, conductHold } = DEFAULT_POLICY.thresholds
const SPAM_SCALE: readonly Point[] = [
  [0, 0],
  [DEFAULT_THRESHOLDS.hold, hold],
  [DEFAULT_THRESHOLDS.spam, spam],
  [1, 1],
]
const TOXICITY_SCALE: readonly Point[] = [
  [0, 0],
  [DEFAULT_TOXICITY_THRESHOLD, conductHold],
  [1, 1],
]

export function spamScore(probability: number): number {
  return interpolate(SPAM_SCALE, probability)
}

export function toxicityScore(probability: number): number {
  return interpolate(TOXICITY_SCALE, probability)
}

function interpolate(points: readonly Point[], x: number): number {
  const next = Math.max(
    1,
    points.findIndex(([probability]) => x <= probability),
  )
  const [x0, y0] = points[next - 1] ?? [0, 0]
  const [x1, y1] = points[next] ?? [1, 1]
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0)
}
