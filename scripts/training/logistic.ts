/** Logistic regression on hashed features: AdaGrad, one intercept a source, features weighted by their log-count ratio. */

import { BUCKETS, CHANNELS } from '../../src/screening/text/hash-space.js'
import type { Matrix } from './matrix.js'

export interface Example {
  row: number
  label: number
  weight: number
  /** Examples of one group share an intercept that is thrown away: a source's share of spam is not what a word means. */
  group: number
}

export interface LogisticOptions {
  epochs: number
  rate: number
  decay: number
  seed: number
  channelScale: readonly number[]
  /** Chance that a channel of an example is left out in an epoch. */
  channelDrop: readonly number[]
}

export interface LinearModel {
  weights: Float32Array
  bias: number
  channelScale: readonly number[]
}

/** Small fast generator (mulberry32); training is the same on every machine. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** What an example that is understood so well would still move is not worth the time. */
const LEAST_ERROR = 1e-3

export function trainLogistic(
  matrix: Matrix,
  examples: readonly Example[],
  options: LogisticOptions,
  scaleOf?: Float32Array,
): LinearModel {
  const channels = CHANNELS.length
  const { buckets, starts } = matrix
  // A bucket's weight (its scale in it), sum of squares and scale lie side by side: finding them is most of the time.
  const state = new Float32Array(4 * BUCKETS)
  for (let b = 0; b < BUCKETS; b++) {
    state[4 * b + 1] = 1e-4
    state[4 * b + 2] = scaleOf?.[b] ?? 1
  }
  const groups = 1 + examples.reduce((most, { group }) => Math.max(most, group), 0)
  const intercepts = new Float64Array(groups)
  const interceptSquares = new Float64Array(groups).fill(1e-2)
  let bias = 0
  let biasSquares = 1e-2
  const random = createRandom(options.seed)
  const order = examples.map((_, i) => i)
  const norms = new Float64Array(channels)

  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random)
    const rate = options.rate * (1 - (0.8 * epoch) / options.epochs)
    for (const index of order) {
      const example = examples[index]
      if (example === undefined) continue
      const base = example.row * channels
      let z = bias + (intercepts[example.group] ?? 0)
      for (let c = 0; c < channels; c++) {
        const from = starts[base + c] ?? 0
        const to = starts[base + c + 1] ?? 0
        const isDropped = to === from || ((options.channelDrop[c] ?? 0) > 0 && random() < (options.channelDrop[c] ?? 0))
        const norm = isDropped ? 0 : (options.channelScale[c] ?? 0) / Math.sqrt(to - from)
        norms[c] = norm
        if (norm === 0) continue
        let sum = 0
        for (let i = from; i < to; i++) sum += state[4 * (buckets[i] ?? 0)] ?? 0
        z += sum * norm
      }
      const error = (1 / (1 + Math.exp(-z)) - example.label) * example.weight
      if (Math.abs(error) < LEAST_ERROR) continue
      for (let c = 0; c < channels; c++) {
        const norm = norms[c] ?? 0
        if (norm === 0) continue
        const to = starts[base + c + 1] ?? 0
        const step = error * norm
        for (let i = starts[base + c] ?? 0; i < to; i++) {
          const at = 4 * (buckets[i] ?? 0)
          const scale = state[at + 2] ?? 0
          const g = step * scale
          const square = (state[at + 1] ?? 0) + g * g
          state[at + 1] = square
          state[at] = (state[at] ?? 0) - (rate * scale * g) / Math.sqrt(square)
        }
      }
      biasSquares += error * error
      bias -= (rate * error) / Math.sqrt(biasSquares)
      interceptSquares[example.group] = (interceptSquares[example.group] ?? 0) + error * error
      intercepts[example.group] =
        (intercepts[example.group] ?? 0) * 0.9999 - (rate * error) / Math.sqrt(interceptSquares[example.group] ?? 1)
    }
    if (options.decay > 0)
      for (let at = 0; at < state.length; at += 4) state[at] = (state[at] ?? 0) * (1 - options.decay)
  }
  const weights = Float32Array.from({ length: BUCKETS }, (_, b) => state[4 * b] ?? 0)
  return { weights, bias, channelScale: options.channelScale }
}

/** The part of the log odds each channel gives to a row, without bias. */
export function channelScores(model: LinearModel, matrix: Matrix, row: number, into: Float64Array): void {
  const channels = CHANNELS.length
  for (let c = 0; c < channels; c++) {
    const from = matrix.starts[row * channels + c] ?? 0
    const to = matrix.starts[row * channels + c + 1] ?? 0
    let sum = 0
    for (let i = from; i < to; i++) sum += model.weights[matrix.buckets[i] ?? 0] ?? 0
    into[c] = to === from ? 0 : (sum * (model.channelScale[c] ?? 0)) / Math.sqrt(to - from)
  }
}

export function shuffle(items: number[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = items[i] ?? 0
    items[i] = items[j] ?? 0
    items[j] = held
  }
}
