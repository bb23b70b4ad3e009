/** Takes submits in: thread, author, idempotency memory and comment in one statement for a whole batch. */

import { sql } from 'kysely'
import type { AuthorId, CommentId, SiteId, ThreadId } from '../../src/domain/comment.js'
import { COMMENT_LIMITS } from '../../src/domain/comment.js'
import type { DomainHash, EmailHash } from '../../src/privacy/hash-email.js'
import type { NetworkHash } from '../../src/privacy/hash-network.js'
import type { Db } from '../database.js'
import { prepared } from '../prepared.js'
import type { FormEvidence } from '../schema.js'
import { FIRST_VERSION, takesComments } from './threads.js'

export interface NewSubmission {
  /** Idempotency: unique per site until it expires. No two rows of one batch may share it. */
  key: string
  fingerprint: Buffer
  keepUntil: Date
  commentId: CommentId
  siteId: SiteId
  slug: string
  pageUrl: string | null
  pageTitle: string | null
  parentId: CommentId | null
  /** A thread in which something was approved must have begun after this moment; null: it never closes by age. */
  threadBegunAfter: Date | null
  /** Used when the thread or the author is new. */
  threadId: ThreadId
  authorId: AuthorId
  emailHash: EmailHash | null
  domainHash: DomainHash | null
  authorName: string
  authorUrl: string | null
  body: string
  form: FormEvidence
  networkHash: NetworkHash | null
  /** The ban of a network that the sender's address falls under; null: none. */
  networkBanId: string | null
  submittedAt: Date
  editableUntil: Date
}

/**
 * Inserts what can be inserted and returns the ids of those comments, committed.
 * A missing id was a repeated key, a closed thread or a parent that is not there: ask `explainRefusal`.
 *
 * A thread or author that another transaction makes at this moment is not in the statement's snapshot. Its insert then
 * waits for the other one, and the update that changes nothing brings back the row that won.
 *
 * Postgres expects one row from most of these steps and would join them row by row: what exists is looked up by index,
 * and `is true` keeps the last `in` a hash table. Cost then rises with the batch, not with its square or the tables.
 */
