/** Features of many comments in flat arrays, so that many models can be trained on them quickly. */

import { extractFeatures } from '../../src/screening/text/features.js'
import { CHANNELS, SHAPE } from '../../src/screening/text/hash-space.js'
import { type LabelledComment, toSubject } from './corpus.js'

export interface Matrix {
  rows: number
  /** Row r, channel c of n: buckets[starts[r * n + c]] up to buckets[starts[r * n + c + 1]]. */
  buckets: Uint32Array
  starts: Uint32Array
}

export function buildMatrix(comments: readonly LabelledComment[], onProgress?: (done: number) => void): Matrix {
  const channels = CHANNELS.length
  let buckets = new Uint32Array(1 << 22)
  const starts = new Uint32Array(comments.length * channels + 1)
  let at = 0
  comments.forEach((comment, row) => {
    const features = extractFeatures(toSubject(comment))
    if (at + features.count > buckets.length) {
      const larger = new Uint32Array(buckets.length * 2)
      larger.set(buckets)
      buckets = larger
    }
    let from = 0
    for (let channel = 0; channel < channels; channel++) {
      // Of a word list only the words are true; its length and punctuation are ours.
      const to = features.ends[channel] ?? 0
      if (channel !== SHAPE || comment.isKeywords !== true) {
        buckets.set(features.buckets.subarray(from, to), at)
        at += to - from
      }
      starts[row * channels + channel + 1] = at
      from = to
    }
    if (row % 5000 === 0) onProgress?.(row)
  })
  return { rows: comments.length, buckets: buckets.subarray(0, at), starts }
}
