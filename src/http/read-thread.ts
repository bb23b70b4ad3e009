/** One page of a thread as the public sees it: approved comments, and tombstones where a parent is gone. */

import type { Db } from '../../db/database.js'
import {
  findRoot,
  findThread,
  listBelow,
  listLevel,
  shownVersion,
  type ThreadRow,
  type ThreadSort,
  takesComments,
  type VisibleComment,
} from '../../db/queries/threads.js'
import type { CommentId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { threadsBegunAfter } from '../domain/policy.js'
import { RENDERER_VERSION, renderBody } from '../domain/render-body.js'
import type { Site } from '../domain/site.js'
import { buildTree } from '../domain/thread.js'
import { LIMITS } from '../limits.js'
import { readCursor, writeCursor } from './cursor.js'
import type { PublicCommentJson, ThreadJson } from './thread-schema.js'

export interface ThreadQuery {
  sort: ThreadSort
  limit: number
  cursor: string | undefined
  under: string | undefined
}

export const DEFAULT_QUERY: ThreadQuery = {
  sort: 'oldest',
  limit: LIMITS.thread.pageSize,
  cursor: undefined,
  under: undefined,
}

const NO_AUTHOR = '00000000-0000-0000-0000-000000000000'

/** Reads a page. A slug without comments is an empty, open thread. Throws `invalid-cursor`, `comment-not-found` (for `under`). */
export async function readThread(db: Db, site: Site, slug: string, query: ThreadQuery, now: Date): Promise<ThreadJson> {
  const after = readCursor(query.cursor)
  const thread = await findThread(db, site.id, slug)
  const under = query.under === undefined ? null : await findUnder(db, thread, query.under)
  if (thread === undefined) {
    return {
      site: site.id,
      slug,
      title: null,
      url: null,
      open: true,
      count: 0,
      version: 0,
      comments: [],
      nextCursor: null,
    }
  }
  const rows = await listLevel(db, {
    threadId: thread.id,
    under: under?.id ?? null,
    sort: query.sort,
    after: after === null ? null : { id: after.id, votes: after.rank },
    // One more than asked for tells whether there is a next page.
    limit: query.limit + 1,
  })
  const tops = rows.slice(0, query.limit)
  const last = tops.at(-1)
  const below = await listBelow(
    db,
    tops.map(({ id }) => ({ id, rootId: under?.rootId ?? id })),
    LIMITS.thread.repliesPerComment,
  )
  return {
    site: site.id,
    slug,
    title: thread.title,
    url: thread.url,
    open: takesComments(thread, threadsBegunAfter(site.policy, now)),
    count: thread.approvedCount,
    version: shownVersion(thread),
    comments: buildTree(tops.map(toPublic), below.map(toPublic)),
    nextCursor:
      last === undefined || rows.length <= query.limit
        ? null
        : writeCursor({ id: last.id, rank: query.sort === 'top' ? last.votes : 0 }),
  }
}

/** A comment of the thread and the top of its branch. Throws `comment-not-found`. */
export async function findUnder(
  db: Db,
  thread: ThreadRow | undefined,
  id: string,
): Promise<{ id: CommentId; rootId: CommentId }> {
  const rootId = thread === undefined ? undefined : await findRoot(db, thread.id, id as CommentId)
  if (rootId === undefined) {
    throw new DomainError('comment-not-found', 'there is no such comment in this thread', {
      fields: [{ field: 'under', detail: 'is not a comment of this thread' }],
    })
  }
  return { id: id as CommentId, rootId }
}

function toPublic(row: VisibleComment): PublicCommentJson {
  const isGone = row.status !== 'approved'
  return {
    id: row.id,
    parentId: row.parentId,
    author: isGone
      ? { id: NO_AUTHOR, name: '', url: null, moderator: false }
      : { id: row.authorId, name: row.authorName, url: row.authorUrl, moderator: row.isStaff },
    html: isGone ? '' : renderStored(row),
    createdAt: row.submittedAt.toISOString(),
    editedAt: isGone ? null : (row.editedAt?.toISOString() ?? null),
    votes: isGone ? 0 : row.votes,
    pinned: row.isPinned && !isGone,
    deleted: isGone,
    replyCount: row.approvedReplies,
    replies: [],
  }
}

/** HTML is made at approval; what an older renderer made is made again. */
export function renderStored({
  html,
  htmlVersion,
  body,
}: Pick<VisibleComment, 'html' | 'htmlVersion' | 'body'>): string {
  return html !== null && htmlVersion === RENDERER_VERSION ? html : renderBody(body)
}
