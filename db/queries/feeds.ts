/** The newest approved comments: of a thread, below one comment, of a site. */

import { sql } from 'kysely'
import type { CommentId, SiteId, ThreadId } from '../../src/domain/comment.js'
import type { Db } from '../database.js'
import { prepared } from '../prepared.js'

export interface FeedComment {
  id: CommentId
  parentId: CommentId | null
  authorName: string
  authorUrl: string | null
  body: string
  html: string | null
  htmlVersion: number | null
  submittedAt: Date
  editedAt: Date | null
}

/** The page that a comment of a site's feed is on. */
export interface FeedPage {
  slug: string
  title: string | null
  url: string | null
}

const COLUMNS = [
  'comments.id',
  'parentId',
  'authorName',
  'authorUrl',
  'body',
  'html',
  'htmlVersion',
  'submittedAt',
  'editedAt',
] as const

/** Newest first. */
export async function listNewestOfThread(db: Db, threadId: ThreadId, limit: number): Promise<FeedComment[]> {
  return await db
    .selectFrom('comments')
    .select(COLUMNS)
    .where('threadId', '=', threadId)
    // As a constant, like the partial index has it.
    .where(sql<boolean>`status = 'approved'`)
    .orderBy('comments.id', 'desc')
    .limit(limit)
    .modifyEnd(prepared)
    .execute()
}

/** Everything below one comment, however deep; newest first. */
export async function listNewestBelow(
  db: Db,
  top: { id: CommentId; rootId: CommentId },
  limit: number,
): Promise<FeedComment[]> {
  return await db
    .selectFrom('comments')
    .select(COLUMNS)
    .where('rootId', '=', top.rootId)
    .where('parentId', 'is not', null)
    .where(sql<boolean>`status = 'approved' and path @> array[${top.id}]::uuid[]`)
    .orderBy('comments.id', 'desc')
    .limit(limit)
    .modifyEnd(prepared)
    .execute()
}

/** Of all threads of a site; newest first. */
export async function listNewestOfSite(db: Db, siteId: SiteId, limit: number): Promise<(FeedComment & FeedPage)[]> {
  return await db
    .selectFrom('comments')
    .innerJoin('threads', 'threads.id', 'comments.threadId')
    .select([...COLUMNS, 'slug', 'title', 'url'])
    .where('comments.siteId', '=', siteId)
    .where('status', '=', 'approved')
    .orderBy('comments.id', 'desc')
    .limit(limit)
    .modifyEnd(prepared)
    .execute()
}
