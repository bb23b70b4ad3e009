/** Features of an author's name, of a website and of the addresses in a body. */

import { addFeature, addGrams, clipLength, out, SEEDS } from './feature-sink.js'
import { foldInto, isWordUnit, SPACE } from './fold.js'
import { AUTHOR, hashStep } from './hash-space.js'
import { normalizeText } from './normalize.js'

export const ADDRESS_WINDOW = 120

/** The name's words, its runs of letters, and its shape. */
export function addName(name: string, at: number): number {
  const { text } = normalizeText(name)
  out.regions.push({ start: at, text })
  out.units[at] = SPACE
  let end = foldInto(out, at + 1, text, 0, text.length)
  out.units[end++] = SPACE
  const seed = SEEDS[AUTHOR] ?? 0
  addGrams(at + 1, end, AUTHOR)
  addTokens(at, end, SEEDS[AUTHOR + 8] ?? 0)
  const isLower = text === text.toLowerCase() ? 1 : 0
  const isUpper = text === text.toUpperCase() ? 2 : 0
  const digits = /\d{3}/.test(text) ? 2 : /\d/.test(text) ? 1 : 0
  const inner = /[a-z][A-Z]/.test(text) ? 1 : 0
  const shape = hashStep(hashStep(hashStep(Math.imul(seed, 7), isLower + isUpper), digits), inner)
  addFeature(shape, (at << 8) | clipLength(end - at))
  addFeature(hashStep(Math.imul(seed, 11), Math.min(12, text.length)), (at << 8) | clipLength(end - at))
  return end
}

/** Host, its top-level domain, its words and runs of letters, and the words of the path. */
export function addAddress(address: { host: string; path: string }, channel: number, at: number): number {
  const { host, path } = address
  const seed = SEEDS[channel + 16] ?? 0
  out.regions.push({ start: at, text: host })
  out.units[at] = SPACE
  const middle = foldInto(out, at + 1, host, 0, host.length)
  addGrams(at + 1, middle, channel)
  let hash = seed
  for (let i = 0; i < host.length; i++) hash = hashStep(hash, host.charCodeAt(i))
  addFeature(hash, ((at + 1) << 8) | clipLength(middle - at - 1))
  const dot = host.lastIndexOf('.')
  hash = Math.imul(seed, 3)
  for (let i = dot + 1; i < host.length; i++) hash = hashStep(hash, host.charCodeAt(i))
  const tld = Math.min(host.length - dot, middle - at)
  addFeature(hash, ((middle - tld) << 8) | clipLength(tld))
  out.regions.push({ start: middle, text: path })
  out.units[middle] = SPACE
  const end = foldInto(out, middle + 1, path, 0, Math.min(path.length, ADDRESS_WINDOW))
  addTokens(at, end, SEEDS[channel + 8] ?? 0)
  const hyphens = Math.min(3, host.split('-').length - 1)
  addFeature(hashStep(hashStep(Math.imul(seed, 5), hyphens), path.length > 1 ? 1 : 0), (at << 8) | clipLength(end - at))
  return end
}

function addTokens(from: number, to: number, seed: number): void {
  const units = out.units
  for (let i = from; i < to; i++) {
    if (!isWordUnit(units[i] ?? 0)) continue
    let hash = seed
    let end = i
    while (end < to && isWordUnit(units[end] ?? 0)) hash = hashStep(hash, units[end++] ?? 0)
    addFeature(hash, (i << 8) | clipLength(end - i))
    i = end
  }
}
