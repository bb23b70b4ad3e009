/** Where features are collected while a comment is read: buffers that every call uses again. */

import { BUCKETS, CHANNELS, hashStep, MOST_FEATURES, toBucket } from './hash-space.js'

/**
 * The features of one comment: `buckets[i]` for i < `count`, each bucket at most once, the channels one after the other
 * (`ends[c]` is where channel c stops). `spans[i]` says where a feature came from: for shape the property and its step,
 * otherwise start and length in `units`. The arrays are reused by the next call: copy what must last.
 */
export interface Features {
  count: number
  buckets: Uint32Array
  spans: Int32Array
  ends: Uint16Array
  units: Uint16Array
  /** Where a unit stands in the text of its region. */
  origins: Uint16Array
  /** The texts that were read, each with its first unit: the body, then hosts and paths, the author's name and address. */
  regions: { start: number; text: string }[]
}

/** Two lengths do what all from 2 to 6 do, at half the cost. */
const SHORT_GRAM = 3
const LONG_GRAM = 5

/** Room for a window of text and the addresses after it. */
export const UNITS = 8192

export const out: Features = {
  count: 0,
  buckets: new Uint32Array(MOST_FEATURES),
  spans: new Int32Array(MOST_FEATURES),
  ends: new Uint16Array(CHANNELS.length),
  units: new Uint16Array(UNITS),
  origins: new Uint16Array(UNITS),
  regions: [],
}
/** One bit for every bucket this comment has: small enough to stay in a processor's cache. */
const seen = new Uint32Array(Math.ceil(BUCKETS / 32))
export const SEEDS = Uint32Array.from({ length: 32 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) >>> 0)

/** Forgets the comment before. */
export function beginFeatures(): void {
  for (let i = 0; i < out.count; i++) seen[(out.buckets[i] ?? 0) >>> 5] = 0
  out.count = 0
  out.regions = []
}

/** Adds a feature unless its bucket was there already. */
export function addFeature(hash: number, span: number): void {
  const bucket = toBucket(hash)
  const word = seen[bucket >>> 5] ?? 0
  const bit = 1 << (bucket & 31)
  if ((word & bit) !== 0 || out.count >= MOST_FEATURES) return
  seen[bucket >>> 5] = word | bit
  out.buckets[out.count] = bucket
  out.spans[out.count++] = span
}

/** Every run of 3 and of 5 units that begins in [from - 1, to - 2). Most of all work is done here, hence the local names. */
export function addGrams(from: number, to: number, channel: number): void {
  const { units, buckets, spans } = out
  const seed = SEEDS[channel] ?? 0
  const most = MOST_FEATURES - 2
  let count = out.count
  for (let start = from - 1; start + SHORT_GRAM <= to && count < most; start++) {
    let hash = hashStep(seed, units[start] ?? 0)
    hash = hashStep(hash, units[start + 1] ?? 0)
    hash = hashStep(hash, units[start + 2] ?? 0)
    const short = toBucket(hash)
    if (((seen[short >>> 5] ?? 0) & (1 << (short & 31))) === 0) {
      seen[short >>> 5] = (seen[short >>> 5] ?? 0) | (1 << (short & 31))
      buckets[count] = short
      spans[count++] = (start << 8) | SHORT_GRAM
    }
    if (start + LONG_GRAM > to) continue
    hash = hashStep(hash, units[start + 3] ?? 0)
    const long = toBucket(hashStep(hash, units[start + 4] ?? 0))
    if (((seen[long >>> 5] ?? 0) & (1 << (long & 31))) === 0) {
      seen[long >>> 5] = (seen[long >>> 5] ?? 0) | (1 << (long & 31))
      buckets[count] = long
      spans[count++] = (start << 8) | LONG_GRAM
    }
  }
  out.count = count
}

/** Length of a span, as far as it can be told. */
export function clipLength(length: number): number {
  return Math.min(length, 255)
}
