/** One decision on many comments: the states of the whole, what may be done with it in each, and what becomes of a comment in it. */

import { LIMITS } from '../limits.js'

/** `cancelled`: what is decided stays, the rest is left alone. */
export const BATCH_STATES = ['running', 'paused', 'done', 'cancelled', 'undoing', 'undone'] as const
export type BatchState = (typeof BATCH_STATES)[number]
export const UNFINISHED: readonly BatchState[] = ['running', 'paused', 'undoing']

/**
 * `unchanged`: the comment had the status already; `conflict`: somebody changed it since the batch began; `claimed`: somebody
 * was working on it; `not-allowed`: not from its status. These are left as they are. `kept`: decided, and could not be taken
 * back with the others.
 */
export const BATCH_ITEM_STATES = [
  'waiting',
  'decided',
  'unchanged',
  'conflict',
  'claimed',
  'not-allowed',
  'undone',
  'kept',
] as const
export type BatchItemState = (typeof BATCH_ITEM_STATES)[number]

const CHANGES = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
  undo: { from: ['running', 'paused', 'done', 'cancelled'], to: 'undoing' },
} as const satisfies Record<string, { from: readonly BatchState[]; to: BatchState }>

export type BatchChange = keyof typeof CHANGES
export const BATCH_CHANGES = Object.keys(CHANGES) as readonly BatchChange[]

export function stateAfter(change: BatchChange): BatchState {
  return CHANGES[change].to
}

/** Whether a batch is already where a change leads: to ask twice is no mistake. */
export function isThere(change: BatchChange, state: BatchState): boolean {
  return state === CHANGES[change].to || (change === 'undo' && state === 'undone')
}

/** Until when a batch that is over can be taken back; null: at any time as long as it works, never once it was. */
export function undoUntil({ state, finishedAt }: { state: BatchState; finishedAt: Date | null }): Date | null {
  const isOver = state === 'done' || state === 'cancelled'
  return isOver && finishedAt !== null ? new Date(finishedAt.getTime() + LIMITS.decision.undoMs) : null
}

/** What a person may do with a batch now. */
export function allowedChanges(batch: { state: BatchState; finishedAt: Date | null }, now: Date): BatchChange[] {
  const until = undoUntil(batch)
  return BATCH_CHANGES.filter((change) => {
    const from: readonly BatchState[] = CHANGES[change].from
    return from.includes(batch.state) && (change !== 'undo' || until === null || now <= until)
  })
}
