/** How often people and the filter disagree, told from comments that both looked at. */

import type { StatusAction } from './comment-status.js'

/** A comment that rules judged and a person decided on afterwards. */
export interface JudgedByPeople {
  people: StatusAction
  reason: string
  automatic: StatusAction
  decidedAt: Date
  /** Empty once the comment is deleted. */
  body: string
  /** Of the models, on the scale of the policy's thresholds. */
  spam: number
  toxicity: number
  /** Whether both stages ran. */
  isScored: boolean
}

/** A model against people: what it would have kept back, and what people did. */
export interface Confusion {
  truePositives: number
  falsePositives: number
  falseNegatives: number
  trueNegatives: number
}

export interface HealthFigures {
  /** Comments that both looked at. */
  comments: number
  /** The filter had published it, and people took it away. */
  missed: number
  /** The filter had put it away, and people published it. */
  condemned: number
  /** The filter had left it to people, and they published it. */
  heldInVain: number
  spamModel: Confusion
  toxicityModel: Confusion
}

/** Reasons that speak of the tone: what the toxicity model is for. */
const TOXIC: ReadonlySet<string> = new Set(['insult', 'hate', 'threat'])

export function summarizeHealth(
  rows: readonly JudgedByPeople[],
  thresholds: { hold: number; conductHold: number },
): HealthFigures {
  const figures: HealthFigures = {
    comments: rows.length,
    missed: 0,
    condemned: 0,
    heldInVain: 0,
    spamModel: noConfusion(),
    toxicityModel: noConfusion(),
  }
  for (const { people, reason, automatic, spam, toxicity, isScored } of rows) {
    if (automatic === 'approve' && people !== 'approve') figures.missed += 1
    if (automatic !== 'approve' && automatic !== 'hold' && people === 'approve') figures.condemned += 1
    if (automatic === 'hold' && people === 'approve') figures.heldInVain += 1
    // Of a comment put back in the queue, or deleted without saying why, people have not said what it is.
    if (!isScored || people === 'hold') continue
    const isSpam = people === 'markSpam' || (people === 'delete' && reason === 'spam')
    const isToxic = people !== 'approve' && TOXIC.has(reason)
    if (people === 'approve' || isSpam) note(figures.spamModel, { isFound: spam >= thresholds.hold, isSo: isSpam })
    if (people === 'approve' || isToxic)
      note(figures.toxicityModel, { isFound: toxicity >= thresholds.conductHold, isSo: isToxic })
  }
  return figures
}

/** Monday of the week, as a day (UTC). */
export function weekOf(moment: Date): string {
  const day = new Date(moment)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}

function noConfusion(): Confusion {
  return { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 }
}

function note(confusion: Confusion, { isFound, isSo }: { isFound: boolean; isSo: boolean }): void {
  if (isFound) confusion[isSo ? 'truePositives' : 'falsePositives'] += 1
  else confusion[isSo ? 'falseNegatives' : 'trueNegatives'] += 1
}
