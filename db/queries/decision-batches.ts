/** Decisions on many comments at once: the frozen set, and what became of each comment in it. */

import { type Insertable, type Selectable, sql } from 'kysely'
import type { CommentId, SiteId } from '../../src/domain/comment.js'
import type { CommentStatus } from '../../src/domain/comment-status.js'
import { BATCH_ITEM_STATES, type BatchItemState, type BatchState, UNFINISHED } from '../../src/domain/decision-batch.js'
import { LIMITS } from '../../src/limits.js'
import type { Db, Trx } from '../database.js'
import { inSites } from '../in-sites.js'
import { prepared } from '../prepared.js'
import type { DecisionBatchTable } from '../schema.js'
import { unlessDeleted } from '../unless-deleted.js'
import { type ModerationFilter, selectMatching } from './moderation.js'

export type DecisionBatch = Selectable<DecisionBatchTable>

/** What a batch is about: a filter, for statuses its action applies to, or named comments of the sites a person may see. */
export type BatchSet =
  | { filter: ModerationFilter; from: readonly CommentStatus[]; max: number; withinMs: number }
  | { ids: readonly CommentId[]; siteIds: readonly SiteId[] | null }

/**
 * Keeps a batch and, at one moment, the comments of its set with the revision each has. Returns how many comments matched,
 * which may be more than it holds: those of other statuses are left out.
 */
export async function insertBatch(trx: Trx, batch: Insertable<DecisionBatchTable>, set: BatchSet): Promise<number> {
  await trx.insertInto('decisionBatches').values(batch).execute()
  const isFilter = 'filter' in set
  // To look through a million comments may take longer than any other statement of a request.
  if (isFilter) await sql`select set_config('statement_timeout', ${String(set.withinMs)}, true)`.execute(trx)
  const matching = isFilter
    ? sql`select m.id from (${selectMatching(set.filter, set.max + 1)}) m`
    : sql`select c.id from comments c where c.id = any(${[...set.ids]}::uuid[])
        and ${inSites(sql`c.site_id`, set.siteIds)}`
  const fits = isFilter ? sql`c.status = any(${[...set.from]})` : sql`true`
  const { rows } = await sql<{ matched: number }>`
    with matched as materialized (${matching}),
    items as (
      insert into decision_batch_items (batch_id, comment_id, revision, state)
      select ${batch.id}::uuid, c.id, c.revision, 'waiting' from matched join comments c on c.id = matched.id and ${fits}
      returning comment_id
    ),
    counted as (
      update decision_batches set total = (select count(*) from items), site_ids = coalesce((
        select array_agg(distinct c.site_id) from items join comments c on c.id = items.comment_id
      ), '{}') where id = ${batch.id} returning 1
    )
    select (select count(*) from matched) as matched`.execute(trx)
  return rows[0]?.matched ?? 0
}

