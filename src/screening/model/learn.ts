/**
 * What a site's moderators teach. Every decision leaves a lesson: whole numbers that are added to the site's
 * correction, and subtracted again, exactly, when the decision is overturned. Lessons may come in any order.
 */

import type { Features } from '../text/features.js'
import { CHANNELS } from '../text/hash-space.js'
import { scoreFeatures } from './score.js'
import type { Model } from './weights.js'

/** Lessons are kept in a smaller space than the weights: places are the low bits of the buckets. */
export const LESSON_PLACES = 1 << 15

/** One decision's step. A row holds it as an integer array and an integer; places are ascending and distinct. */
export interface Lesson {
  places: number[]
  /** Label minus the shipped model's score, in units of 1/4096. */
  error: number
}

/** The sum of a site's lessons. A row holds it as bytes, see `packCorrection`. */
export interface SiteCorrection {
  lessons: number
  /** Sum of the lessons' errors: the site's general leaning. */
  error: number
  /** For every place the sum of the errors of the lessons it was in, and how many they were. */
  errors: Int32Array
  counts: Int32Array
}

/** Errors are counted in these fractions, so that adding and subtracting is exact. */
const UNIT = 1 << 12
/** A correction never moves log odds by more than this, whatever was taught. */
export const MOST_CORRECTION = 6
/** How strongly a feature's mean error speaks, and how many lessons it takes to be half believed. */
const REACH = 1.75
const PATIENCE = 2
const BIAS_REACH = 1.5
const BIAS_PATIENCE = 20
/** How much the site's lessons may say through each channel. First names meet by chance, addresses do not. */
const CHANNEL_REACH = [0.6, 0.7, 1.2, 1.4, 0.3, 2, 0.3]

export function emptyCorrection(): SiteCorrection {
  return { lessons: 0, error: 0, errors: new Int32Array(LESSON_PLACES), counts: new Int32Array(LESSON_PLACES) }
}

/**
 * The lesson of one decision: the error of the shipped model (never of the corrected one, so that lessons do not depend
 * on each other) and the comment's features. Its size is bounded, since an error is at most 1.
 */
export function makeLesson(model: Model, features: Features, label: 0 | 1): Lesson {
  const error = Math.round((label - scoreFeatures(model, features).spam) * UNIT)
  const places = new Set<number>()
  for (let i = 0; i < features.count; i++) places.add((features.buckets[i] ?? 0) & (LESSON_PLACES - 1))
  return { places: [...places].sort((a, b) => a - b), error }
}

/** A new correction with the lesson added. */
export function learn(correction: SiteCorrection, lesson: Lesson): SiteCorrection {
  return shift(correction, lesson, 1)
}

/** A new correction as if the lesson had never been taught. The inverse of `learn`, to the last bit. */
export function unlearn(correction: SiteCorrection, lesson: Lesson): SiteCorrection {
  return shift(correction, lesson, -1)
}

/**
 * Log odds the site adds to the spam score of a comment; between -6 and 6. Every feature says its mean error, less the
 * site's mean error, shrunk by how seldom it was seen: a flood of one-sided decisions moves all features alike, and so
 * changes the leaning (by at most 1.5) but not what the model thinks of one comment against another.
 */
export function correctionOf(correction: SiteCorrection, features: Features): number {
  if (correction.lessons <= 0) return 0
  const leaning = correction.error / correction.lessons
  let sum = (BIAS_REACH * correction.error) / (correction.lessons + BIAS_PATIENCE)
  let from = 0
  for (let channel = 0; channel < CHANNELS.length; channel++) {
    const to = features.ends[channel] ?? 0
    if (to === from) continue
    let channelSum = 0
    for (let i = from; i < to; i++) {
      const place = (features.buckets[i] ?? 0) & (LESSON_PLACES - 1)
      const count = correction.counts[place] ?? 0
      if (count > 0) channelSum += ((correction.errors[place] ?? 0) - leaning * count) / (count + PATIENCE)
    }
    sum += (REACH * (CHANNEL_REACH[channel] ?? 0) * channelSum) / Math.sqrt(to - from)
    from = to
  }
  // Bends instead of cutting off, so that comments far out keep their order.
  return MOST_CORRECTION * Math.tanh(sum / UNIT / MOST_CORRECTION)
}

/** Bytes for a row: lessons and error, then (place, error, count) for every place in use; little-endian. */
export function packCorrection(correction: SiteCorrection): Uint8Array {
  const used = [...correction.counts.keys()].filter((place) => correction.counts[place] !== 0)
  const bytes = new Uint8Array(HEAD_BYTES + used.length * PLACE_BYTES)
  const view = new DataView(bytes.buffer)
  view.setInt32(0, correction.lessons, true)
  view.setInt32(4, correction.error, true)
  used.forEach((place, i) => {
    const at = HEAD_BYTES + i * PLACE_BYTES
    view.setUint16(at, place, true)
    view.setInt32(at + 2, correction.errors[place] ?? 0, true)
    view.setInt32(at + 6, correction.counts[place] ?? 0, true)
  })
  return bytes
}

const HEAD_BYTES = 8
const PLACE_BYTES = 10

/** The inverse of `packCorrection`. Throws a RangeError when the bytes cannot be a correction. */
export function parseCorrection(bytes: Uint8Array): SiteCorrection {
  if (bytes.byteLength < HEAD_BYTES || (bytes.byteLength - HEAD_BYTES) % PLACE_BYTES !== 0) {
    throw new RangeError('not a site correction')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const correction = emptyCorrection()
  correction.lessons = view.getInt32(0, true)
  correction.error = view.getInt32(4, true)
  for (let at = HEAD_BYTES; at < bytes.byteLength; at += PLACE_BYTES) {
    const place = view.getUint16(at, true)
    if (place >= LESSON_PLACES) throw new RangeError('not a site correction')
    correction.errors[place] = view.getInt32(at + 2, true)
    correction.counts[place] = view.getInt32(at + 6, true)
  }
  return correction
}

function shift(correction: SiteCorrection, lesson: Lesson, sign: 1 | -1): SiteCorrection {
  const errors = correction.errors.slice()
  const counts = correction.counts.slice()
  for (const place of lesson.places) {
    errors[place] = (errors[place] ?? 0) + sign * lesson.error
    counts[place] = (counts[place] ?? 0) + sign
  }
  return { lessons: correction.lessons + sign, error: correction.error + sign * lesson.error, errors, counts }
}
