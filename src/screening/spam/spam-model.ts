/** The shipped spam model, with what this site's moderators taught it. */

import type { Check } from '../check.js'
import { explainScore } from '../model/explain.js'
import { correctionOf } from '../model/learn.js'
import { spamScore } from '../model/policy-scale.js'
import { scoreFeatures } from '../model/score.js'
import { toClassified } from '../text/classified.js'
import { extractFeatures } from '../text/features.js'

const REASONS = 5
/** Below this the model has nothing to say that a moderator would want to read. */
const WORTH_SAYING = 0.02

export const spamModel: Check = {
  name: 'spam-model',
  version: '1',
  kind: 'model',
  run: (subject, { models }) => {
    const features = extractFeatures(toClassified(subject))
    const taught = correctionOf(models.correction, features)
    const probability = scoreFeatures(models.model, features, taught).spam
    if (probability < WORTH_SAYING) return null
    const reasons = explainScore(models.model, features, 'spam', REASONS)
    return {
      score: spamScore(probability),
      note: `spam model ${probability.toFixed(2)}: ${reasons.map(({ feature }) => feature).join(', ') || 'nothing stands out'}`,
      details: {
        probability: Math.round(probability * 10_000) / 10_000,
        model: models.model.version,
        taught,
        reasons: reasons.map(({ feature, weight }) => `${weight > 0 ? '+' : ''}${weight} ${feature}`),
      },
    }
  },
}
