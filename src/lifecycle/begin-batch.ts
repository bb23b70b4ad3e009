/** A moderator decides on many comments at once: which ones is settled now, then they are worked off one by one. */

import { insertAct } from '../../db/queries/audit.js'
import {
  type BatchSet,
  countUnfinished,
  type DecisionBatch,
  findBatch,
  insertBatch,
} from '../../db/queries/decision-batches.js'
import type { ModerationFilter } from '../../db/queries/moderation.js'
import type { Deps } from '../deps.js'
import type { Caller } from '../domain/audit.js'
import type { CommentId, SiteId } from '../domain/comment.js'
import { COMMENT_STATUSES, isAllowed, type StatusAction } from '../domain/comment-status.js'
import { DomainError } from '../domain/errors.js'
import { LIMITS } from '../limits.js'
import { workOff } from './apply-batch.js'

interface BatchRequest {
  action: StatusAction
  reason: string
  note: string | null
  by: Caller
}

type BeginDeps = Pick<Deps, 'db' | 'clock' | 'newId' | 'announce' | 'producer' | 'log'>

/**
 * Everything that matches a filter now, for a job; with `isPaused` it waits until somebody lets it go on. Throws
 * `batch-too-large` when more than LIMITS.batch.commentsMax match, `too-many` when a person has too many unfinished.
 */
export async function beginBatch(
  deps: BeginDeps,
  request: BatchRequest & { filter: ModerationFilter; shownFilter: object; isPaused: boolean },
): Promise<DecisionBatch> {
  const { commentsMax, unfinishedMax, freezeMs } = LIMITS.batch
  if ((await countUnfinished(deps.db, request.by.id)) >= unfinishedMax)
    throw new DomainError('too-many', `finish or cancel one of your ${unfinishedMax} unfinished batches first`)
  const from = COMMENT_STATUSES.filter((status) => isAllowed(request.action, status))
  const set = { filter: request.filter, from, max: commentsMax, withinMs: freezeMs }
  const id = await insert(deps, request, set, request)
  if (!request.isPaused) await enqueueBatch(deps, id)
  return await require(deps, id)
}

/** Named comments, on the sites a person may see: decided when the promise resolves. */
export async function decideMany(
  deps: BeginDeps,
  request: BatchRequest & { ids: readonly CommentId[]; siteIds: readonly SiteId[] | null },
): Promise<DecisionBatch> {
  const id = await insert(deps, request, request, { shownFilter: null, isPaused: false })
  await workOff(deps, id, null)
  return await require(deps, id)
}

/** The row is the truth: what the queue does not take now, the relay asks for again. */
export async function enqueueBatch(deps: Pick<Deps, 'producer' | 'log'>, id: string): Promise<void> {
  await deps.producer.enqueueBatches([id]).catch((err: unknown) => deps.log.warn({ err }, 'could not queue a batch'))
}

async function insert(
  { db, clock, newId }: Pick<Deps, 'db' | 'clock' | 'newId'>,
  { action, reason, note, by }: BatchRequest,
  set: BatchSet,
  { shownFilter, isPaused }: { shownFilter: object | null; isPaused: boolean },
): Promise<string> {
  const now = clock()
  const id = newId()
  const pausedUntil = isPaused ? new Date(now.getTime() + LIMITS.batch.pausedMs) : null
  await db.transaction().execute(async (trx) => {
    const matched = await insertBatch(
      trx,
      {
        id,
        siteIds: [],
        filter: shownFilter === null ? null : JSON.stringify(shownFilter),
        action,
        reason,
        note,
        deciderId: by.id,
        deciderName: by.name,
        undoneBy: null,
        state: isPaused ? 'paused' : 'running',
        total: 0,
        createdAt: now,
        pausedUntil,
        finishedAt: null,
        dueAt: pausedUntil ?? new Date(now.getTime() + LIMITS.relay.requeueMs),
      },
      set,
    )
    if ('max' in set && matched > set.max)
      throw new DomainError('batch-too-large', `more than ${set.max} comments match: narrow the filter`)
    await insertAct(trx, { by, verb: 'batch.begin', at: now, subject: id, detail: { action, matched } })
  })
  return id
}

async function require({ db }: Pick<Deps, 'db'>, id: string): Promise<DecisionBatch> {
  const batch = await findBatch(db, id)
  if (batch === undefined) throw new Error('a batch was gone at once')
  return batch
}
