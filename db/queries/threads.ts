/** What readers see: threads, their approved comments page by page, and counts. */

import { sql } from 'kysely'
import type { AuthorId, CommentId, SiteId, ThreadId } from '../../src/domain/comment.js'
import type { CommentStatus } from '../../src/domain/comment-status.js'
import type { Db } from '../database.js'
import { prepared } from '../prepared.js'

export interface ThreadRow {
  id: ThreadId
  slug: string
  title: string | null
  url: string | null
  isOpen: boolean
  version: number
  approvedCount: number
  createdAt: Date
}

export interface VisibleComment {
  id: CommentId
  parentId: CommentId | null
  authorId: AuthorId
  authorName: string
  authorUrl: string | null
  body: string
  html: string | null
  htmlVersion: number | null
  status: CommentStatus
  isPinned: boolean
  isStaff: boolean
  votes: number
  approvedReplies: number
  submittedAt: Date
  editedAt: Date | null
}

export const THREAD_SORTS = ['oldest', 'newest', 'top'] as const
export type ThreadSort = (typeof THREAD_SORTS)[number]

/** Where a page ended: the last comment's id, and its votes when sorted by them. */
export interface ThreadCursor {
  id: CommentId
  votes: number
}

const VISIBLE_COLUMNS = [
  'id',
  'parentId',
  'authorId',
  'authorName',
  'authorUrl',
  'body',
  'html',
  'htmlVersion',
  'status',
  'isPinned',
  'isStaff',
  'votes',
  'approvedReplies',
  'submittedAt',
  'editedAt',
] as const

// Word for word the condition of the partial indexes, so that Postgres uses them.
const isVisible = sql<boolean>`(status = 'approved' or approved_below > 0)`

export async function findThread(db: Db, siteId: SiteId, slug: string): Promise<ThreadRow | undefined> {
  return await db
    .selectFrom('threads')
    .select(['id', 'slug', 'title', 'url', 'isOpen', 'version', 'approvedCount', 'createdAt'])
    .where('siteId', '=', siteId)
    .where('slug', '=', slug)
    .modifyEnd(prepared)
    .executeTakeFirst()
}

/** As readers see it. */
export async function findThreadVersion(db: Db, siteId: SiteId, slug: string): Promise<number> {
  const row = await db
    .selectFrom('threads')
    .select('version')
    .where('siteId', '=', siteId)
    .where('slug', '=', slug)
    .modifyEnd(prepared)
    .executeTakeFirst()
  return shownVersion(row)
}

/** The version of a thread in which nothing was ever approved; also that of a slug without comments, so that the two look alike. */
export const FIRST_VERSION = 1

/** The version that readers see: of what looks like nothing, 0. */
export function shownVersion(thread: Pick<ThreadRow, 'version'> | undefined): number {
  return thread === undefined || thread.version === FIRST_VERSION ? 0 : thread.version
}

/**
 * Whether a thread takes comments, as `insertSubmissions` has it. One that looks like a slug without comments does not close
 * by its age: it would tell of those that wait.
 */
export function takesComments(
  thread: Pick<ThreadRow, 'isOpen' | 'createdAt' | 'version'>,
  begunAfter: Date | null,
): boolean {
  const isAgeless = begunAfter === null || shownVersion(thread) === 0
  return thread.isOpen && (isAgeless || thread.createdAt > begunAfter)
}

/** Versions of several threads, of any sites, in their order. */
export async function listThreadVersions(
  db: Db,
  threads: readonly { siteId: SiteId; slug: string }[],
): Promise<number[]> {
  if (threads.length === 0) return []
  const siteIds = threads.map(({ siteId }) => siteId)
  const slugs = threads.map(({ slug }) => slug)
  const { rows } = await sql<{ version: number }>`
    select coalesce(threads.version, ${FIRST_VERSION}) as version
    from unnest(${siteIds}::text[], ${slugs}::text[]) with ordinality as wanted (site_id, slug, place)
    left join threads on threads.site_id = wanted.site_id and threads.slug = wanted.slug
    order by place
    ${prepared}`.execute(db)
  return rows.map(({ version }) => version)
}

/** Approved counts by slug; slugs without a thread are left out. */
export async function listCounts(db: Db, siteId: SiteId, slugs: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('threads')
    .select(['slug', 'approvedCount'])
    .where('siteId', '=', siteId)
    .where('slug', 'in', slugs)
    .limit(slugs.length)
    .execute()
  return new Map(rows.map(({ slug, approvedCount }) => [slug, approvedCount]))
}

/**
 * One page of a thread: its top-level comments, or with `under` the direct replies to one comment.
 * Tombstones are among them where something approved is below. Without a cursor, from the start.
 */
export async function listLevel(
  db: Db,
  page: { threadId: ThreadId; under: CommentId | null; sort: ThreadSort; after: ThreadCursor | null; limit: number },
): Promise<VisibleComment[]> {
  const { threadId, under, sort, after, limit } = page
  let query = db.selectFrom('comments').select(VISIBLE_COLUMNS).where('threadId', '=', threadId).where(isVisible)
  query = under === null ? query.where('parentId', 'is', null) : query.where('parentId', '=', under)
  if (after !== null) {
    if (sort === 'oldest') query = query.where('id', '>', after.id)
    else if (sort === 'newest') query = query.where('id', '<', after.id)
    else {
      query = query.where((eb) =>
        eb.or([eb('votes', '<', after.votes), eb.and([eb('votes', '=', after.votes), eb('id', '>', after.id)])]),
      )
    }
  }
  if (sort === 'top') query = query.orderBy('votes', 'desc')
  return await query
    .orderBy('id', sort === 'newest' ? 'desc' : 'asc')
    .limit(limit)
    .execute()
}

/** Everything visible below the given comments, oldest first, at most `limitEach` below each of them. */
export async function listBelow(
  db: Db,
  tops: readonly { id: CommentId; rootId: CommentId }[],
  limitEach: number,
): Promise<VisibleComment[]> {
  if (tops.length === 0) return []
  const ids = tops.map(({ id }) => id)
  const roots = tops.map(({ rootId }) => rootId)
  const { rows } = await sql<VisibleComment>`
    select below.* from unnest(${ids}::uuid[], ${roots}::uuid[]) as top (id, root_id),
    lateral (
      select id, parent_id, author_id, author_name, author_url, body, html, html_version, status, is_pinned, is_staff,
        votes, approved_replies, submitted_at, edited_at
      from comments
      where root_id = top.root_id and parent_id is not null and (status = 'approved' or approved_below > 0)
        and (top.id = top.root_id or path @> array[top.id])
      order by id
      limit ${limitEach}
    ) as below
    ${prepared}`.execute(db)
  return rows
}

export async function findRoot(db: Db, threadId: ThreadId, id: CommentId): Promise<CommentId | undefined> {
  const row = await db
    .selectFrom('comments')
    .select('rootId')
    .where('id', '=', id)
    .where('threadId', '=', threadId)
    .where(isVisible)
    .executeTakeFirst()
  return row?.rootId
}
