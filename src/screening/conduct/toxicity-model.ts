/** The shipped toxicity model. */

import type { Check } from '../check.js'
import { explainScore } from '../model/explain.js'
import { toxicityScore } from '../model/policy-scale.js'
import { scoreFeatures } from '../model/score.js'
import { toClassified } from '../text/classified.js'
import { extractFeatures } from '../text/features.js'

const REASONS = 5
const WORTH_SAYING = 0.1

export const toxicityModel: Check = {
  name: 'toxicity-model',
  version: '1',
  kind: 'model',
  run: (subject, { models }) => {
    const features = extractFeatures(toClassified(subject))
    const probability = scoreFeatures(models.model, features).toxicity
    if (probability < WORTH_SAYING) return null
    const reasons = explainScore(models.model, features, 'toxicity', REASONS)
    return {
      score: toxicityScore(probability),
      note: `toxicity model ${probability.toFixed(2)}: ${reasons.map(({ feature }) => feature).join(', ') || 'nothing stands out'}`,
      details: {
        probability: Math.round(probability * 10_000) / 10_000,
        model: models.model.version,
        reasons: reasons.map(({ feature, weight }) => `${weight > 0 ? '+' : ''}${weight} ${feature}`),
      },
    }
  },
}