export async function insertSubmissions(db: Db, rows: readonly NewSubmission[]): Promise<Set<CommentId>> {
  const column = <K extends keyof NewSubmission>(name: K): NewSubmission[K][] => rows.map((row) => row[name])
  const forms = rows.map((row) => JSON.stringify(row.form))

  const { rows: inserted } = await sql<{ id: CommentId }>`
    with input as (
      select * from unnest(
        ${column('commentId')}::uuid[], ${column('siteId')}::text[], ${column('slug')}::text[], ${column('pageUrl')}::text[],
        ${column('pageTitle')}::text[], ${column('parentId')}::uuid[], ${column('threadBegunAfter')}::timestamptz[],
        ${column('threadId')}::uuid[], ${column('authorId')}::uuid[], ${column('emailHash')}::bytea[],
        ${column('domainHash')}::bytea[], ${column('authorName')}::text[], ${column('authorUrl')}::text[],
        ${column('body')}::text[], ${forms}::jsonb[], ${column('networkHash')}::bytea[],
        ${column('networkBanId')}::uuid[],
        ${column('submittedAt')}::timestamptz[], ${column('editableUntil')}::timestamptz[],
        ${column('key')}::text[], ${column('fingerprint')}::bytea[], ${column('keepUntil')}::timestamptz[]
      ) as t (
        comment_id, site_id, slug, page_url, page_title, parent_id, thread_begun_after, new_thread_id, new_author_id,
        email_hash, domain_hash, author_name, author_url, body, form, network_hash, network_ban_id, submitted_at,
        editable_until, key, fingerprint, keep_until
      )
    ),
    new_threads as (
      insert into threads (id, site_id, slug, created_at)
      select distinct on (site_id, slug) new_thread_id, site_id, slug, submitted_at
      from input i
      where parent_id is null
        and not exists (select from threads t where t.site_id = i.site_id and t.slug = i.slug)
      order by site_id, slug
      on conflict (site_id, slug) do update set created_at = threads.created_at
      returning id, site_id, slug, is_open, created_at
    ),
    ready as (
      select i.*, coalesce(t.id, n.id) as thread_id, a.id as author_id, p.root_id as parent_root, p.path as parent_path
      from input i
      left join threads t on t.site_id = i.site_id and t.slug = i.slug
      left join new_threads n on n.site_id = i.site_id and n.slug = i.slug
      left join authors a on a.site_id = i.site_id and a.email_hash = i.email_hash
      left join comments p on p.id = i.parent_id and p.thread_id = t.id and p.status = 'approved'
      where coalesce(t.is_open, n.is_open)
        and (i.thread_begun_after is null or t.version = ${FIRST_VERSION}
          or coalesce(t.created_at, n.created_at) > i.thread_begun_after)
        and (i.parent_id is null or cardinality(p.path) < ${COMMENT_LIMITS.depth})
    ),
    claimed as (
      insert into submissions (site_id, key, fingerprint, comment_id, expires_at)
      select site_id, key, fingerprint, comment_id, keep_until from ready order by site_id, key
      on conflict (site_id, key) do update
        set fingerprint = excluded.fingerprint, comment_id = excluded.comment_id, expires_at = excluded.expires_at
        where submissions.expires_at <= clock_timestamp()
      returning comment_id
    ),
    taken as (
      select * from ready where (comment_id in (select comment_id from claimed)) is true
    ),
    new_authors as (
      insert into authors (id, site_id, email_hash, domain_hash, created_at)
      select distinct on (site_id, coalesce(email_hash, uuid_send(new_author_id)))
        new_author_id, site_id, email_hash, domain_hash, submitted_at
      from taken
      where author_id is null
      order by site_id, coalesce(email_hash, uuid_send(new_author_id))
      on conflict (site_id, email_hash) do update set domain_hash = excluded.domain_hash
      returning id, site_id, email_hash
    )
    insert into comments (
      id, site_id, thread_id, parent_id, root_id, path, author_id, author_name, author_url, body, status, form,
      page_url, page_title, network_hash, network_ban_id, submitted_at, editable_until
    )
    select comment_id, c.site_id, thread_id, parent_id, coalesce(parent_root, comment_id),
      case when parent_id is null then '{}' else parent_path || parent_id end,
      coalesce(c.author_id, a.id, c.new_author_id), author_name, author_url, body, 'pending', form, page_url,
      page_title, network_hash, network_ban_id, submitted_at, editable_until
    from taken c left join new_authors a on a.site_id = c.site_id and a.email_hash = c.email_hash
    returning id ${prepared}`.execute(db)
  return new Set(inserted.map(({ id }) => id))
}

/** Why a submit made no comment. `race`: nothing stands in its way any more, so it may be tried again. */
export type Refusal =
  | { kind: 'repeated'; commentId: CommentId; fingerprint: Buffer; editableUntil: Date }
  | { kind: 'thread-closed' }
  | { kind: 'parent-not-found' }
  | { kind: 'reply-too-deep' }
  | { kind: 'race' }

export async function explainRefusal(db: Db, row: NewSubmission): Promise<Refusal> {
  const earlier = await db
    .selectFrom('submissions')
    .innerJoin('comments', 'comments.id', 'submissions.commentId')
    .select(['submissions.commentId', 'fingerprint', 'editableUntil'])
    .where('submissions.siteId', '=', row.siteId)
    .where('key', '=', row.key)
    .where('expiresAt', '>', sql<Date>`clock_timestamp()`)
    .executeTakeFirst()
  if (earlier !== undefined) return { kind: 'repeated', ...earlier }

  const thread = await db
    .selectFrom('threads')
    .select(['id', 'isOpen', 'createdAt', 'version'])
    .where('siteId', '=', row.siteId)
    .where('slug', '=', row.slug)
    .executeTakeFirst()
  if (thread !== undefined && !takesComments(thread, row.threadBegunAfter)) return { kind: 'thread-closed' }
  if (row.parentId === null) return { kind: 'race' }

  const parent = await db
    .selectFrom('comments')
    .select('path')
    .where('id', '=', row.parentId)
    .where('status', '=', 'approved')
    .where('threadId', '=', thread?.id ?? row.threadId)
    .executeTakeFirst()
  if (parent === undefined) return { kind: 'parent-not-found' }
  return parent.path.length >= COMMENT_LIMITS.depth ? { kind: 'reply-too-deep' } : { kind: 'race' }
}
