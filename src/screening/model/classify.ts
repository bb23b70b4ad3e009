/** One comment in, both scores, the verdict and the reasons out. */

import { extractFeatures, type Subject } from '../text/features.js'
import { explainScore, type Reason } from './explain.js'
import { correctionOf, type SiteCorrection } from './learn.js'
import { scoreFeatures } from './score.js'
import type { Model, Task } from './weights.js'

export type Verdict = 'ham' | 'unsure' | 'spam'

export interface Thresholds {
  /** From this spam score on a comment is unsure. */
  hold: number
  /** From this spam score on it is spam. */
  spam: number
}

/** Chosen on sources the model had not seen: at most one honest comment in a hundred is held. */
export const DEFAULT_THRESHOLDS: Thresholds = { hold: 0.5, spam: 0.8 }

/** From this score on the conduct stage takes a comment for toxic. */
export const DEFAULT_TOXICITY_THRESHOLD = 0.8

export interface Classification {
  spam: number
  toxicity: number
  verdict: Verdict
  /** What spoke loudest for and against, in log odds; reasons for the toxicity score only when it is above one half. */
  top: (Reason & { model: Task })[]
}

const SPAM_REASONS = 5
const TOXICITY_REASONS = 3

/** Scores and explains one comment at the given thresholds, with a site's own correction where there is one. */
export function classify(
  model: Model,
  subject: Subject,
  site: { thresholds?: Thresholds; correction?: SiteCorrection } = {},
): Classification {
  const features = extractFeatures(subject)
  const correction = site.correction === undefined ? 0 : correctionOf(site.correction, features)
  const scores = scoreFeatures(model, features, correction)
  const spam = round(scores.spam)
  const toxicity = round(scores.toxicity)
  const top = explainScore(model, features, 'spam', SPAM_REASONS).map((reason) => ({
    model: 'spam' as const,
    ...reason,
  }))
  const toxic =
    toxicity < 0.5
      ? []
      : explainScore(model, features, 'toxicity', TOXICITY_REASONS).map((reason) => ({
          model: 'toxicity' as const,
          ...reason,
        }))
  return {
    spam,
    toxicity,
    verdict: toVerdict(spam, site.thresholds ?? DEFAULT_THRESHOLDS),
    top: [...top, ...toxic],
  }
}

export function toVerdict(spam: number, thresholds: Thresholds): Verdict {
  if (spam >= thresholds.spam) return 'spam'
  return spam >= thresholds.hold ? 'unsure' : 'ham'
}

/** Six decimals: what a stored verdict keeps, so that a replay compares equal. */
function round(score: number): number {
  return Math.round(score * 1e6) / 1e6
}
