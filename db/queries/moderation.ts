/** The moderation queue and its search. */

import { sql } from 'kysely'
import type { AuthorId, CommentId, SiteId } from '../../src/domain/comment.js'
import type { CommentStatus } from '../../src/domain/comment-status.js'
import type { Db } from '../database.js'

export interface ModeratedComment {
  id: CommentId
  siteId: SiteId
  slug: string
  threadTitle: string | null
  threadUrl: string | null
  parentId: CommentId | null
  authorId: AuthorId
  authorName: string
  authorUrl: string | null
  hasEmail: boolean
  body: string
  html: string | null
  status: CommentStatus
  revision: number
  votes: number
  isPinned: boolean
  submittedAt: Date
  editedAt: Date | null
}

export interface ModerationFilter {
  /** null: all sites. */
  siteIds: readonly SiteId[] | null
  status: CommentStatus | null
  slug: string | null
  authorId: AuthorId | null
  /** Words that must be in the body or the author's name, compared without case. */
  text: string | null
}

export const MODERATION_SORTS = ['newest', 'oldest'] as const
export type ModerationSort = (typeof MODERATION_SORTS)[number]

export async function listComments(
  db: Db,
  filter: ModerationFilter,
  page: { sort: ModerationSort; after: CommentId | null; limit: number },
): Promise<ModeratedComment[]> {
  let query = selectModerated(db)
  if (filter.siteIds !== null) query = query.where('comments.siteId', 'in', filter.siteIds)
  if (filter.status !== null) query = query.where('comments.status', '=', filter.status)
  if (filter.slug !== null) query = query.where('threads.slug', '=', filter.slug)
  if (filter.authorId !== null) query = query.where('comments.authorId', '=', filter.authorId)
  for (const word of filter.text?.split(/\s+/).filter(Boolean) ?? []) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([eb('comments.body', 'ilike', pattern), eb('comments.authorName', 'ilike', pattern)]),
    )
  }
  const isNewest = page.sort === 'newest'
  if (page.after !== null) query = query.where('comments.id', isNewest ? '<' : '>', page.after)
  return await query
    .orderBy('comments.id', isNewest ? 'desc' : 'asc')
    .limit(page.limit)
    .execute()
}

export async function findModerated(db: Db, id: CommentId): Promise<ModeratedComment | undefined> {
  return await selectModerated(db).where('comments.id', '=', id).executeTakeFirst()
}

function selectModerated(db: Db) {
  return db
    .selectFrom('comments')
    .innerJoin('threads', 'threads.id', 'comments.threadId')
    .innerJoin('authors', 'authors.id', 'comments.authorId')
    .select([
      'comments.id',
      'comments.siteId',
      'threads.slug',
      'threads.title as threadTitle',
      'threads.url as threadUrl',
      'comments.parentId',
      'comments.authorId',
      'comments.authorName',
      'comments.authorUrl',
      sql<boolean>`authors.email_hash is not null`.as('hasEmail'),
      'comments.body',
      'comments.html',
      'comments.status',
      'comments.revision',
      'comments.votes',
      'comments.isPinned',
      'comments.submittedAt',
      'comments.editedAt',
    ])
}

/** How many comments of each status a site has. */
export async function countByStatus(
  db: Db,
  siteIds: readonly SiteId[] | null,
): Promise<Partial<Record<CommentStatus, number>>> {
  let query = db.selectFrom('comments').select(['status', (eb) => eb.fn.countAll<number>().as('count')])
  if (siteIds !== null) query = query.where('siteId', 'in', siteIds)
  const rows = await query.groupBy('status').execute()
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}
