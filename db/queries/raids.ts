/** Raids on threads: the signs they are told by, when they began, how long they last. */

import { sql } from 'kysely'
import type { SiteId, ThreadId } from '../../src/domain/comment.js'
import type { RaidReason, RaidSigns } from '../../src/domain/raid.js'
import type { Db } from '../database.js'
import { prepared } from '../prepared.js'

const OPEN_MAX = 10_000

export interface RaidWatch {
  signs: RaidSigns
  /** The raid that is on; null: none. */
  open: { id: string; signs: RaidSigns; reasons: RaidReason[]; lastsUntil: Date } | null
}

/** What came to a thread since a moment, looking at `limit` of the newest comments and reports at most; and its raid, if one is on. */
export async function watchThread(
  db: Db,
  of: { threadId: ThreadId; now: Date; since: Date; newcomerSince: Date; limit: number },
): Promise<RaidWatch> {
  const { rows } = await sql<
    RaidSigns & { open: (Omit<NonNullable<RaidWatch['open']>, 'lastsUntil'> & { lastsUntil: string }) | null }
  >`
    select count(*) as comments,
      count(*) filter (where a.created_at > ${of.newcomerSince}) as newcomers,
      count(*) filter (where exists (
        select from verdicts v
        where v.comment_id = c.id and v.stage = 'spam' and v.signals @> '[{"check":"repeated-body"}]'
      )) as copies,
      (select count(distinct latest.thread_network) from (
        select r.thread_network, r.state, r.comment_id from reports r
        where r.thread_id = ${of.threadId} and r.created_at > ${of.since} and r.thread_network is not null
        order by r.created_at desc limit ${of.limit}
      ) as latest
      join comments reported on reported.id = latest.comment_id and reported.submitted_at > ${of.newcomerSince}
      where latest.state <> 'dismissed') as reporters,
      (select json_build_object('id', id, 'signs', signs, 'reasons', reasons, 'lastsUntil', lasts_until)
        from raids where thread_id = ${of.threadId} and ended_at is null and lasts_until > ${of.now}) as open
    from (
      select comment_id from body_prints
      where thread_id = ${of.threadId} and created_at > ${of.since}
      order by created_at desc limit ${of.limit}
    ) as recent
    join comments c on c.id = recent.comment_id
    join authors a on a.id = c.author_id
    ${prepared}`.execute(db)
  const { open = null, ...signs } = rows[0] ?? { comments: 0, newcomers: 0, copies: 0, reporters: 0 }
  return { signs, open: open === null ? null : { ...open, lastsUntil: new Date(open.lastsUntil) } }
}

export interface NewRaid {
  id: string
  siteId: SiteId
  threadId: ThreadId
  reasons: readonly RaidReason[]
  signs: RaidSigns
  startedAt: Date
  lastsUntil: Date
}

/** Begins a raid; false when another process did so at the same time. */
export async function insertRaid(db: Db, raid: NewRaid): Promise<boolean> {
  return await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('raids')
      .set((eb) => ({ endedAt: eb.ref('lastsUntil') }))
      .where('threadId', '=', raid.threadId)
      .where('endedAt', 'is', null)
      .where('lastsUntil', '<=', raid.startedAt)
      .execute()
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('raids')
      .values({ ...raid, reasons: [...raid.reasons], signs: JSON.stringify(raid.signs) })
      .onConflict((conflict) => conflict.column('threadId').where('endedAt', 'is', null).doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  })
}

export async function extendRaid(
  db: Db,
  id: string,
  change: { reasons: readonly RaidReason[]; signs: RaidSigns; lastsUntil: Date },
): Promise<void> {
  await db
    .updateTable('raids')
    .set({ ...change, reasons: [...change.reasons], signs: JSON.stringify(change.signs) })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .execute()
}

/** Threads under a raid now, on all sites. */
export async function listRaidedThreads(db: Db, now: Date): Promise<{ siteId: SiteId; slug: string }[]> {
  return await db
    .selectFrom('raids')
    .innerJoin('threads', 'threads.id', 'raids.threadId')
    .select(['threads.siteId', 'threads.slug'])
    .where('raids.endedAt', 'is', null)
    .where('raids.lastsUntil', '>', now)
    .limit(OPEN_MAX)
    .execute()
}

export interface Raid {
  id: string
  siteId: SiteId
  slug: string
  /** Of the thread's page. */
  title: string | null
  reasons: RaidReason[]
  signs: RaidSigns
  startedAt: Date
  lastsUntil: Date
  endedAt: Date | null
}

/** A site's raids, newest first. */
export async function listRaids(
  db: Db,
  siteId: SiteId,
  page: { before: string | null; limit: number },
): Promise<Raid[]> {
  let query = selectRaids(db).where('raids.siteId', '=', siteId)
  if (page.before !== null) query = query.where('raids.id', '<', page.before)
  return await query.orderBy('raids.id', 'desc').limit(page.limit).execute()
}

/** Raids that are on, newest first. `siteIds` null: on all sites. */
export async function listOpenRaids(
  db: Db,
  siteIds: readonly SiteId[] | null,
  page: { now: Date; limit: number },
): Promise<Raid[]> {
  if (siteIds?.length === 0) return []
  let query = selectRaids(db).where('raids.endedAt', 'is', null).where('raids.lastsUntil', '>', page.now)
  if (siteIds !== null) query = query.where('raids.siteId', 'in', siteIds)
  return await query.orderBy('raids.id', 'desc').limit(page.limit).execute()
}

function selectRaids(db: Db) {
  return db
    .selectFrom('raids')
    .innerJoin('threads', 'threads.id', 'raids.threadId')
    .select([
      'raids.id',
      'raids.siteId',
      'threads.slug',
      'threads.title',
      'raids.reasons',
      'raids.signs',
      'raids.startedAt',
      'raids.lastsUntil',
      'raids.endedAt',
    ])
}
