/** Single comments: found, locked, changed. What readers see of many at once is in threads.ts. */

import { sql, type Transaction } from 'kysely'
import type { Comment, CommentId, SiteId, ThreadId } from '../../src/domain/comment.js'
import type { CommentStatus } from '../../src/domain/comment-status.js'
import type { ThreadSignal } from '../../src/domain/thread-signal.js'
import type { Db } from '../database.js'
import { prepared } from '../prepared.js'
import type { Database } from '../schema.js'

const COMMENT_COLUMNS = [
  'id',
  'siteId',
  'threadId',
  'parentId',
  'path',
  'authorId',
  'authorName',
  'authorUrl',
  'body',
  'status',
  'revision',
  'submittedAt',
  'editedAt',
  'editableUntil',
] as const

export type StoredComment = Comment & { path: CommentId[]; editedAt: Date | null; editableUntil: Date }

export async function findComment(db: Db, id: CommentId): Promise<StoredComment | undefined> {
  const row = await db
    .selectFrom('comments')
    .select(COMMENT_COLUMNS)
    .where('id', '=', id)
    .modifyEnd(prepared)
    .executeTakeFirst()
  if (row === undefined) return undefined
  // A deleted text that could still be brought back is there for that alone.
  const shown = row.status === 'deleted' ? { ...row, body: '', authorName: '', authorUrl: null } : row
  return { ...shown, depth: row.path.length }
}

export interface LockedComment {
  comment: StoredComment
  thread: ThreadSignal
}

/**
 * Locks a comment for a change of its status, and its thread before it: every transaction that touches
 * several comments of a thread takes the thread first, so two of them cannot wait for each other.
 */
export async function lockComment(trx: Transaction<Database>, id: CommentId): Promise<LockedComment | undefined> {
  const thread = await trx
    .selectFrom('threads')
    .select(['siteId', 'slug'])
    .where('id', '=', (eb) => eb.selectFrom('comments').select('threadId').where('id', '=', id))
    // New comments only share-lock the thread through their foreign key; this lock lets them pass.
    .modifyEnd(sql`for no key update ${prepared}`)
    .executeTakeFirst()
  const row = await trx
    .selectFrom('comments')
    .select(COMMENT_COLUMNS)
    .where('id', '=', id)
    .modifyEnd(sql`for update ${prepared}`)
    .executeTakeFirst()
  if (thread === undefined || row === undefined) return undefined
  return { comment: { ...row, depth: row.path.length }, thread }
}

/** Writes the outcome of a decision. The caller holds the lock. */
export async function replaceStatus(
  trx: Transaction<Database>,
  id: CommentId,
  change: {
    status: CommentStatus
    revision: number
    html: string | null
    htmlVersion: number | null
    urgentSince?: Date
  },
): Promise<void> {
  await trx
    .updateTable('comments')
    .set({ ...change, queuedAt: null })
    .where('id', '=', id)
    .modifyEnd(prepared)
    .execute()
}

/** Puts an author's new text in the place of the old one, about which nothing is to be learned any more. */
export async function replaceBody(
  trx: Transaction<Database>,
  id: CommentId,
  change: { body: string; editedAt: Date },
): Promise<void> {
  await trx
    .updateTable('comments')
    .set({ ...change, lessonDueAt: null })
    .where('id', '=', id)
    .execute()
}

/** Says that the site's model has something to learn from the last decision. */
export async function markLessonDue(trx: Transaction<Database>, id: CommentId, now: Date): Promise<void> {
  await trx.updateTable('comments').set({ lessonDueAt: now }).where('id', '=', id).execute()
}

/** Says when a deleted comment is to be emptied; null: it stays. */
export async function replaceBlankDue(trx: Transaction<Database>, id: CommentId, at: Date | null): Promise<void> {
  await trx.updateTable('comments').set({ blankDueAt: at }).where('id', '=', id).execute()
}

