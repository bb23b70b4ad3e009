/** How the two scorers are trained: which comments count how much, and with which settings. */

import type { Task } from '../../src/screening/model/weights.js'
import { websiteBuckets } from '../../src/screening/text/features.js'
import { BUCKETS, CHANNELS } from '../../src/screening/text/hash-space.js'
import type { LabelledComment } from './corpus.js'
import { type Example, type LinearModel, type LogisticOptions, trainLogistic } from './logistic.js'
import type { Matrix } from './matrix.js'

export interface Recipe {
  options: LogisticOptions
  /** Between 0 (every comment counts alike) and 1 (every source counts alike). */
  balance: number
  /** Weights of sources by the beginning of their names; others count 1. */
  sourceWeights: readonly (readonly [string, number])[]
  /** Share of the ratio-weighted regression in the mean of the two. */
  ratioShare: number
  /** Features whose weights are thrown away, because what they tell here is an accident of the sources. */
  ignoredBuckets: readonly number[]
}

const TYPICAL_SOURCE = 2000
const HEAVIEST = 4

const SHARED = { seed: 1, channelDrop: CHANNELS.map(() => 0) }

export const RECIPES: Record<Task, Recipe> = {
  spam: {
    options: { ...SHARED, epochs: 6, rate: 0.2, decay: 0.02, channelScale: [0.8, 1, 0.9, 0.7, 0.4, 0.4, 0.8] },
    balance: 0.6,
    // Noisy labels, machine translations, comments borrowed as ham and lines written by hand count less.
    sourceWeights: [
      ['yt5000', 0.7],
      ['sms_', 0.4],
      ['tox:', 0.6],
      ['own', 0.7],
      ['list_', 0.5],
    ],
    ratioShare: 0.5,
    ignoredBuckets: [],
  },
  toxicity: {
    options: { ...SHARED, epochs: 4, rate: 0.1, decay: 0.02, channelScale: [0.8, 1, 0.5, 0.3, 0, 0, 0.8] },
    balance: 0.2,
    // Noisy labels count less, and so do collections whose 0 does not mean "not toxic": insults that are not racist,
    // statements that are not hateful, comments that somebody once found toxic. Hand-written pairs that differ in a word
    // would speak louder than they should.
    sourceWeights: [
      ['davidson', 0.3],
      ['mlma', 0.4],
      ['ftr_racism', 0.15],
      ['hatecheck', 0.15],
      ['civil_hard', 0.2],
      ['spam:', 0.5],
      ['own_conduct', 0.5],
      ['own_social', 0.5],
      ['list_', 0.5],
    ],
    ratioShare: 0.5,
    // Only honest blog comments name a website or lack one: with it, an insult would weigh less for being signed.
    ignoredBuckets: websiteBuckets(),
  },
}

/** The comments a scorer learns from, with its own reading of their labels; `kind` names a source in `sourceWeights`. */
export interface TaskRow {
  row: number
  label: 0 | 1
  kind: string
  source: string
  cluster: string
  weight: number
}

/** Every row in the light of one task: toxic comments are no spam, and approved blog comments are not toxic. */
export function rowsFor(task: Task, comments: readonly LabelledComment[], random: () => number): TaskRow[] {
  const rows: TaskRow[] = []
  comments.forEach((comment, row) => {
    const { source, cluster, label, confidence } = comment
    if (comment.task !== task && comment.isKeywords === true) return
    if (comment.task === task) rows.push({ row, label, kind: source, source, cluster, weight: 0.5 + 0.5 * confidence })
    else if (task === 'spam' && random() < BORROWED_HAM)
      rows.push({ row, label: 0, kind: `tox:${source}`, source, cluster, weight: 1 })
    else if (task === 'toxicity' && label === 0 && /^(?:blog|allocine|own)/.test(source)) {
      rows.push({ row, label: 0, kind: `spam:${source}`, source, cluster, weight: 1 })
    }
  })
  return rows
}

