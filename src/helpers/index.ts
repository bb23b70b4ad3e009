/** Makes the helpers that the operator switched on: none by default. */

import { type Akismet, type AkismetConfig, createAkismet } from './akismet.js'
import { createBreaker } from './breaker.js'
import { type ClassifierConfig, createClassifier } from './classifier.js'
import type { Helper } from './helper.js'
import { createWebhookCheck, type WebhookCheckConfig } from './webhook.js'

/** null: that helper is off. */
export interface HelperConfig {
  akismet: AkismetConfig | null
  classifier: ClassifierConfig | null
  webhook: WebhookCheckConfig | null
}

export const NO_HELPERS: HelperConfig = { akismet: null, classifier: null, webhook: null }

export interface Helpers {
  all: readonly Helper[]
  /** For what only Akismet does: hearing of decisions, and being asked again. */
  akismet: Akismet | null
}

/** `takeBudget` counts a call of the classifier, `budget` a day at most; false: no more today. */
export function createHelpers(
  config: HelperConfig,
  options: { now: () => number; takeBudget: (budget: number) => Promise<boolean> },
): Helpers {
  const { now, takeBudget } = options
  const { classifier, webhook } = config
  const akismet = config.akismet === null ? null : createAkismet(config.akismet, createBreaker(now))
  return {
    akismet,
    all: [
      ...(akismet === null ? [] : [akismet]),
      ...(classifier === null
        ? []
        : [createClassifier(classifier, createBreaker(now), () => takeBudget(classifier.budget))]),
      ...(webhook === null ? [] : [createWebhookCheck(webhook, createBreaker(now), now)]),
    ],
  }
}
