/** Backtests: asked for, worked off chunk by chunk, read, dropped. */

import { type Insertable, sql } from 'kysely'
import type { BacktestEffect, BacktestState, BacktestSummary, PeopleOutcome } from '../../src/domain/backtest.js'
import type { CommentId, SiteId } from '../../src/domain/comment.js'
import type { CommentStatus, StatusAction } from '../../src/domain/comment-status.js'
import type { Policy, PolicyReason } from '../../src/domain/policy.js'
import type { Term } from '../../src/domain/term.js'
import type { Signal } from '../../src/screening/check.js'
import type { Db, Trx } from '../database.js'
import type { BacktestDifferenceTable, BacktestTable } from '../schema.js'

/** Those that were decided and still have their text. */
const JUDGED_STATUSES = ['held', 'approved', 'rejected', 'spam']

export interface Backtest {
  id: string
  siteId: SiteId
  policy: Policy
  terms: Term[] | null
  days: number
  until: Date
  state: BacktestState
  total: number
  done: number
  lastCommentId: CommentId
  summary: BacktestSummary
  askedBy: string | null
  askedAt: Date
  finishedAt: Date | null
  expiresAt: Date
}

const COLUMNS = [
  'id',
  'siteId',
  'policy',
  'terms',
  'days',
  'until',
  'state',
  'total',
  'done',
  'lastCommentId',
  'summary',
  'askedBy',
  'askedAt',
  'finishedAt',
  'expiresAt',
] as const

/** How many comments of a window a backtest looks at, at most `limit` of the newest, and the first of them. */
export async function countJudged(
  db: Db,
  window: { siteId: SiteId; since: Date; until: Date; limit: number },
): Promise<{ total: number; first: CommentId | null }> {
  const { rows } = await sql<{ total: number; first: CommentId | null }>`
    select count(*) as total, (array_agg(id order by id))[1] as first
    from (
      select id from comments
      where site_id = ${window.siteId} and status = any(${JUDGED_STATUSES})
        and submitted_at > ${window.since} and submitted_at <= ${window.until}
      order by id desc limit ${window.limit}
    ) as newest
  `.execute(db)
  return rows[0] ?? { total: 0, first: null }
}

export async function insertBacktest(db: Db, backtest: Insertable<BacktestTable>): Promise<void> {
  await db.insertInto('backtests').values(backtest).execute()
}

export async function countUnfinished(db: Db, siteId: SiteId): Promise<number> {
  const { count } = await db
    .selectFrom('backtests')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('siteId', '=', siteId)
    .where('dueAt', 'is not', null)
    .executeTakeFirstOrThrow()
  return count
}

