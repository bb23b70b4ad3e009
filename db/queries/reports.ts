/** What readers report: one report a reader and comment, settled by what becomes of the comment. */

import { sql } from 'kysely'
import type { CommentId, SiteId, ThreadId } from '../../src/domain/comment.js'
import type { CommentStatus } from '../../src/domain/comment-status.js'
import type { ReportReason, ReportState } from '../../src/domain/report.js'
import type { EmailHash } from '../../src/privacy/hash-email.js'
import type { ReaderHash } from '../../src/privacy/hash-reader.js'
import type { Db, Trx } from '../database.js'
import { unlessDeleted } from '../unless-deleted.js'

const REPORTS_MAX = 200

/** A report as people see it: without the hashes. */
export interface Report {
  id: string
  commentId: CommentId
  siteId: SiteId
  revision: number
  reason: ReportReason
  text: string | null
  reporterName: string | null
  hasEmail: boolean
  state: ReportState
  createdAt: Date
  settledAt: Date | null
  settledBy: string | null
  /** What became of the same reader's earlier reports on the site; null: who reported is forgotten. */
  reporter: { upheld: number; dismissed: number } | null
}

export interface ListedReport extends Report {
  slug: string
  authorName: string
  body: string
  status: CommentStatus
}

export interface NewReport {
  id: string
  commentId: CommentId
  siteId: SiteId
  revision: number
  reason: ReportReason
  text: string | null
  reporterName: string | null
  emailHash: EmailHash | null
  reporter: ReaderHash
  network: ReaderHash
  threadId: ThreadId
  /** The same for all reports of a network on the thread. */
  threadNetwork: ReaderHash
  reporterKey: ReaderHash
  createdAt: Date
}

/** Keeps a report; a reader's second one on the comment changes nothing. Returns the id of the one that is kept. */
export async function insertReport(trx: Trx, report: NewReport): Promise<string> {
  const inserted = await trx
    .insertInto('reports')
    .values({ ...report, state: 'open', settledAt: null, settledBy: null })
    .onConflict((conflict) => conflict.columns(['commentId', 'reporter']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted !== undefined) return inserted.id
  const earlier = await trx
    .selectFrom('reports')
    .select('id')
    .where('commentId', '=', report.commentId)
    .where('reporter', '=', report.reporter)
    .executeTakeFirstOrThrow()
  return earlier.id
}

/** From how many networks there are open reports: one reader can have many browsers, but not many networks. */
export async function countReportingNetworks(trx: Trx, commentId: CommentId): Promise<number> {
  const { count } = await trx
    .selectFrom('reports')
    .select((eb) => eb.fn.count<number>('network').distinct().as('count'))
    .where('commentId', '=', commentId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return count
}

/** Settles what is open of a comment's reports. */
export async function settleReports(
  trx: Trx,
  commentId: CommentId,
  settlement: { state: Exclude<ReportState, 'open'>; settledAt: Date; settledBy: string | null },
): Promise<void> {
  await trx
    .updateTable('reports')
    .set(settlement)
    .where('commentId', '=', commentId)
    .where('state', '=', 'open')
    .execute()
}

/** Opens again what a decision settled that was taken back. */
export async function reopenReports(trx: Trx, commentId: CommentId, settledAt: Date): Promise<void> {
  await trx
    .updateTable('reports')
    .set({ state: 'open', settledAt: null, settledBy: null })
    .where('commentId', '=', commentId)
    .where('settledAt', '=', settledAt)
    .execute()
}

/** Dismisses a report, or all of a comment; those that are settled stay as they are. Returns how many that were. */
export async function dismissOpenReports(
  db: Db,
  which: { reportId: string } | { commentId: CommentId },
  settlement: { settledAt: Date; settledBy: string },
): Promise<number> {
  const open = db
    .updateTable('reports')
    .set({ ...settlement, state: 'dismissed' })
    .where('state', '=', 'open')
  const { numUpdatedRows } = await ('reportId' in which
    ? open.where('id', '=', which.reportId)
    : open.where('commentId', '=', which.commentId)
  ).executeTakeFirst()
  return Number(numUpdatedRows)
}

/** A comment's reports, newest first. */
export async function listReportsOf(db: Db, commentId: CommentId): Promise<ListedReport[]> {
  return await selectReports(db)
    .where('reports.commentId', '=', commentId)
    .orderBy('reports.id', 'desc')
    .limit(REPORTS_MAX)
    .execute()
}

export async function findReport(db: Db, id: string): Promise<ListedReport | undefined> {
  return await selectReports(db).where('reports.id', '=', id).executeTakeFirst()
}

/** Newest first. `siteIds` null: all sites. */
export async function listReports(
  db: Db,
  filter: { siteIds: readonly SiteId[] | null; state: ReportState | null; commentIds: readonly CommentId[] | null },
  page: { after: string | null; limit: number },
): Promise<ListedReport[]> {
  let query = selectReports(db)
  if (filter.siteIds !== null) query = query.where('reports.siteId', 'in', filter.siteIds)
  if (filter.state !== null) query = query.where('reports.state', '=', filter.state)
  if (filter.commentIds !== null) query = query.where('reports.commentId', 'in', filter.commentIds)
  if (page.after !== null) query = query.where('reports.id', '<', page.after)
  return await query.orderBy('reports.id', 'desc').limit(page.limit).execute()
}

function selectReports(db: Db) {
  return db
    .selectFrom('reports')
    .innerJoin('comments', 'comments.id', 'reports.commentId')
    .innerJoin('threads', 'threads.id', 'comments.threadId')
    .select([
      'reports.id',
      'reports.commentId',
      'reports.siteId',
      'reports.revision',
      'reports.reason',
      'reports.text',
      'reports.reporterName',
      (eb) => eb('reports.emailHash', 'is not', null).$castTo<boolean>().as('hasEmail'),
      'reports.state',
      'reports.createdAt',
      'reports.settledAt',
      'reports.settledBy',
      sql<Report['reporter']>`case when reports.reporter_key is null then null else (
        select jsonb_build_object('upheld', count(*) filter (where earlier.state = 'upheld'),
          'dismissed', count(*) filter (where earlier.state = 'dismissed'))
        from reports earlier
        where earlier.site_id = reports.site_id and earlier.reporter_key = reports.reporter_key
          and earlier.id < reports.id
      ) end`.as('reporter'),
      'threads.slug',
      unlessDeleted(sql`comments.author_name`).as('authorName'),
      unlessDeleted(sql`comments.body`).as('body'),
      'comments.status',
    ])
}
