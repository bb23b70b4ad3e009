/** An author's record, as moderators see it: never an address, never a hash. */

import { sql } from 'kysely'
import type { AuthorId, CommentId, SiteId } from '../../src/domain/comment.js'
import { COMMENT_STATUSES, type CommentStatus } from '../../src/domain/comment-status.js'
import type { Decision } from '../../src/domain/decision.js'
import { REPORT_STATES, type ReportState } from '../../src/domain/report.js'
import type { Db } from '../database.js'
import { toDecision } from './decisions.js'

const NAMES_MAX = 10

export interface Author {
  id: AuthorId
  siteId: SiteId
  hasEmail: boolean
  createdAt: Date
}

export async function findAuthor(db: Db, id: AuthorId): Promise<Author | undefined> {
  return await db
    .selectFrom('authors')
    .select(['id', 'siteId', 'createdAt', sql<boolean>`email_hash is not null`.as('hasEmail')])
    .where('id', '=', id)
    .executeTakeFirst()
}

export interface AuthorRecord {
  counts: Record<CommentStatus, number>
  /** Readers' reports on the author's comments. */
  reports: Record<ReportState, number>
  /** Names the author used, the last one first. */
  names: string[]
  /** When the newest comment was sent. */
  lastSeenAt: Date | null
}

export async function countAuthor(db: Db, id: AuthorId): Promise<AuthorRecord> {
  const [statuses, states, names] = await Promise.all([
    db
      .selectFrom('comments')
      .select((eb) => [
        'status',
        eb.fn.countAll<number>().as('count'),
        eb.fn.max('submittedAt').$castTo<Date>().as('lastAt'),
      ])
      .where('authorId', '=', id)
      .groupBy('status')
      .execute(),
    db
      .selectFrom('reports')
      .innerJoin('comments', 'comments.id', 'reports.commentId')
      .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
      .where('authorId', '=', id)
      .groupBy('state')
      .execute(),
    db
      .selectFrom('comments')
      .select('authorName')
      .where('authorId', '=', id)
      .where('status', '!=', 'deleted')
      .groupBy('authorName')
      .orderBy((eb) => eb.fn.max('submittedAt'), 'desc')
      .limit(NAMES_MAX)
      .execute(),
  ])
  const lastMs = Math.max(0, ...statuses.map(({ lastAt }) => lastAt.getTime()))
  return {
    counts: countEach(COMMENT_STATUSES, (status) => statuses.find((row) => row.status === status)?.count),
    reports: countEach(REPORT_STATES, (state) => states.find((row) => row.state === state)?.count),
    names: names.map(({ authorName }) => authorName),
    lastSeenAt: lastMs === 0 ? null : new Date(lastMs),
  }
}

function countEach<Name extends string>(
  names: readonly Name[],
  count: (name: Name) => number | undefined,
): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, count(name) ?? 0])) as Record<Name, number>
}

/** The last decisions on an author's comments, newest first. */
export async function listDecisionsOn(
  db: Db,
  authorId: AuthorId,
  limit: number,
): Promise<(Decision & { commentId: CommentId })[]> {
  const rows = await db
    .selectFrom('decisions')
    .selectAll('decisions')
    .innerJoin('comments', 'comments.id', 'decisions.commentId')
    .where('comments.authorId', '=', authorId)
    .orderBy('decisions.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...toDecision(row), commentId: row.commentId }))
}