const BORROWED_HAM = 0.15

/** Rows with their weights: sources and labels brought nearer to each other in size. */
export function toExamples(rows: readonly TaskRow[], recipe: Recipe): Example[] {
  const sizes = new Map<string, number>()
  for (const { kind, label } of rows) sizes.set(kind + label, (sizes.get(kind + label) ?? 0) + 1)
  const groups = new Map<string, number>()
  return rows.map(({ row, label, kind, weight }) => {
    const size = sizes.get(kind + label) ?? 1
    const isOneSided = !sizes.has(kind + (1 - label))
    const share = Math.min(HEAVIEST, (TYPICAL_SOURCE / size) ** recipe.balance)
    const own = recipe.sourceWeights.find(([beginning]) => kind.startsWith(beginning))?.[1] ?? 1
    // Sources with one label only have no intercept: it would swallow all they can teach.
    const name = isOneSided ? '' : kind
    if (!groups.has(name)) groups.set(name, groups.size)
    return { row, label, weight: weight * share * own, group: groups.get(name) ?? 0 }
  })
}

/**
 * Two regressions, one on plain features and one on features weighted by their log-count ratio, err differently; the
 * mean of two linear models is one linear model.
 */
export function trainTask(matrix: Matrix, rows: readonly TaskRow[], recipe: Recipe): LinearModel {
  const examples = toExamples(rows, recipe)
  const plain = trainLogistic(matrix, examples, recipe.options)
  const weighted = trainLogistic(matrix, examples, recipe.options, logCountRatios(matrix, examples, RATIO_PRIOR))
  const mix = (a: number, b: number): number => a * (1 - recipe.ratioShare) + b * recipe.ratioShare
  const weights = plain.weights.map((weight, bucket) => mix(weight, weighted.weights[bucket] ?? 0))
  for (const bucket of recipe.ignoredBuckets) weights[bucket] = 0
  return { weights, bias: mix(plain.bias, weighted.bias), channelScale: plain.channelScale }
}

/** Trains without some rows, and without whatever is nearly the same as one of them. */
export function trainWithout(
  matrix: Matrix,
  rows: readonly TaskRow[],
  recipe: Recipe,
  isLeft: (row: TaskRow) => boolean,
): LinearModel {
  const clusters = new Set(rows.filter(isLeft).map(({ cluster }) => cluster))
  const seen = rows.filter((row) => !isLeft(row) && !clusters.has(row.cluster))
  return trainTask(matrix, seen, recipe)
}

/** Count added before log-count ratios are taken. */
const RATIO_PRIOR = 1

/** How much each feature tells apart the labels (Wang and Manning 2012), tempered so that no feature is shut out. */
function logCountRatios(matrix: Matrix, examples: readonly Example[], prior: number): Float32Array {
  const counts = [new Float32Array(BUCKETS).fill(prior), new Float32Array(BUCKETS).fill(prior)] as const
  const totals = [2 * prior, 2 * prior]
  for (const { row, label, weight } of examples) {
    const count = counts[label === 1 ? 1 : 0]
    totals[label === 1 ? 1 : 0] = (totals[label === 1 ? 1 : 0] ?? 0) + weight
    const to = matrix.starts[(row + 1) * CHANNELS.length] ?? 0
    for (let i = matrix.starts[row * CHANNELS.length] ?? 0; i < to; i++) {
      const bucket = matrix.buckets[i] ?? 0
      count[bucket] = (count[bucket] ?? 0) + weight
    }
  }
  return Float32Array.from({ length: BUCKETS }, (_, bucket) => {
    const ratio = Math.log((counts[1][bucket] ?? 0) / (totals[1] ?? 1) / ((counts[0][bucket] ?? 0) / (totals[0] ?? 1)))
    return Math.min(2, 0.3 + 0.4 * Math.abs(ratio))
  })
}
