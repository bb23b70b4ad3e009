/**
 * Works a batch of decisions off, or takes it back. Each comment is a transaction of its own that shares the batch's lock:
 * a job that is killed or comes twice decides no comment twice and leaves none out, and a pause counts from the next comment.
 */

import type { Trx } from '../../db/database.js'
import { lockComment } from '../../db/queries/comments.js'
import {
  type DecisionBatch,
  findBatch,
  listItemIds,
  lockBatch,
  lockItem,
  replaceBatchDue,
  replaceBatchState,
  replaceItem,
} from '../../db/queries/decision-batches.js'
import { findDecision } from '../../db/queries/decisions.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { leadsTo } from '../domain/comment-status.js'
import type { BatchItemState, BatchState } from '../domain/decision-batch.js'
import { DomainError } from '../domain/errors.js'
import { LIMITS } from '../limits.js'
import { announceDecided, type Decided, decideLocked, undoWithin } from './decide-comment.js'

type WorkDeps = Pick<Deps, 'db' | 'clock' | 'newId' | 'announce'>

interface Work {
  /** Comments in this state are still to be done. */
  from: BatchItemState
  /** Where the batch is when none is left. */
  end: BatchState
  /** Changes a comment and notes it; undefined: noted that there is nothing to change. */
  run: (trx: Trx, deps: WorkDeps, batch: DecisionBatch, item: Item) => Promise<Decided<unknown> | undefined>
  /** What is noted on a comment where a rule said no. */
  refused: (error: DomainError) => BatchItemState
}

interface Item {
  commentId: CommentId
  revision: number
  decisionId: string | null
}

const WORK: { readonly [State in BatchState]?: Work } = {
  running: { from: 'waiting', end: 'done', run: decide, refused: describeRefusal },
  undoing: { from: 'decided', end: 'undone', run: takeBack, refused: () => 'kept' },
}

/** Works for LIMITS.batch.sliceMs at most, then asks for another job to go on. */
export async function applyBatch(
  deps: WorkDeps & Pick<Deps, 'producer'>,
  { batchId }: { batchId: string },
): Promise<void> {
  const endAt = new Date(deps.clock().getTime() + LIMITS.batch.sliceMs)
  if (!(await workOff(deps, batchId, endAt))) await deps.producer.enqueueBatches([batchId])
}

/** Works until the time is over, null: to the end. True when there is nothing more to do. */
export async function workOff(deps: WorkDeps, batchId: string, endAt: Date | null): Promise<boolean> {
  for (;;) {
    const batch = await findBatch(deps.db, batchId)
    if (batch === undefined) return true
    const work = WORK[batch.state]
    if (work === undefined) {
      await endForgotten(deps, batchId)
      return true
    }
    const ids = await listItemIds(deps.db, batchId, work.from, LIMITS.batch.chunk)
    if (ids.length === 0) await end(deps, batch, work)
    await changeItems(deps, { batch, work, ids, endAt })
    if (endAt !== null && deps.clock() >= endAt) return false
    await replaceBatchDue(deps.db, batchId, new Date(deps.clock().getTime() + LIMITS.relay.requeueMs))
  }
}

/** A few at a time, until the time is over or the batch is in another state; returns when the last of them has ended. */
async function changeItems(
  deps: WorkDeps,
  { ids, endAt, ...how }: { batch: DecisionBatch; work: Work; ids: readonly CommentId[]; endAt: Date | null },
): Promise<void> {
  const rest = ids.values()
  let isOver = false
  const next = async (): Promise<void> => {
    for (const commentId of rest) {
      if (!(await changeItem(deps, { ...how, commentId }))) isOver = true
      if (isOver || (endAt !== null && deps.clock() >= endAt)) return
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: LIMITS.batch.concurrency }, next))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** Changes a comment and its place in the batch together. False when the batch is no longer in the state it was in. */
async function changeItem(
  deps: WorkDeps,
  { batch, work, commentId }: { batch: DecisionBatch; work: Work; commentId: CommentId },
): Promise<boolean> {
  try {
    const result = await deps.db.transaction().execute(async (trx) => {
      const item = await lockItem(trx, { batchId: batch.id, commentId })
      if (item?.batchState !== batch.state) return 'other-state'
      return item.state === work.from ? await work.run(trx, deps, batch, { ...item, commentId }) : 'done-already'
    })
    if (typeof result === 'object') announceDecided(deps, result)
    return result !== 'other-state'
  } catch (error) {
    // A rule said no to this comment: that is its outcome, not the end of the others.
    if (!(error instanceof DomainError)) throw error
    await replaceItem(deps.db, { batchId: batch.id, commentId, from: work.from }, { state: work.refused(error) })
    return true
  }
}

async function decide(
  trx: Trx,
  deps: WorkDeps,
  batch: DecisionBatch,
  item: Item,
): Promise<Decided<unknown> | undefined> {
  const { commentId, revision } = item
  const locked = await lockComment(trx, commentId)
  if (locked === undefined) throw new DomainError('comment-not-found', 'there is no comment of this id')
  // One that somebody brought there since the batch began is theirs: a conflict, as whatever else they did.
  if (locked.comment.revision === revision && leadsTo(batch.action, locked.comment.status)) {
    await replaceItem(trx, { batchId: batch.id, commentId, from: 'waiting' }, { state: 'unchanged' })
    return undefined
  }
  const decided = await decideLocked(trx, deps, locked, {
    commentId,
    action: batch.action,
    by: { kind: 'moderator', name: batch.deciderName },
    deciderId: batch.deciderId,
    reason: batch.reason,
    note: batch.note,
    ifRevision: revision,
    onlyPending: false,
    policy: null,
  })
  const { decisionId } = decided.outcome
  await replaceItem(trx, { batchId: batch.id, commentId, from: 'waiting' }, { state: 'decided', decisionId })
  return decided
}

async function takeBack(trx: Trx, deps: WorkDeps, batch: DecisionBatch, item: Item): Promise<Decided<unknown>> {
  const { commentId, decisionId } = item
  const decision = decisionId === null ? undefined : await findDecision(trx, commentId, decisionId)
  if (decision === undefined) throw new DomainError('decision-not-found', 'the decision is gone')
  const undone = await undoWithin(trx, deps, { decision, by: batch.undoneBy ?? batch.deciderName })
  await replaceItem(trx, { batchId: batch.id, commentId, from: 'decided' }, { state: 'undone' })
  return undone
}

function describeRefusal({ code }: DomainError): BatchItemState {
  if (code === 'claimed') return 'claimed'
  return code === 'status-conflict' ? 'conflict' : 'not-allowed'
}

/** Ends a batch in which nothing is left to do, unless it changed meanwhile. */
async function end({ db, clock }: WorkDeps, { id, state }: DecisionBatch, work: Work): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const batch = await lockBatch(trx, id)
    if (batch?.state !== state || (await listItemIds(trx, id, work.from, 1)).length > 0) return
    await replaceBatchState(trx, id, { state: work.end, dueAt: null, pausedUntil: null, finishedAt: clock() })
  })
}

/** Cancels a batch whose pause was too long: what it deleted must not stay for good. */
async function endForgotten({ db, clock }: WorkDeps, id: string): Promise<void> {
  const now = clock()
  await db.transaction().execute(async (trx) => {
    const batch = await lockBatch(trx, id)
    if (batch?.state !== 'paused' || batch.pausedUntil === null || batch.pausedUntil > now) return
    await replaceBatchState(trx, id, { state: 'cancelled', dueAt: null, pausedUntil: null, finishedAt: now })
  })
}
