/** Why a comment scored as it did, in words a moderator understands. */

import { describeConcepts } from '../text/concept-features.js'
import { type Features, UNITS } from '../text/feature-sink.js'
import { isWordUnit } from '../text/fold.js'
import { AUTHOR, CHAR, CONCEPT, LINK, SHAPE, SITE, WORD } from '../text/hash-space.js'
import { describeShape } from '../text/shape-labels.js'
import { type Model, TASKS, type Task } from './weights.js'

/** One reason: a readable name and how many log odds it adds (spam or toxic) or takes away (negative). */
export interface Reason {
  feature: string
  weight: number
}

const FEWEST_ODDS = 0.05
/** Spans and windows are cut by code units; half a character is none, and no database takes it. */
const HALVES = /\p{Surrogate}/gu

/** What a feature adds, before it is put into words. */
interface Part {
  channel: number
  span: number
  weight: number
}

/**
 * The strongest reasons for and against, by size, at most `limit`. Runs of letters are counted towards the words they
 * stand in. Must be called before the next `extractFeatures`, whose arrays `features` shares.
 */
export function explainScore(model: Model, features: Features, task: Task, limit: number): Reason[] {
  // Words are costly to find: only the strongest parts get any, twice as many as asked for, since some share a name.
  const parts = strongParts(model, features, task).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const sums = new Map<string, number>()
  for (const { channel, span, weight } of parts.slice(0, 2 * limit)) {
    const feature = nameFeature(features, channel, span).replace(HALVES, '')
    sums.set(feature, (sums.get(feature) ?? 0) + weight)
  }
  return [...sums]
    .map(([feature, weight]) => ({ feature, weight: Math.round(weight * 100) / 100 }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, limit)
}

function strongParts(model: Model, features: Features, task: Task): Part[] {
  const { spans, ends } = features
  const weightOf = contributions(model, features, task)
  spreadOverUnits(features, weightOf)
  const parts: Part[] = []
  const wordsFrom = ends[CHAR] ?? 0
  const wordsTo = ends[WORD] ?? 0
  for (let i = wordsFrom; i < features.count; i++) {
    const span = spans[i] ?? 0
    const channel = i < wordsTo ? WORD : channelAt(features, i)
    if (channel > SHAPE && channel !== CONCEPT) continue
    const letters = channel === WORD && !isPair(features, span) ? sumUnits(span) : 0
    const weight = weightOf(i, channel) + letters
    if (Math.abs(weight) >= FEWEST_ODDS) parts.push({ channel, span, weight })
  }
  return [...parts, ...regionParts(features, weightOf)]
}

/** One part for every host and for the author's name: their many features mean little one by one. */
function regionParts(features: Features, weightOf: WeightOf): Part[] {
  const sums = new Map<number, Part>()
  for (let i = features.ends[SHAPE] ?? 0; i < (features.ends[SITE] ?? 0); i++) {
    const span = features.spans[i] ?? 0
    const channel = channelAt(features, i)
    const region = regionAt(features, span >> 8)
    const part = sums.get(region) ?? { channel, span, weight: 0 }
    part.weight += weightOf(i, channel)
    sums.set(region, part)
  }
  return [...sums.values()].filter(({ weight }) => Math.abs(weight) >= FEWEST_ODDS)
}

function channelAt(features: Features, index: number): number {
  return features.ends.findIndex((end) => index < end)
}

type WeightOf = (index: number, channel: number) => number

function contributions(model: Model, features: Features, task: Task): WeightOf {
  const place = TASKS.indexOf(task)
  const head = model.heads[task]
  const { table, decoded } = model
  const norms = Array.from(features.ends, (end, channel) => {
    const size = end - (channel === 0 ? 0 : (features.ends[channel - 1] ?? 0))
    return size === 0 ? 0 : (head.slope * (head.scales[channel] ?? 0)) / Math.sqrt(size)
  })
  return (index, channel) => {
    const q = table[2 * (features.buckets[index] ?? 0) + place] ?? 0
    return (decoded[place * 256 + q + 128] ?? 0) * (norms[channel] ?? 0)
  }
}

/** Sums over the units up to each place; `sumUnits` takes differences. */
const upToUnit = new Float64Array(UNITS + 2)

/** Shares out what each run of letters weighs over its letters: only the two ends of a run are touched, then summed up twice. */
function spreadOverUnits({ spans, ends, regions }: Features, weightOf: WeightOf): void {
  const runs = ends[CHAR] ?? 0
  const end = Math.min(UNITS, regions[1]?.start ?? UNITS)
  upToUnit.fill(0, 0, end + 2)
  for (let i = 0; i < runs; i++) {
    const span = spans[i] ?? 0
    const share = weightOf(i, CHAR) / (span & 255)
    const after = 1 + (span >> 8)
    upToUnit[after] = (upToUnit[after] ?? 0) + share
    upToUnit[after + (span & 255)] = (upToUnit[after + (span & 255)] ?? 0) - share
  }
  let share = 0
  let sum = 0
  for (let unit = 1; unit <= end; unit++) {
    share += upToUnit[unit] ?? 0
    sum += share
    upToUnit[unit] = sum
  }
}

function sumUnits(span: number): number {
  return (upToUnit[(span >> 8) + (span & 255)] ?? 0) - (upToUnit[span >> 8] ?? 0)
}

/** Two words have a blank or a sign between them; a word has none. */
function isPair(features: Features, span: number): boolean {
  const start = span >> 8
  if ((span & 255) === 1) return false
  for (let unit = start; unit < start + (span & 255); unit++) if (!isWordUnit(features.units[unit] ?? 0)) return true
  return false
}

function regionAt(features: Features, unit: number): number {
  return features.regions.findLastIndex(({ start }) => start <= unit)
}

function nameFeature(features: Features, channel: number, span: number): string {
  if (channel === SHAPE) return describeShape(span >> 8, span & 255)
  if (channel === CONCEPT) return describeConcepts(span >> 8, span & 255)
  if (channel !== WORD) return nameRegion(features, channel, span)
  const words = quoteSpan(features, span)
  return isPair(features, span) ? `words "${words}"` : nameWord(features, span, words)
}

/** The stretch of text a span was folded from, blanks run together. */
function quoteSpan(features: Features, span: number): string {
  const start = span >> 8
  const { text = '' } = features.regions[regionAt(features, start)] ?? {}
  const first = features.origins[start] ?? 0
  let end = 1 + (features.origins[start + (span & 255) - 1] ?? first)
  // Folding makes one letter of two: the other one belongs to the word.
  while (end < text.length && text.charAt(end).toLowerCase() === text.charAt(end - 1).toLowerCase()) end++
  return text.slice(first, end).replace(/\s+/g, ' ').trim()
}

function nameWord(features: Features, span: number, word: string): string {
  const unit = features.units[span >> 8] ?? 0
  if (unit === 1) return 'there is a link'
  if (unit === 2) return 'somebody is addressed by @name'
  if (unit === 3) return 'there is HTML'
  return `word "${word}"`
}

function nameRegion(features: Features, channel: number, span: number): string {
  const start = span >> 8
  const at = regionAt(features, start)
  const text = features.regions[at]?.text ?? ''
  if (channel === AUTHOR) return `author's name "${text}"`
  // Host and path follow each other; a path alone says little.
  const isPath = text.startsWith('/') || text.startsWith('?') || text === ''
  const host = isPath ? (features.regions[at - 1]?.text ?? '') : text
  if (channel === LINK) return `link to ${host}`
  return channel === SITE ? `author's website ${host}` : host
}
