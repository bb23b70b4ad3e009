/** Features and weights → two calibrated probabilities. */

import type { Features } from '../text/features.js'
import { CHANNELS } from '../text/hash-space.js'
import type { Head, Model } from './weights.js'

export interface Scores {
  /** How likely the comment is spam, 0 to 1. */
  spam: number
  /** How likely readers find it toxic, 0 to 1. */
  toxicity: number
}

/** Nothing is certain: stated probabilities keep this distance from 0 and 1. */
const DOUBT = 1e-6

/** Scores a comment. `correction` are log odds a site's moderators add to the spam score (see learn.ts). */
export function scoreFeatures(model: Model, features: Features, correction = 0): Scores {
  const odds = logOdds(model, features)
  return {
    spam: toProbability(model.heads.spam, odds.spam, correction),
    toxicity: toProbability(model.heads.toxicity, odds.toxicity),
  }
}

/** Log odds before calibration: bias plus, for each channel, its scale times the sum of its weights over √(features). */
export function logOdds(model: Model, features: Features): Scores {
  const { table, decoded } = model
  const { buckets, ends } = features
  let spam = model.heads.spam.bias
  let toxicity = model.heads.toxicity.bias
  let from = 0
  for (let channel = 0; channel < CHANNELS.length; channel++) {
    const to = ends[channel] ?? 0
    if (to === from) continue
    let spamSum = 0
    let toxicitySum = 0
    for (let i = from; i < to; i++) {
      const place = 2 * (buckets[i] ?? 0)
      spamSum += decoded[(table[place] ?? 0) + 128] ?? 0
      toxicitySum += decoded[(table[place + 1] ?? 0) + 384] ?? 0
    }
    const norm = 1 / Math.sqrt(to - from)
    spam += spamSum * norm * (model.heads.spam.scales[channel] ?? 0)
    toxicity += toxicitySum * norm * (model.heads.toxicity.scales[channel] ?? 0)
    from = to
  }
  return { spam, toxicity }
}

/** Platt's logistic calibration, fitted on sources the scorer had not seen. */
export function toProbability(head: Head, odds: number, correction = 0): number {
  const p = 1 / (1 + Math.exp(-(head.slope * odds + head.offset + correction)))
  return Math.min(1 - DOUBT, Math.max(DOUBT, p))
}
