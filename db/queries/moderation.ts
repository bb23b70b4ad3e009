/** The moderation queue and its search. */

import { type RawBuilder, sql } from 'kysely'
import type { AuthorId, CommentId, SiteId } from '../../src/domain/comment.js'
import { COMMENT_STATUSES, type CommentStatus } from '../../src/domain/comment-status.js'
import type { Db } from '../database.js'
import { inSites } from '../in-sites.js'
import { unlessDeleted } from '../unless-deleted.js'

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
  reportCount: number
  isPinned: boolean
  isStaff: boolean
  submittedAt: Date
  editedAt: Date | null
}

export interface ModerationFilter {
  /** null: all sites. */
  siteIds: readonly SiteId[] | null
  status: CommentStatus | null
  slug: string | null
  authorId: AuthorId | null
  /** Only comments with open reports, or without them; null: both. */
  isReported: boolean | null
  /** Words that must be in the body or the author's name, compared without case. */
  text: string | null
  /** Leaves out what somebody else has claimed; null: shows it too. */
  unclaimedFor: { claimantId: string; now: Date } | null
}

/** `urgent`: see src/domain/urgency.ts. */
export const MODERATION_SORTS = ['newest', 'oldest', 'urgent'] as const
export type ModerationSort = (typeof MODERATION_SORTS)[number]

/** Where a page ended: the last comment's id, and for `urgent` the moment since which it waits, in milliseconds. */
export interface ModerationCursor {
  id: CommentId
  rank: number
}

export interface ModerationPage {
  sort: ModerationSort
  after: ModerationCursor | null
  limit: number
  /** How many of the newest are looked at where no index helps: pending ones, words of one or two letters, words by urgency. */
  searchMax: number
  /** How many texts are looked through for words, in order, before the index of words is asked. */
  walkMax: number
}

/** A page of comments, each with its place in the order. */
export async function listComments(
  db: Db,
  filter: ModerationFilter,
  page: ModerationPage,
): Promise<{ comment: ModeratedComment; rank: number }[]> {
  // No text of a deleted comment is found; asked all the same, Postgres would read every comment to say so.
  if (filter.text !== null && filter.status === 'deleted') return []
  const { rows: keys } = await findKeys(filter, page).execute(db)
  if (keys.length === 0) return []
  const ids = keys.map(({ id }) => id)
  const comments = await selectModerated(db).where('comments.id', 'in', ids).execute()
  const byId = new Map(comments.map((comment) => [comment.id, comment]))
  return keys.flatMap(({ id, rank }) => {
    const comment = byId.get(id)
    return comment === undefined ? [] : [{ comment, rank }]
  })
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
      // What the comment says of its page, until the thread has it from one that is visible.
      sql<string | null>`coalesce(threads.title, comments.page_title)`.as('threadTitle'),
      sql<string | null>`coalesce(threads.url, comments.page_url)`.as('threadUrl'),
      'comments.parentId',
      'comments.authorId',
      unlessDeleted(sql`comments.author_name`).as('authorName'),
      sql<string | null>`nullif(${unlessDeleted(sql`comments.author_url`)}, '')`.as('authorUrl'),
      sql<boolean>`authors.email_hash is not null`.as('hasEmail'),
      unlessDeleted(sql`comments.body`).as('body'),
      'comments.html',
      'comments.status',
      'comments.revision',
      'comments.votes',
      sql<number>`(select count(*) from reports where reports.comment_id = comments.id and state = 'open')`.as(
        'reportCount',
      ),
      'comments.isPinned',
      'comments.isStaff',
      'comments.submittedAt',
      'comments.editedAt',
    ])
}

/** The ids of all that match, `max` at most; for use inside another statement. */
export function selectMatching(filter: ModerationFilter, max: number): RawBuilder<unknown> {
  return findKeys(filter, { sort: 'oldest', after: null, limit: max, searchMax: max, walkMax: 0 })
}

type Sql = RawBuilder<unknown>
type Keys = RawBuilder<{ id: CommentId; rank: number }>

// Word for word the expression of the index.
const waitsSince = sql`coalesce(c.urgent_since, c.submitted_at)`

