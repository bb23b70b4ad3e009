/** A batch of decisions is paused, goes on, is cancelled, or is taken back. */

import { insertAct } from '../../db/queries/audit.js'
import { type DecisionBatch, lockBatch, replaceBatchState } from '../../db/queries/decision-batches.js'
import type { Deps } from '../deps.js'
import type { Caller } from '../domain/audit.js'
import { allowedChanges, type BatchChange, isThere, stateAfter } from '../domain/decision-batch.js'
import { DomainError } from '../domain/errors.js'
import { LIMITS } from '../limits.js'
import { enqueueBatch } from './begin-batch.js'

/**
 * Counts from the next comment on. Throws `batch-over` when the batch is past this, `undo-expired` when it ended more than
 * LIMITS.decision.undoMs ago.
 */
export async function changeBatch(
  deps: Pick<Deps, 'db' | 'clock' | 'producer' | 'log'>,
  { id, change, by }: { id: string; change: BatchChange; by: Caller },
): Promise<DecisionBatch> {
  const now = deps.clock()
  const after = (ms: number): Date => new Date(now.getTime() + ms)
  const state = stateAfter(change)
  const changed = await deps.db.transaction().execute(async (trx) => {
    const batch = await lockBatch(trx, id)
    if (batch === undefined) throw new DomainError('batch-not-found', 'there is no batch of this id')
    if (isThere(change, batch.state)) return batch
    if (!allowedChanges(batch, now).includes(change)) throw refuse(change, batch)
    const next = {
      state,
      pausedUntil: state === 'paused' ? after(LIMITS.batch.pausedMs) : null,
      finishedAt: state === 'cancelled' ? now : null,
      dueAt: state === 'cancelled' ? null : after(state === 'paused' ? LIMITS.batch.pausedMs : LIMITS.relay.requeueMs),
      ...(change === 'undo' ? { undoneBy: by.name } : {}),
    }
    await replaceBatchState(trx, id, next)
    const verb = change === 'undo' ? 'batch.undo' : 'batch.change'
    await insertAct(trx, { by, verb, at: now, subject: id, detail: { state } })
    return { ...batch, ...next }
  })
  if (changed.state === 'running' || changed.state === 'undoing') await enqueueBatch(deps, id)
  return changed
}

function refuse(change: BatchChange, { state }: DecisionBatch): DomainError {
  if (change === 'undo')
    return new DomainError(
      'undo-expired',
      `a batch can be taken back for ${LIMITS.decision.undoMs / 1_000} s after its end; decide anew instead`,
    )
  return new DomainError('batch-over', `this batch is ${state} by now`)
}
