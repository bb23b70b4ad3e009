/** Features of a body's words, and what its shape needs to know about them. */

import { addFeature, clipLength, out, SEEDS } from './feature-sink.js'
import { isWordUnit } from './fold.js'
import { hashStep, WORD } from './hash-space.js'

/** Of so many words a body's features are made. */
export const MOST_WORDS = 2048

const wordStarts = new Int32Array(MOST_WORDS)
const wordEnds = new Int32Array(MOST_WORDS)
const wordHashes = new Int32Array(MOST_WORDS)

/** Words and pairs of neighbours. Returns what the shape needs to know about them. */
export function addWords(from: number, to: number, text: string) {
  const units = out.units
  const seed = SEEDS[WORD] ?? 0
  let count = 0
  let total = 0
  let longest = 0
  for (let i = from; i < to && count < MOST_WORDS; i++) {
    const code = units[i] ?? 0
    const isMark = code < 4
    if (!isMark && !isWordUnit(code)) continue
    let end = i
    let hash = seed
    while (end < to && (isWordUnit(units[end] ?? 0) || (isMark && end === i))) hash = hashStep(hash, units[end++] ?? 0)
    wordStarts[count] = i
    wordEnds[count] = end
    wordHashes[count++] = hash
    total += end - i
    if (end - i > longest) longest = end - i
    i = end - 1
  }
  const before = out.count
  for (let i = 0; i < count; i++)
    addFeature(wordHashes[i] ?? 0, ((wordStarts[i] ?? 0) << 8) | clipLength((wordEnds[i] ?? 0) - (wordStarts[i] ?? 0)))
  const different = out.count - before
  for (let i = 1; i < count; i++) {
    const hash = Math.imul(wordHashes[i - 1] ?? 0, 31) ^ (wordHashes[i] ?? 0)
    addFeature(hash, ((wordStarts[i - 1] ?? 0) << 8) | clipLength((wordEnds[i] ?? 0) - (wordStarts[i - 1] ?? 0)))
  }
  const capitals = text.match(/\b[A-Z]{3,}\b/g)?.length ?? 0
  const mostRepeated = count > 0 ? Math.round((2 * (count - different)) / Math.max(1, different)) : 0
  return { hashes: wordHashes, count, different, units: total, longest, mostRepeated, capitals }
}