/** Which comments are on a page, in order. Each shape below finds its rows in the order of an index, or few rows at all. */
function findKeys(filter: ModerationFilter, page: ModerationPage): Keys {
  const { siteIds, status, slug, authorId, isReported, text } = filter
  const conditions: Sql[] = []
  if (slug !== null) conditions.push(sql`c.thread_id in (${threadsOf(slug, siteIds)})`)
  if (authorId !== null) conditions.push(sql`c.author_id = ${authorId}`)
  // Few comments have open reports at a time.
  if (isReported === true) conditions.push(sql`c.id in (select comment_id from reports where state = 'open')`)
  const visible = unclaimed(filter)
  if (isReported === false)
    visible.push(sql`not exists (select from reports r where r.comment_id = c.id and r.state = 'open')`)
  const isNarrow = conditions.length > 0
  if (text !== null) return searchKeys({ ...filter, text }, page, { isNarrow, conditions: [...conditions, ...visible] })

  if (isNarrow || (siteIds === null && status === null && page.sort !== 'urgent')) {
    return sortKeys(sql`comments c`, [...conditions, ...visible, ...atSites(siteIds), ...withStatus(status)], page)
  }
  // The index has its order within a site and a status: the first of each, merged, are the first of all.
  const parts = (status === null ? COMMENT_STATUSES : [status]).map((each): Keys => {
    const own = sortKeys(sql`comments c`, [sql`c.site_id = s.id`, sql`c.status = ${each}`, ...visible], page)
    return sql`select k.* from sites s, lateral (${own}) k where ${inSites(sql`s.id`, siteIds)}`
  })
  return mergeKeys(parts, page)
}

