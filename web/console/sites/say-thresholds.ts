/** What a mode and its thresholds do to a comment, in words: a sentence for each kind of score that has a say. */

import type { Schemas } from '../api.js'
import { formatScore, words } from '../i18n.js'
import { SITES } from '../messages/sites.js'

export interface ThresholdSentences {
  spam: string
  /** null: in this mode the score holds nothing. */
  conduct: string | null
}

export function sayThresholds({
  mode,
  thresholds,
}: Pick<Schemas['Policy'], 'mode' | 'thresholds'>): ThresholdSentences {
  const says = words(SITES)
  const spam = formatScore(thresholds.spam)
  if (mode === 'open') return { spam: says.sentenceOpen(spam), conduct: null }
  if (mode === 'strict') return { spam: says.sentenceStrict(spam), conduct: null }
  return {
    spam: says.sentence(formatScore(thresholds.hold), spam),
    conduct: says.conductSentence(formatScore(thresholds.conductHold)),
  }
}
