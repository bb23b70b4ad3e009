/** The counts behind the facts that checks use. */

import { sql } from 'kysely'
import type { BanInForce } from '../../src/domain/ban.js'
import type { AuthorId, CommentId, CommentRef, SiteId } from '../../src/domain/comment.js'
import type { NetworkHash } from '../../src/privacy/hash-network.js'
import type { Facts, RepeatCount } from '../../src/screening/check.js'
import type { Db } from '../database.js'
import { prepared } from '../prepared.js'
import type { FormEvidence } from '../schema.js'

export interface CommentContext {
  form: FormEvidence
  networkHash: NetworkHash | null
  thread: { slug: string; title: string | null; url: string | null }
  hasEmail: boolean
  /** Bans in force on the author, the address, its domain, or the network. */
  bans: BanInForce[]
}

export async function findContext(db: Db, id: CommentId): Promise<CommentContext | undefined> {
  const row = await db
    .selectFrom('comments')
    .innerJoin('threads', 'threads.id', 'comments.threadId')
    .innerJoin('authors', 'authors.id', 'comments.authorId')
    .select([
      'form',
      'networkHash',
      'slug',
      'emailHash',
      sql<BanInForce[]>`coalesce((
        select jsonb_agg(jsonb_build_object('id', b.id, 'kind', b.kind, 'effect', b.effect) order by b.id)
        from bans b
        where b.site_id = comments.site_id and (b.expires_at is null or b.expires_at > now())
          and (b.hash in (authors.email_hash, authors.domain_hash, comments.network_hash)
            or b.id = comments.network_ban_id)
      ), '[]')`.as('bans'),
    ])
    .select((eb) => [eb.fn.coalesce('title', 'pageTitle').as('title'), eb.fn.coalesce('url', 'pageUrl').as('url')])
    .where('comments.id', '=', id)
    .modifyEnd(prepared)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { form, networkHash, slug, title, url, emailHash, bans } = row
  return { form, networkHash, thread: { slug, title, url }, hasEmail: emailHash !== null, bans }
}

/** How an author's other comments ended. */
export async function countAuthorRecord(
  db: Db,
  authorId: AuthorId,
  besides: CommentId,
): Promise<Pick<Facts['author'], 'approved' | 'rejected' | 'spam' | 'pending'>> {
  const rows = await db
    .selectFrom('comments')
    .select(['status', (eb) => eb.fn.countAll<number>().as('count')])
    .where('authorId', '=', authorId)
    .where('id', '!=', besides)
    .groupBy('status')
    .modifyEnd(prepared)
    .execute()
  const of = (status: string): number => rows.find((row) => row.status === status)?.count ?? 0
  return { approved: of('approved'), rejected: of('rejected'), spam: of('spam'), pending: of('pending') + of('held') }
}

/** Comments of an author and from a network in a window of time. */
export async function countRate(
  db: Db,
  of: { siteId: SiteId; authorId: AuthorId; networkHash: NetworkHash | null; since: Date; until: Date },
): Promise<Facts['rate']> {
  const { rows } = await sql<Facts['rate']>`
    select
      (select count(*) from comments
        where author_id = ${of.authorId} and submitted_at > ${of.since} and submitted_at <= ${of.until}) as "byAuthor",
      (select count(*) from comments
        where network_hash = ${of.networkHash}::bytea and submitted_at > ${of.since} and submitted_at <= ${of.until}) as "byNetwork"
    ${prepared}`.execute(db)
  return rows[0] ?? { byAuthor: 0, byNetwork: 0 }
}

export interface BodyPrint {
  exact: string
  bands: number[]
}

/**
 * Keeps a comment's print, or puts a new one in its place after an edit. Only while this very text waits for its
 * decision: a job that comes late must not bring back what was edited or erased. The lock makes it wait for a change
 * on its way, and the foreign key would take it anyway.
 */
export async function replaceBodyPrint(db: Db, print: BodyPrint & CommentRef & { createdAt: Date }): Promise<void> {
  await sql`
    insert into body_prints (comment_id, site_id, thread_id, exact, bands, created_at)
    select id, site_id, thread_id, ${print.exact}, ${print.bands}::integer[], ${print.createdAt}
    from comments
    where id = ${print.commentId} and revision = ${print.revision} and status = 'pending'
    for key share
    on conflict (comment_id) do update set exact = excluded.exact, bands = excluded.bands
    ${prepared}`.execute(db)
}

/**
 * Other comments with the same print, and those that share at least one band without being the same.
 * Looks at `limit` of the newest at most.
 */
export async function countRepeats(
  db: Db,
  print: BodyPrint & { commentId: CommentId },
  limit: number,
): Promise<{ same: RepeatCount; near: RepeatCount }> {
  const count = async (condition: ReturnType<typeof sql>): Promise<RepeatCount> => {
    const { rows } = await sql<RepeatCount>`
      select count(*) as comments, count(distinct thread_id) as threads, count(distinct site_id) as sites,
        count(*) filter (where status = 'spam') as spam
      from (
        select p.thread_id, p.site_id, c.status
        from body_prints p join comments c on c.id = p.comment_id
        where ${condition} and p.comment_id <> ${print.commentId} and c.status <> 'deleted'
        order by p.created_at desc
        limit ${limit}
      ) as others
      ${prepared}`.execute(db)
    return rows[0] ?? { comments: 0, threads: 0, sites: 0, spam: 0 }
  }
  const none: RepeatCount = { comments: 0, threads: 0, sites: 0, spam: 0 }
  const [same, near] = await Promise.all([
    count(sql`p.exact = ${print.exact}`),
    print.bands.length === 0 ? none : count(sql`p.bands && ${print.bands}::integer[] and p.exact <> ${print.exact}`),
  ])
  return { same, near }
}

/** Names of the people and keys that may moderate a site. */
export async function listStaffNames(db: Db, siteId: SiteId): Promise<string[]> {
  const rows = await db
    .selectFrom('apiKeys')
    .select('name')
    .distinct()
    .where('role', 'in', ['admin', 'moderator'])
    .where('revokedAt', 'is', null)
    .where((eb) => eb.or([eb('siteIds', 'is', null), sql<boolean>`${siteId} = any(site_ids)`]))
    .limit(200)
    .modifyEnd(prepared)
    .execute()
  return rows.map(({ name }) => name)
}