/** The first keys of several lists. */
function mergeKeys(parts: readonly Keys[], { sort, limit }: ModerationPage): Keys {
  const all = sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union all `,
  )
  return sql`select id, rank from (${all}) keys order by ${inOrder(sort, sql`id`, sql`rank`)} limit ${limit}`
}

/** Words are looked up by their trigrams; what has none, or is not indexed yet, among the newest only. */
function searchKeys(
  filter: ModerationFilter & { text: string },
  page: ModerationPage,
  { isNarrow, conditions }: { isNarrow: boolean; conditions: readonly Sql[] },
): Keys {
  const { siteIds, status } = filter
  const words = filter.text.split(/\s+/).filter(Boolean)
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const matches = (text: Sql) => patterns.map((pattern) => sql`${text} like lower(${pattern})`)
  const all = [...conditions, ...atSites(siteIds), ...withStatus(status)]
  // A deleted text may still be brought back for a moment, but is not found.
  const found = [...all, sql`c.status not in ('pending', 'deleted')`]
  const hasTrigrams = words.some((word) => /[\p{L}\p{N}]{3}/u.test(word))
  const texts = sql`comments c join comment_search t on t.comment_id = c.id`
  const newest = (conditions: readonly Sql[]) =>
    sql`(select c.*, t.text from ${texts} ${where(conditions)} order by c.id desc limit ${page.searchMax}) c`
  const inText = matches(sql`t.text`)
  let indexed: Keys
  if (!hasTrigrams) indexed = sortKeys(newest(found), matches(sql`c.text`), page)
  else if (!isNarrow && siteIds === null && status === null && page.sort !== 'urgent')
    indexed = orElse(walkAll(found, inText, page), byWord(found, inText, page), page.limit)
  // No index has the words in the order of urgency.
  else if (page.sort === 'urgent') indexed = sortKeys(newest([...found, ...inText]), [], page)
  else indexed = sortKeys(texts, [...found, ...inText], page)
  // One list, which an index has in each order.
  if (hasTrigrams && !isNarrow && siteIds?.length === 1 && status !== null)
    indexed = orElse(walkList(found, inText, page), indexed, page.limit)
  const pending = sortKeys(
    sql`(
      select * from comments c ${where([...all, sql`c.status = 'pending'`])} order by c.id desc limit ${page.searchMax}
    ) c`,
    matches(sql`lower(c.author_name || E'\n' || c.body)`),
    page,
  )
  return mergeKeys(
    [...(status === 'pending' ? [] : [indexed]), ...(status === null || status === 'pending' ? [pending] : [])],
    page,
  )
}

/**
 * Keys found along a list, if they fill a page; only else those that are found another way. Of a common word an index of
 * words gathers hundreds of thousands of comments, while fifty of them stand at the list's beginning.
 */
function orElse(walked: Keys, other: Keys, limit: number): Keys {
  return sql`
    with walked as materialized (${walked}), filled as materialized (select count(*) = ${limit} as is_full from walked)
    select id, rank from walked where (select is_full from filled)
    union all
    select id, rank from (${other}) found where not (select is_full from filled)`
}

/** To look at a text by way of its comment takes so many times as long as to look at it alone. */
const STEP_BY_COMMENT = 5

/** The first comments of one site and status, looked through for words. */
function walkList(conditions: readonly Sql[], matches: readonly Sql[], page: ModerationPage): Keys {
  const { sort, after, limit, walkMax } = page
  const all = after === null ? conditions : [...conditions, isAfter(sort, after)]
  const steps = Math.floor(walkMax / STEP_BY_COMMENT)
  const next = sql`
    select c.id, ${waitsSince} as since from comments c ${where(all)}
    order by ${inOrder(sort, sql`c.id`, waitsSince)} limit ${steps}`
  return sql`
    select c.id, ${rankOf(sort, sql`c.since`)} as rank from (${next}) c join comment_search t on t.comment_id = c.id
    ${where(matches)} order by ${inOrder(sort, sql`c.id`, sql`c.since`)} limit ${limit}`
}

/** The first `walkMax` texts of all, looked through for words. */
function walkAll(conditions: readonly Sql[], matches: readonly Sql[], page: ModerationPage): Keys {
  return inIdOrder(sql`limit ${page.walkMax}`, [], [...matches, ...conditions], page)
}

/** The texts that the index of words finds, in order, and only then their comments: most of many are on no page. */
function byWord(conditions: readonly Sql[], matches: readonly Sql[], page: ModerationPage): Keys {
  return inIdOrder(sql``, matches, conditions, page)
}

function inIdOrder(
  most: Sql,
  ofTexts: readonly Sql[],
  ofComments: readonly Sql[],
  { sort, after, limit }: ModerationPage,
): Keys {
  const order = inOrder(sort, sql`t.comment_id`, sql`t.comment_id`)
  const isNext = sort === 'newest' ? sql`t.comment_id < ${after?.id}` : sql`t.comment_id > ${after?.id}`
  const texts = after === null ? ofTexts : [...ofTexts, isNext]
  return sql`
    select c.id, 0::bigint as rank from (
      select t.comment_id, t.text from comment_search t ${where(texts)} order by ${order} ${most}
    ) t join comments c on c.id = t.comment_id ${where(ofComments)} order by ${order} limit ${limit}`
}

/** The first keys of a source after the cursor. */
function sortKeys(source: Sql, conditions: readonly Sql[], { sort, after, limit }: ModerationPage): Keys {
  const all = after === null ? conditions : [...conditions, isAfter(sort, after)]
  return sql`
    select c.id, ${rankOf(sort, waitsSince)} as rank from ${source} ${where(all)}
    order by ${inOrder(sort, sql`c.id`, waitsSince)} limit ${limit}`
}

/** `since`: what comments are sorted by when the most urgent come first. */
function inOrder(sort: ModerationSort, id: Sql, since: Sql): Sql {
  if (sort === 'urgent') return sql`${since}, ${id}`
  return sort === 'newest' ? sql`${id} desc` : id
}

function rankOf(sort: ModerationSort, since: Sql): Sql {
  return sort === 'urgent' ? sql`(extract(epoch from ${since}) * 1000)::bigint` : sql`0::bigint`
}

function isAfter(sort: ModerationSort, { id, rank }: ModerationCursor): Sql {
  if (sort === 'urgent') return sql`(${waitsSince}, c.id) > (${new Date(rank)}, ${id})`
  return sort === 'newest' ? sql`c.id < ${id}` : sql`c.id > ${id}`
}

function threadsOf(slug: string, siteIds: readonly SiteId[] | null): Sql {
  return sql`select t.id from sites s join threads t on t.site_id = s.id and t.slug = ${slug} where ${inSites(sql`s.id`, siteIds)}`
}

function atSites(siteIds: readonly SiteId[] | null): Sql[] {
  if (siteIds === null) return []
  return [siteIds.length === 1 ? sql`c.site_id = ${siteIds[0]}` : sql`c.site_id = any(${siteIds})`]
}

function unclaimed({ unclaimedFor }: ModerationFilter): Sql[] {
  if (unclaimedFor === null) return []
  const { claimantId, now } = unclaimedFor
  return [
    sql`not exists (select from claims k where k.comment_id = c.id and k.until > ${now} and k.claimant_id <> ${claimantId})`,
  ]
}

function withStatus(status: CommentStatus | null): Sql[] {
  return status === null ? [] : [sql`c.status = ${status}`]
}

function where(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`` : sql`where ${sql.join([...conditions], sql` and `)}`
}

/** How many comments of each status there are, counted up to `max`: more than that is shown as such. */
export async function countByStatus(
  db: Db,
  siteIds: readonly SiteId[] | null,
  max: number,
): Promise<Record<CommentStatus, number>> {
  const { rows } = await sql<{ status: CommentStatus; count: number }>`
    select wanted.status, (
      select count(*) from (
        select from sites s, lateral (
          select from comments c where c.site_id = s.id and c.status = wanted.status limit ${max}
        ) own where ${inSites(sql`s.id`, siteIds)} limit ${max}
      ) counted
    ) as count
    from unnest(${[...COMMENT_STATUSES]}::text[]) as wanted (status)
  `.execute(db)
  const counts = Object.fromEntries(COMMENT_STATUSES.map((status) => [status, 0])) as Record<CommentStatus, number>
  for (const { status, count } of rows) counts[status] = count
  return counts
}
