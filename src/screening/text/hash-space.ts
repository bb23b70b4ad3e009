/** The numbers every feature and every weight agree on. Changing one makes all weight files and stored lessons invalid. */

/** Size of the hashed space: a larger one judges no better, and more of its weights lie outside a processor's cache. */
export const BUCKET_BITS = 19
export const BUCKETS = 1 << BUCKET_BITS

/** Raised when the same text no longer gives the same features. */
export const FEATURES_VERSION = 4

/** Features come in channels; each is normalised by itself, so a long body cannot drown a telling name. */
export const CHANNELS = ['char', 'word', 'shape', 'link', 'author', 'site', 'concept'] as const
export type Channel = (typeof CHANNELS)[number]
export const CHAR = 0
export const WORD = 1
export const SHAPE = 2
export const LINK = 3
export const AUTHOR = 4
export const SITE = 5
export const CONCEPT = 6

/** Most features one comment can have; a body is read through a window that keeps it below. */
export const MOST_FEATURES = 1 << 14

const STEP = 0x01000193

/** One step of FNV-1a over a whole code unit. */
export function hashStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, STEP)
}

/** Spreads the bits (finaliser of MurmurHash3, shortened) and cuts to a bucket. */
export function toBucket(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  return h & (BUCKETS - 1)
}
