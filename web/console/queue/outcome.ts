/** What became of a row of the queue. */

import type { Action, Status } from '../api.js'

export interface Outcome {
  /** null: it is not known, only what the status is now. */
  action: Action | null
  status: Status
  /** null: the person at this screen. */
  by: string | null
  state: 'sending' | 'done' | 'undoing'
  /** null: cannot be taken back from here. `untilMs` is on this machine's clock; `hasBan`: the author was banned along with it. */
  undo: { decisionId: string; untilMs: number; hasBan: boolean } | null
}

/** Where an action leads; only for showing at once what the service will confirm. */
export const LEADS_TO: Readonly<Record<Action, Status>> = {
  approve: 'approved',
  hold: 'held',
  reject: 'rejected',
  markSpam: 'spam',
  delete: 'deleted',
}