export async function findBatch(db: Db, id: string): Promise<DecisionBatch | undefined> {
  return await db.selectFrom('decisionBatches').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * Batches all of whose sites a person may see, newest first; one without comments has no site and is its maker's alone.
 * `siteIds` null: the person may see every site.
 */
export async function listBatches(
  db: Db,
  seenBy: { deciderId: string; siteIds: readonly SiteId[] | null },
  page: { state: BatchState | null; before: string | null; limit: number },
): Promise<DecisionBatch[]> {
  const { deciderId, siteIds } = seenBy
  let query = db
    .selectFrom('decisionBatches')
    .selectAll()
    .where(sql<boolean>`case when site_ids = '{}' then decider_id = ${deciderId}
      else ${siteIds === null ? sql`true` : sql`site_ids <@ ${[...siteIds]}::text[]`} end`)
  if (page.state !== null) query = query.where('state', '=', page.state)
  if (page.before !== null) query = query.where('id', '<', page.before)
  return await query.orderBy('id', 'desc').limit(page.limit).execute()
}

/** Whoever holds the lock has the batch for themselves: nothing is decided in it or taken back meanwhile. */
export async function lockBatch(trx: Trx, id: string): Promise<DecisionBatch | undefined> {
  await sql`select pg_advisory_xact_lock(${keyOf(id)})`.execute(trx)
  return await findBatch(trx, id)
}

/**
 * The key of a batch's lock. Not its row: whoever waits for that could wait for good while others share it, and here
 * those who come later queue behind.
 */
function keyOf(id: string) {
  return sql`hashtextextended(${id}, 0)`
}

/** Batches of a person, made of a filter, that are not over. */
export async function countUnfinished(db: Db, deciderId: string): Promise<number> {
  const { count } = await db
    .selectFrom('decisionBatches')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('deciderId', '=', deciderId)
    .where('state', 'in', UNFINISHED)
    .where('filter', 'is not', null)
    .executeTakeFirstOrThrow()
  return count
}

export async function replaceBatchState(
  trx: Trx,
  id: string,
  change: {
    state: BatchState
    dueAt: Date | null
    pausedUntil: Date | null
    finishedAt: Date | null
    undoneBy?: string
  },
): Promise<void> {
  await trx.updateTable('decisionBatches').set(change).where('id', '=', id).execute()
}

/** Puts off when the job of a batch that works counts as lost. */
export async function replaceBatchDue(db: Db, id: string, dueAt: Date): Promise<void> {
  await db
    .updateTable('decisionBatches')
    .set({ dueAt })
    .where('id', '=', id)
    .where('state', 'in', ['running', 'undoing'])
    .execute()
}

/** The next comments of a batch in a state. */
export async function listItemIds(db: Db, batchId: string, state: BatchItemState, limit: number): Promise<CommentId[]> {
  const rows = await db
    .selectFrom('decisionBatchItems')
    .select('commentId')
    .where('batchId', '=', batchId)
    .where('state', '=', state)
    .orderBy('commentId')
    .limit(limit)
    .execute()
  return rows.map(({ commentId }) => commentId)
}

/** A comment of a batch: what became of it there, and what it is now. */
export interface ListedItem {
  id: CommentId
  outcome: BatchItemState
  status: CommentStatus
  /** Both are empty once the comment is deleted, though it may be brought back for a moment. */
  authorName: string
  excerpt: string
}

/** A page of a batch's comments. */
export async function listItems(
  db: Db,
  batchId: string,
  { state, after, limit }: { state: BatchItemState | null; after: CommentId | null; limit: number },
): Promise<ListedItem[]> {
  let query = db
    .selectFrom('decisionBatchItems as items')
    .innerJoin('comments', 'comments.id', 'items.commentId')
    .select(['items.commentId as id', 'items.state as outcome', 'comments.status'])
    .select([
      unlessDeleted(sql`comments.author_name`).as('authorName'),
      unlessDeleted(sql`left(comments.body, ${LIMITS.admin.excerptLength})`).as('excerpt'),
    ])
    .where('items.batchId', '=', batchId)
  if (state !== null) query = query.where('items.state', '=', state)
  if (after !== null) query = query.where('items.commentId', '>', after)
  return await query.orderBy('items.commentId').limit(limit).execute()
}

/** How many comments of a batch are in each state. */
export type ItemCounts = (batchId: string) => Record<BatchItemState, number>

/** Counts the comments of batches by their states, in one statement for all of them. */
export async function countItems(db: Db, batchIds: readonly string[]): Promise<ItemCounts> {
  const { rows } = await sql<{ batchId: string; state: BatchItemState; count: number }>`
    select batch_id, state, count(*) as count from decision_batch_items
    where batch_id = any(${[...batchIds]}::uuid[]) group by 1, 2`.execute(db)
  return (batchId) => {
    const counts = Object.fromEntries(BATCH_ITEM_STATES.map((state) => [state, 0])) as Record<BatchItemState, number>
    for (const row of rows) if (row.batchId === batchId) counts[row.state] = row.count
    return counts
  }
}

/** Locks a comment's place in a batch, and shares the lock of the batch: its state stays as it is until the end. */
export async function lockItem(
  trx: Trx,
  { batchId, commentId }: { batchId: string; commentId: CommentId },
): Promise<{ batchState: BatchState; state: BatchItemState; revision: number; decisionId: string | null } | undefined> {
  // A statement of its own: the next one sees what those changed for whom this one waited.
  await sql`select pg_advisory_xact_lock_shared(${keyOf(batchId)}) ${prepared}`.execute(trx)
  return await trx
    .selectFrom('decisionBatches as batches')
    .innerJoin('decisionBatchItems as items', 'items.batchId', 'batches.id')
    .select(['batches.state as batchState', 'items.state', 'items.revision', 'items.decisionId'])
    .where('items.batchId', '=', batchId)
    .where('items.commentId', '=', commentId)
    .modifyEnd(sql`for no key update of items ${prepared}`)
    .executeTakeFirst()
}

/** Notes what became of a comment, unless somebody noted something else meanwhile. */
export async function replaceItem(
  db: Db,
  { batchId, commentId, from }: { batchId: string; commentId: CommentId; from: BatchItemState },
  change: { state: BatchItemState; decisionId?: string },
): Promise<void> {
  await db
    .updateTable('decisionBatchItems')
    .set(change)
    .where('batchId', '=', batchId)
    .where('commentId', '=', commentId)
    .where('state', '=', from)
    .modifyEnd(prepared)
    .execute()
}

/** Batches whose job was lost, or whose pause is over; they count as asked for until `nextAt`. */
export async function claimBatchesDue(db: Db, options: { now: Date; nextAt: Date; batch: number }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update decision_batches set due_at = ${options.nextAt}
    where id in (
      select id from decision_batches where due_at <= ${options.now} order by due_at limit ${options.batch}
      for update skip locked
    )
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}
