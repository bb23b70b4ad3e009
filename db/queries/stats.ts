/** Figures of sites and of the people who decide, by day (UTC). */

import { type RawBuilder, sql } from 'kysely'
import type { CommentId, SiteId } from '../../src/domain/comment.js'
import { COMMENT_STATUSES, type CommentStatus } from '../../src/domain/comment-status.js'
import type { JudgedByPeople } from '../../src/domain/model-health.js'
import type { Db } from '../database.js'
import { inSites } from '../in-sites.js'

export interface StatsRange {
  /** null: all sites. */
  siteIds: readonly SiteId[] | null
  from: Date
  to: Date
}

export interface PersonDay {
  id: string
  name: string
  day: string
  decisions: number
  undone: number
}

/** Decisions of people and keys, by person and day; with `deciderId` of that one alone. */
export async function listPersonDays(
  db: Db,
  { siteIds, from, to }: StatsRange,
  { deciderId, limit }: { deciderId: string | null; limit: number },
): Promise<PersonDay[]> {
  const { rows } = await sql<PersonDay>`
    select decider_id as id, max(decider_name) as name, to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD') as day,
      count(*) as decisions, count(*) filter (where undone_at is not null) as undone
    from decisions
    where decided_by = 'moderator' and decided_at >= ${from} and decided_at < ${to} and decider_id is not null
      and ${inSites(sql`site_id`, siteIds)} and (${deciderId}::text is null or decider_id = ${deciderId})
    group by 1, 3 order by 3, 1 limit ${limit}
  `.execute(db)
  return rows
}

export interface PersonTimes {
  id: string
  /** Half of what they decided waited no longer than this for them. */
  medianHeldMs: number | null
  overturned: number
}

export async function listPersonTimes(
  db: Db,
  { siteIds, from, to }: StatsRange,
  { deciderId, limit }: { deciderId: string | null; limit: number },
): Promise<PersonTimes[]> {
  const { rows } = await sql<PersonTimes>`
    with own as (
      select d.id, d.comment_id, d.decider_id, d.from_status, d.undone_at, d.decided_at from decisions d
      where d.decided_by = 'moderator' and d.decided_at >= ${from} and d.decided_at < ${to} and d.decider_id is not null
        and ${inSites(sql`d.site_id`, siteIds)} and (${deciderId}::text is null or d.decider_id = ${deciderId})
    )
    select own.decider_id as id,
      1000 * percentile_cont(0.5) within group (order by extract(epoch from own.decided_at - held.decided_at))
        as median_held_ms,
      count(*) filter (where exists (
        select from appeals a where a.decision_id = own.id and a.state = 'overturned'
      )) as overturned
    from own
    left join lateral (
      select h.decided_at from decisions h
      where h.comment_id = own.comment_id and h.id < own.id and h.to_status = 'held' and own.from_status = 'held'
        and own.undone_at is null
      order by h.id desc limit 1
    ) as held on true
    group by 1 limit ${limit}
  `.execute(db)
  return rows
}

export interface SiteDay {
  day: string
  status: CommentStatus
  comments: number
}

/** Comments by the day they were sent and by their status now. Ids rise with time: the index alone answers. */
export async function listSiteDays(db: Db, { siteIds, from, to }: StatsRange): Promise<SiteDay[]> {
  const { rows } = await sql<SiteDay>`
    select to_char(to_timestamp(own.ms / 1000.0) at time zone 'UTC', 'YYYY-MM-DD') as day, wanted.status, count(*) as comments
    from unnest(${[...COMMENT_STATUSES]}::text[]) as wanted (status)
    cross join sites s
    cross join lateral (
      select ('x' || translate(left(c.id::text, 13), '-', ''))::bit(48)::bigint as ms from comments c
      where c.site_id = s.id and c.status = wanted.status and c.id >= ${firstIdAt(from)} and c.id < ${firstIdAt(to)}
    ) own
    where ${inSites(sql`s.id`, siteIds)}
    group by 1, 2 order by 1, 2
  `.execute(db)
  return rows
}

export interface AutomaticDay {
  day: string
  /** Comments that rules looked at. */
  judged: number
  /** Of these, those that nobody has to look at. */
  settled: number
}

export async function listAutomaticDays(db: Db, { siteIds, from, to }: StatsRange): Promise<AutomaticDay[]> {
  const { rows } = await sql<AutomaticDay>`
    select to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*) as judged,
      count(*) filter (where to_status <> 'held') as settled
    from decisions
    where decided_by in ('policy', 'system') and from_status = 'pending' and decided_at >= ${from} and decided_at < ${to}
      and ${inSites(sql`site_id`, siteIds)}
    group by 1 order by 1
  `.execute(db)
  return rows
}

/** Since when the longest waiting comment of each site waits for a person; the earliest of them. */
export async function findOldestHeld(db: Db, siteIds: readonly SiteId[] | null): Promise<Date | null> {
  const { rows } = await sql<{ oldest: Date | null }>`
    select min(first.submitted_at) as oldest from sites s cross join lateral (
      select c.submitted_at from comments c where c.site_id = s.id and c.status = 'held' order by c.id limit 1
    ) as first
    where ${inSites(sql`s.id`, siteIds)}
  `.execute(db)
  return rows[0]?.oldest ?? null
}

/** The newest comments of a site that people decided on, with what the rules and models had made of them. */
export async function listJudgedByPeople(
  db: Db,
  of: { siteId: SiteId; from: Date; limit: number },
): Promise<JudgedByPeople[]> {
  const { rows } = await sql<JudgedByPeople & { commentId: CommentId }>`
    select people.comment_id, people.action as people, people.reason, people.decided_at, auto.action as automatic,
      c.body, ${scoreOf('spam-model', sql`spam.signals`)} as spam, ${scoreOf('toxicity-model', sql`conduct.signals`)} as toxicity,
      spam.signals is not null and conduct.signals is not null as is_scored
    from (
      select d.id, d.comment_id, d.action, d.reason, d.decided_at from decisions d
      where d.decided_by = 'moderator' and d.decided_at >= ${of.from} and d.site_id = ${of.siteId} and d.undone_at is null
        -- The last word of people counts.
        and not exists (
          select from decisions later where later.comment_id = d.comment_id and later.id > d.id
            and later.decided_by = 'moderator' and later.undone_at is null
        )
      order by d.decided_at desc limit ${of.limit}
    ) as people
    join comments c on c.id = people.comment_id
    join lateral (
      select action, revision from decisions a
      where a.comment_id = people.comment_id and a.id < people.id and a.decided_by in ('policy', 'system')
      order by a.id desc limit 1
    ) as auto on true
    left join verdicts spam
      on spam.comment_id = people.comment_id and spam.revision = auto.revision - 1 and spam.stage = 'spam'
    left join verdicts conduct
      on conduct.comment_id = people.comment_id and conduct.revision = auto.revision - 1 and conduct.stage = 'conduct'
  `.execute(db)
  return rows
}

/** What a model found in a stage; one that had nothing to say left no signal. */
function scoreOf(check: string, signals: RawBuilder<unknown>): RawBuilder<number> {
  return sql`coalesce((
    select (signal ->> 'score')::real from jsonb_array_elements(${signals}) as signal where signal ->> 'check' = ${check} limit 1
  ), 0)`
}

/** Below every id made at this moment or later. */
function firstIdAt(moment: Date): string {
  const hex = Math.max(0, moment.getTime()).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
