/** What a changed policy would have done to past comments, counted against what was done and what people decided. */

import type { StatusAction } from './comment-status.js'

export const BACKTEST_STATES = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const
export type BacktestState = (typeof BACKTEST_STATES)[number]

/** What people made of a comment in the end: `remove` stands for reject, markSpam and delete. */
export const PEOPLE_OUTCOMES = ['approve', 'remove'] as const
export type PeopleOutcome = (typeof PEOPLE_OUTCOMES)[number]

/**
 * What a difference means, measured by people's decision: `freed`: approved without waiting for the person who approved it;
 * `caught`: kept from readers before the person who removed it; `let-through` and `held-back` are the same for the worse;
 * `other`: no person decided, or readers would see no difference.
 */
export const BACKTEST_EFFECTS = ['freed', 'caught', 'let-through', 'held-back', 'other'] as const
export type BacktestEffect = (typeof BACKTEST_EFFECTS)[number]

/** One comment: what was done automatically, what would have been, and what people say. */
export interface BacktestOutcome {
  done: StatusAction
  proposed: StatusAction
  people: PeopleOutcome | null
  /** Checks that only recorded; and those of them that would have changed the proposed action. */
  shadow: readonly { check: string; wouldChange: boolean }[]
}

export interface BacktestSummary {
  /** One entry for each pair of actions that occurred. */
  table: {
    done: StatusAction
    proposed: StatusAction
    comments: number
    approvedByPeople: number
    removedByPeople: number
  }[]
  effects: Record<BacktestEffect, number>
  /** Comments on which people decided, and on how many of these the action was the same as theirs. */
  people: { decided: number; agreedDone: number; agreedProposed: number }
  shadow: { check: string; comments: number; wouldChange: number }[]
  /** Comments that cannot be judged again: never decided automatically, as imported ones. */
  skipped: number
}

export function emptySummary(): BacktestSummary {
  return {
    table: [],
    effects: { freed: 0, caught: 0, 'let-through': 0, 'held-back': 0, other: 0 },
    people: { decided: 0, agreedDone: 0, agreedProposed: 0 },
    shadow: [],
    skipped: 0,
  }
}

/** What people's last decision says; null: none, or one that left the comment waiting. */
export function peopleOutcome(action: StatusAction | null): PeopleOutcome | null {
  if (action === null || action === 'hold') return null
  return action === 'approve' ? 'approve' : 'remove'
}

/** The effect of a difference; null when there is none. */
export function effectOf({ done, proposed, people }: BacktestOutcome): BacktestEffect | null {
  if (done === proposed) return null
  const wasSeen = done === 'approve'
  const wouldBeSeen = proposed === 'approve'
  if (people === null || wasSeen === wouldBeSeen) return 'other'
  if (wouldBeSeen) return people === 'approve' ? 'freed' : 'let-through'
  return people === 'remove' ? 'caught' : 'held-back'
}

/** Adds one comment to a summary, in place. */
export function addOutcome(summary: BacktestSummary, outcome: BacktestOutcome): void {
  const { done, proposed, people } = outcome
  let cell = summary.table.find((known) => known.done === done && known.proposed === proposed)
  if (cell === undefined) {
    cell = { done, proposed, comments: 0, approvedByPeople: 0, removedByPeople: 0 }
    summary.table.push(cell)
  }
  cell.comments += 1
  if (people === 'approve') cell.approvedByPeople += 1
  if (people === 'remove') cell.removedByPeople += 1

  const effect = effectOf(outcome)
  if (effect !== null) summary.effects[effect] += 1
  if (people !== null) {
    summary.people.decided += 1
    if (agrees(done, people)) summary.people.agreedDone += 1
    if (agrees(proposed, people)) summary.people.agreedProposed += 1
  }
  for (const { check, wouldChange } of outcome.shadow) {
    let count = summary.shadow.find((known) => known.check === check)
    if (count === undefined) {
      count = { check, comments: 0, wouldChange: 0 }
      summary.shadow.push(count)
    }
    count.comments += 1
    if (wouldChange) count.wouldChange += 1
  }
}

/** To hold a comment is to ask, which agrees with nobody. */
function agrees(action: StatusAction, people: PeopleOutcome): boolean {
  return action !== 'hold' && peopleOutcome(action) === people
}
