/** What is kept about one person: found for them, and erased for them. */

import { sql } from 'kysely'
import type { AppealState } from '../../src/domain/appeal.js'
import type { AuthorId, CommentId } from '../../src/domain/comment.js'
import type { CommentStatus, DecisionAction } from '../../src/domain/comment-status.js'
import type { DeciderKind } from '../../src/domain/decision.js'
import type { Db } from '../database.js'
import type { FormEvidence } from '../schema.js'

export interface ExportedAuthor {
  id: AuthorId
  hasEmailHash: boolean
  createdAt: Date
}

export interface ExportedComment {
  id: CommentId
  slug: string
  threadTitle: string | null
  threadUrl: string | null
  parentId: CommentId | null
  authorName: string
  authorUrl: string | null
  body: string
  status: CommentStatus
  votes: number
  form: Partial<FormEvidence>
  hasNetworkHash: boolean
  submittedAt: Date
  editedAt: Date | null
  verdicts: { stage: 'spam' | 'conduct'; score: number; createdAt: string }[]
  decisions: {
    action: DecisionAction
    from: CommentStatus
    to: CommentStatus
    by: DeciderKind
    reason: string
    decidedAt: string
  }[]
  appeals: { text: string; state: AppealState; createdAt: string; settledAt: string | null }[]
}

/** The author of a comment. */
export async function findExportedAuthor(db: Db, commentId: CommentId): Promise<ExportedAuthor | undefined> {
  return await db
    .selectFrom('comments')
    .innerJoin('authors', 'authors.id', 'comments.authorId')
    .select(['authors.id', 'authors.createdAt', sql<boolean>`authors.email_hash is not null`.as('hasEmailHash')])
    .where('comments.id', '=', commentId)
    .executeTakeFirst()
}

/**
 * A comment and its author's others that it may open: anybody can type an address, so of these only what everybody sees
 * anyway, and what came from the same network in the same week. Newest first.
 */
export async function listExported(db: Db, commentId: CommentId, limit: number): Promise<ExportedComment[]> {
  const { rows } = await sql<ExportedComment>`
    select c.id, t.slug, coalesce(c.page_title, t.title) as thread_title,
      coalesce(c.page_url, t.url) as thread_url, c.parent_id, c.author_name, c.author_url, c.body,
      c.status, c.votes, c.form, c.network_hash is not null as has_network_hash, c.submitted_at, c.edited_at,
      coalesce((
        select jsonb_agg(jsonb_build_object('stage', stage, 'score', score, 'createdAt', created_at) order by revision, stage)
        from verdicts where comment_id = c.id
      ), '[]') as verdicts,
      coalesce((
        select jsonb_agg(jsonb_build_object('action', action, 'from', from_status, 'to', to_status, 'by', decided_by,
          'reason', reason, 'decidedAt', decided_at) order by revision)
        from decisions where comment_id = c.id
      ), '[]') as decisions,
      coalesce((
        select jsonb_agg(jsonb_build_object('text', text, 'state', state, 'createdAt', created_at,
          'settledAt', settled_at) order by id)
        from appeals where comment_id = c.id
      ), '[]') as appeals
    from comments own
    join authors a on a.id = own.author_id
    join comments c on c.author_id = own.author_id
    join threads t on t.id = c.thread_id
    where own.id = ${commentId}
      and (c.id = own.id
        or (a.email_hash is not null and (c.status = 'approved' or c.network_hash = own.network_hash)))
    order by c.id desc
    limit ${limit}`.execute(db)
  return rows
}

/**
 * A comment, its author's others from the same network in the same week, and the further ones named, those still to be
 * erased first.
 */
export async function listProven(
  db: Db,
  of: { commentId: CommentId; alsoProven: readonly CommentId[]; limit: number },
): Promise<{ id: CommentId }[]> {
  const { rows } = await sql<{ id: CommentId }>`
    with own as (
      select c.id, c.site_id, c.author_id, c.network_hash, a.email_hash
      from comments c join authors a on a.id = c.author_id
      where c.id = ${of.commentId}
    ),
    proven as (
      select id from own
      union select c.id from comments c join own using (site_id) where c.id = any(${of.alsoProven}::uuid[])
      union select c.id from comments c join own using (author_id)
        where own.email_hash is not null and c.network_hash = own.network_hash
    )
    select id from comments where id in (select id from proven)
    order by status = 'deleted', id
    limit ${of.limit}`.execute(db)
  return rows
}

/** The lesson stays in the sum, under a name that leads to no comment. */
export async function anonymiseLesson(db: Db, commentId: CommentId, newName: string): Promise<void> {
  await sql`
    update lessons set subject = ${newName}
    where site_id = (select site_id from comments where id = ${commentId}) and subject = ${commentId}::text`.execute(db)
}

/**
 * Forgets the hashes of a comment's author, and what moderators noted, when no comment of theirs is left. A ban stays
 * until it is lifted or over: it would end with the first erasure otherwise.
 */
export async function eraseAuthorHashes(db: Db, commentId: CommentId): Promise<void> {
  await sql`
    with erased as (
      update authors set email_hash = null, domain_hash = null
      where id = (select author_id from comments where id = ${commentId})
        and not exists (select from comments where author_id = authors.id and status <> 'deleted')
      returning id
    )
    delete from notes where author_id in (select id from erased)`.execute(db)
}