/** Deleted comments whose time to be brought back is over. */
export async function listBlankDue(db: Db, due: BlankDue, limit: number): Promise<CommentId[]> {
  const rows = await db
    .selectFrom('comments')
    .select('id')
    .where('blankDueAt', '<', due.now)
    .where(isPastBatches(due))
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Locks such a comment; false when it was brought back meanwhile. */
export async function lockBlankDue(trx: Transaction<Database>, id: CommentId, due: BlankDue): Promise<boolean> {
  const row = await trx
    .selectFrom('comments')
    .select('id')
    .where('id', '=', id)
    .where('blankDueAt', '<', due.now)
    .where(isPastBatches(due))
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export interface BlankDue {
  now: Date
  /** Batches of decisions that ended before this cannot be taken back any more. */
  batchBefore: Date
}

/** What a batch deleted may be brought back as long as the batch works, however long, and for a moment after its end. */
function isPastBatches({ batchBefore }: BlankDue) {
  return sql<boolean>`not exists (
    select from decision_batch_items i join decision_batches b on b.id = i.batch_id
    where i.comment_id = comments.id and i.state = 'decided'
      and (b.state in ('running', 'paused', 'undoing') or b.finished_at >= ${batchBefore})
  )`
}

/** Empties a deleted comment: nothing of its text, its author's name or where it came from stays. */
export async function blankComment(trx: Transaction<Database>, id: CommentId): Promise<void> {
  await trx
    .updateTable('comments')
    .set({
      body: '',
      authorName: '',
      authorUrl: null,
      html: null,
      htmlVersion: null,
      networkHash: null,
      networkBanId: null,
      form: '{}',
      pageUrl: null,
      pageTitle: null,
      blankDueAt: null,
    })
    .where('id', '=', id)
    .execute()
  await trx.updateTable('verdicts').set({ signals: '[]' }).where('commentId', '=', id).execute()
  await trx.deleteFrom('bodyPrints').where('commentId', '=', id).execute()
  await trx.deleteFrom('votes').where('commentId', '=', id).execute()
  await trx.updateTable('appeals').set({ text: '' }).where('commentId', '=', id).execute()
  await trx.deleteFrom('pushSubscriptions').where('under', '=', id).execute()
  await trx.deleteFrom('akismetChecks').where('commentId', '=', id).execute()
  await trx.deleteFrom('notes').where('commentId', '=', id).execute()
}

/**
 * Adds to what depends on a comment being approved: the counters of its thread, its ancestors, its parent, and what the
 * thread says of its page. Returns the thread's version that this makes.
 */
export async function addApproved(
  trx: Transaction<Database>,
  comment: Pick<StoredComment, 'id' | 'threadId' | 'path' | 'parentId'>,
  delta: 1 | -1,
): Promise<number> {
  const { version, describedBy } = await trx
    .updateTable('threads')
    .set((eb) => ({ approvedCount: eb('approvedCount', '+', delta), version: eb('version', '+', 1) }))
    .where('id', '=', comment.threadId)
    .returning(['version', 'describedBy'])
    .modifyEnd(prepared)
    .executeTakeFirstOrThrow()
  if (delta === 1 ? describedBy === null : describedBy === comment.id) await describePage(trx, comment.threadId)
  if (comment.parentId === null) return version
  await trx
    .updateTable('comments')
    .set((eb) => ({
      approvedBelow: eb('approvedBelow', '+', delta),
      approvedReplies: eb(
        'approvedReplies',
        '+',
        eb.case().when('id', '=', comment.parentId).then(delta).else(0).end(),
      ),
    }))
    .where('id', 'in', comment.path)
    .execute()
  return version
}

/**
 * Lets the first visible comment that names its page name the thread's: a stranger's words wait with the comment and go
 * with it. What the site itself said stays.
 */
async function describePage(trx: Transaction<Database>, threadId: ThreadId): Promise<void> {
  await sql`
    update threads set (url, title, described_by) = (
      select page_url, page_title, id from comments
      where thread_id = ${threadId} and status = 'approved' and (page_url is not null or page_title is not null)
      order by id limit 1
    )
    where id = ${threadId} and (described_by is not null or (url is null and title is null))
    ${prepared}`.execute(trx)
}

export async function findThreadSlug(db: Db, id: ThreadId): Promise<{ siteId: SiteId; slug: string } | undefined> {
  return await db.selectFrom('threads').select(['siteId', 'slug']).where('id', '=', id).executeTakeFirst()
}

/** Which of these comments are pending, and at which revision. */
export async function listRevisionsPending(db: Db, ids: readonly CommentId[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('comments')
    .select(['id', 'revision'])
    .where('id', 'in', ids)
    .where('status', '=', 'pending')
    .execute()
  return new Map(rows.map(({ id, revision }) => [id, revision]))
}