export async function findBacktest(db: Db, siteId: SiteId, id: string): Promise<Backtest | undefined> {
  return await db
    .selectFrom('backtests')
    .select(COLUMNS)
    .where('siteId', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** A backtest that is to go on, locked; undefined when it is over or another worker has it in hand. */
export async function lockBacktest(trx: Trx, id: string): Promise<Backtest | undefined> {
  return await trx
    .selectFrom('backtests')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('dueAt', 'is not', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

export interface JudgedComment {
  id: CommentId
  body: string
  authorName: string
  authorUrl: string | null
  parentId: CommentId | null
  /** The last automatic decision; null: there was none. */
  done: StatusAction | null
  /** The last decision of a person. */
  people: StatusAction | null
  spam: Signal[] | null
  conduct: Signal[] | null
  isNewcomer: boolean | null
}

/** The next comments of a backtest, in order of their ids, with what was kept of their last automatic judgement. */
export async function listJudged(
  db: Db,
  page: { siteId: SiteId; after: CommentId; until: Date; limit: number },
): Promise<JudgedComment[]> {
  const { rows } = await sql<JudgedComment>`
    select c.id, c.body, c.author_name as "authorName", c.author_url as "authorUrl", c.parent_id as "parentId",
      auto.action as done, people.action as people, s.signals as spam, k.signals as conduct, k.is_newcomer as "isNewcomer"
    from (
      select own.id from unnest(${JUDGED_STATUSES}::text[]) as one (status), lateral (
        select id from comments
        where site_id = ${page.siteId} and status = one.status and id > ${page.after} and submitted_at <= ${page.until}
        order by id limit ${page.limit}
      ) as own
      order by own.id limit ${page.limit}
    ) as chunk
    join comments c on c.id = chunk.id
    left join lateral (
      select id, action, revision from decisions
      where comment_id = c.id and decided_by in ('policy', 'system') order by id desc limit 1
    ) as auto on true
    left join lateral (
      select action from decisions
      -- What people said of an earlier text says nothing of this one.
      where comment_id = c.id and decided_by = 'moderator' and id > auto.id order by id desc limit 1
    ) as people on true
    left join verdicts s on s.comment_id = c.id and s.revision = auto.revision - 1 and s.stage = 'spam'
    left join verdicts k on k.comment_id = c.id and k.revision = auto.revision - 1 and k.stage = 'conduct'
    order by c.id
  `.execute(db)
  return rows
}

/** Writes how far a backtest came. The caller holds the lock. `dueAt` null: it is over. */
export async function replaceProgress(
  trx: Trx,
  id: string,
  progress: {
    state: BacktestState
    done: number
    lastCommentId: CommentId
    summary: BacktestSummary
    dueAt: Date | null
    finishedAt: Date | null
  },
): Promise<void> {
  await trx
    .updateTable('backtests')
    .set({ ...progress, summary: JSON.stringify(progress.summary) })
    .where('id', '=', id)
    .execute()
}

export async function insertDifferences(trx: Trx, rows: readonly Insertable<BacktestDifferenceTable>[]): Promise<void> {
  if (rows.length === 0) return
  await trx
    .insertInto('backtestDifferences')
    .values([...rows])
    .execute()
}

export interface BacktestDifference {
  commentId: CommentId
  done: StatusAction
  proposed: StatusAction
  reason: PolicyReason
  people: PeopleOutcome | null
  effect: BacktestEffect
}

export async function listDifferences(
  db: Db,
  backtestId: string,
  page: { effect: BacktestEffect | null; after: CommentId | null; limit: number },
): Promise<BacktestDifference[]> {
  let query = db
    .selectFrom('backtestDifferences')
    .select(['commentId', 'done', 'proposed', 'reason', 'people', 'effect'])
    .where('backtestId', '=', backtestId)
  if (page.effect !== null) query = query.where('effect', '=', page.effect)
  if (page.after !== null) query = query.where('commentId', '>', page.after)
  return await query.orderBy('commentId').limit(page.limit).execute()
}

/** Ends a backtest before its time; nothing happens to one that is over. */
export async function endBacktest(
  db: Db,
  id: string,
  end: { state: 'cancelled' | 'failed'; finishedAt: Date },
): Promise<void> {
  await db
    .updateTable('backtests')
    .set({ ...end, dueAt: null })
    .where('id', '=', id)
    .where('dueAt', 'is not', null)
    .execute()
}

/** Backtests that the queue should hear of; they count as asked for until `nextAt`. */
export async function claimBacktestsDue(
  db: Db,
  options: { now: Date; nextAt: Date; batch: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update backtests set due_at = ${options.nextAt}
    where id in (
      select id from backtests where due_at <= ${options.now}
      order by due_at limit ${options.batch} for update skip locked
    )
    returning id
  `.execute(db)
  return rows.map(({ id }) => id)
}

export interface TextOfComment {
  id: CommentId
  slug: string
  body: string
  authorName: string
  authorUrl: string | null
  parentId: CommentId | null
  status: CommentStatus
}

/** The newest comments of a site that still have their text, page by page. */
export async function listNewestTexts(
  db: Db,
  siteId: SiteId,
  page: { before: CommentId | null; limit: number },
): Promise<TextOfComment[]> {
  let query = db
    .selectFrom('comments')
    .innerJoin('threads', 'threads.id', 'comments.threadId')
    .select([
      'comments.id',
      'threads.slug',
      'comments.body',
      'comments.authorName',
      'comments.authorUrl',
      'comments.parentId',
      'comments.status',
    ])
    .where('comments.siteId', '=', siteId)
    .where('comments.status', '!=', 'deleted')
  if (page.before !== null) query = query.where('comments.id', '<', page.before)
  return await query.orderBy('comments.id', 'desc').limit(page.limit).execute()
}
