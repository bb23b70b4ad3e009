/** A model for measuring: one scorer trained on part of the data, with a typical calibration, through the real file format. */

import { type Model, packWeights, parseWeights, type Task } from '../../src/screening/model/weights.js'
import { BUCKETS, CHANNELS } from '../../src/screening/text/hash-space.js'
import type { LinearModel } from './logistic.js'

const TYPICAL_SLOPE = 0.8

export function trialModel(task: Task, model: LinearModel): Model {
  const empty = { bias: 0, scales: new Float32Array(CHANNELS.length), slope: 1, offset: 0 }
  const head = { bias: model.bias, scales: Float32Array.from(model.channelScale), slope: TYPICAL_SLOPE, offset: 0 }
  const nothing = new Float32Array(BUCKETS)
  return parseWeights(
    packWeights({
      version: 'trial',
      heads: task === 'spam' ? { spam: head, toxicity: empty } : { spam: empty, toxicity: head },
      weights:
        task === 'spam' ? { spam: model.weights, toxicity: nothing } : { spam: nothing, toxicity: model.weights },
    }),
  )
}
