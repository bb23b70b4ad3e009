/** What the service keeps about itself: settings, living workers, and rows whose time is over. */

import { sql } from 'kysely'
import type { Db } from '../database.js'

export async function findSetting(db: Db, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value
}

/** Sets a value once: returns the one in force, which is an earlier one if there was any. */
export async function insertSetting(db: Db, name: string, value: string): Promise<string> {
  await db
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return (await findSetting(db, name)) ?? value
}

export async function replaceHeartbeat(db: Db, id: string, now: Date): Promise<void> {
  await db
    .insertInto('workers')
    .values({ id, seenAt: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ seenAt: now }))
    .execute()
}

export async function deleteHeartbeat(db: Db, id: string): Promise<void> {
  await db.deleteFrom('workers').where('id', '=', id).execute()
}

const WORKERS_MAX = 1_000

/** Workers that were heard of lately, the dead among them until the maintenance removes their rows. */
export async function listWorkers(db: Db): Promise<{ id: string; seenAt: Date }[]> {
  return await db.selectFrom('workers').select(['id', 'seenAt']).orderBy('id').limit(WORKERS_MAX).execute()
}

export async function countWorkers(db: Db, seenAfter: Date): Promise<number> {
  const { count } = await db
    .selectFrom('workers')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('seenAt', '>', seenAfter)
    .executeTakeFirstOrThrow()
  return count
}

/** Deletes or blanks what is past its time, at most `batch` rows of each kind; returns how many rows that were. */
export async function purgeExpired(
  db: Db,
  limits: {
    now: Date
    networkHashBefore: Date
    bodyPrintBefore: Date
    workerBefore: Date
    raidBefore: Date
    /** Appeals and reports settled before this. */
    settledBefore: Date
    reporterBefore: Date
    /** Networks that reported on a thread before this: a raid is told by the newest alone. */
    threadNetworkBefore: Date
    subscriptionBefore: Date
    voteBefore: Date
    /** Sessions not used since. */
    sessionBefore: Date
    callsBefore: Date
    /** Acts older than this lose their detail. */
    detailBefore: Date
    /** Batches of decisions that were over before this. */
    batchBefore: Date
    batch: number
  },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with submissions_gone as (
      delete from submissions where (site_id, key) in (
        select site_id, key from submissions where expires_at < ${limits.now} limit ${limits.batch}
      ) returning 1
    ),
    networks_gone as (
      update comments set network_hash = null, network_ban_id = null where id in (
        select id from comments
        where network_hash is not null and submitted_at < ${limits.networkHashBefore} limit ${limits.batch}
      ) returning 1
    ),
    prints_gone as (
      delete from body_prints where comment_id in (
        select comment_id from body_prints where created_at < ${limits.bodyPrintBefore} limit ${limits.batch}
      ) returning 1
    ),
    bans_over as (
      delete from bans where id in (
        select id from bans where expires_at < ${limits.now} limit ${limits.batch}
      ) returning 1
    ),
    backtests_gone as (
      delete from backtests where id in (
        select id from backtests where expires_at < ${limits.now} limit ${limits.batch}
      ) returning 1
    ),
    akismet_gone as (
      delete from akismet_checks where comment_id in (
        select comment_id from akismet_checks where expires_at < ${limits.now} limit ${limits.batch}
      ) returning 1
    ),
    calls_gone as (
      delete from helper_calls where day < (${limits.callsBefore}::timestamptz at time zone 'UTC')::date returning 1
    ),
    raids_over as (
      update raids set ended_at = lasts_until where ended_at is null and lasts_until < ${limits.now} returning 1
    ),
    raids_gone as (
      delete from raids where id in (
        select id from raids where ended_at < ${limits.raidBefore} limit ${limits.batch}
      ) returning 1
    ),
    appeals_gone as (
      delete from appeals where id in (
        select id from appeals where settled_at < ${limits.settledBefore} limit ${limits.batch}
      ) returning 1
    ),
    reports_gone as (
      delete from reports where id in (
        select id from reports where settled_at < ${limits.settledBefore} limit ${limits.batch}
      ) returning 1
    ),
    reporters_gone as (
      update reports set reporter = null, network = null, thread_network = null, reporter_key = null where id in (
        select id from reports
        where reporter is not null and created_at < ${limits.reporterBefore}
          and (settled_at is null or settled_at >= ${limits.settledBefore})
        limit ${limits.batch}
      ) returning 1
    ),
    thread_networks_gone as (
      update reports set thread_network = null where id in (
        select id from reports
        where thread_network is not null and created_at < ${limits.threadNetworkBefore}
          and created_at >= ${limits.reporterBefore}
        limit ${limits.batch}
      ) returning 1
    ),
    subscribers_gone as (
      delete from push_subscriptions where id in (
        select id from push_subscriptions where created_at < ${limits.subscriptionBefore} limit ${limits.batch}
      ) returning 1
    ),
    subscriber_networks_gone as (
      update push_subscriptions set network_hash = null where id in (
        select id from push_subscriptions
        where network_hash is not null and created_at < ${limits.networkHashBefore}
          and created_at >= ${limits.subscriptionBefore}
        limit ${limits.batch}
      ) returning 1
    ),
    votes_gone as (
      delete from votes where (comment_id, voter) in (
        select comment_id, voter from votes where voted_at < ${limits.voteBefore} limit ${limits.batch}
      ) returning 1
    ),
    batch_items_gone as (
      delete from decision_batch_items where (batch_id, comment_id) in (
        select batch_id, comment_id from decision_batch_items where batch_id in (
          select id from decision_batches where finished_at < ${limits.batchBefore}
        ) limit ${limits.batch}
      ) returning 1
    ),
    batches_gone as (
      delete from decision_batches where id in (
        select id from decision_batches b where finished_at < ${limits.batchBefore}
          and not exists (select from decision_batch_items i where i.batch_id = b.id) limit ${limits.batch}
      ) returning 1
    ),
    claims_gone as (
      delete from claims where until < ${limits.now} returning 1
    ),
    sessions_gone as (
      delete from sessions where id in (
        select id from sessions where expires_at < ${limits.now} limit ${limits.batch}
      ) or id in (
        select id from sessions where seen_at < ${limits.sessionBefore} limit ${limits.batch}
      ) returning 1
    ),
    invitations_gone as (
      delete from invitations where id in (
        select id from invitations where expires_at < ${limits.now} limit ${limits.batch}
      ) returning 1
    ),
    challenges_gone as (
      delete from used_challenges where hash in (
        select hash from used_challenges where expires_at < ${limits.now} limit ${limits.batch}
      ) returning 1
    ),
    details_gone as (
      update audit_log set detail = null where seq in (
        select seq from audit_log where detail is not null and at < ${limits.detailBefore} limit ${limits.batch}
      ) returning 1
    ),
    workers_gone as (
      delete from workers where seen_at < ${limits.workerBefore} returning 1
    )
    select (select count(*) from submissions_gone) + (select count(*) from networks_gone)
      + (select count(*) from prints_gone) + (select count(*) from backtests_gone)
      + (select count(*) from raids_gone) + (select count(*) from bans_over) + (select count(*) from appeals_gone)
      + (select count(*) from subscribers_gone) + (select count(*) from subscriber_networks_gone)
      + (select count(*) from votes_gone) + (select count(*) from reports_gone) + (select count(*) from reporters_gone)
      + (select count(*) from thread_networks_gone)
      + (select count(*) from akismet_gone) + (select count(*) from sessions_gone)
      + (select count(*) from invitations_gone) + (select count(*) from challenges_gone)
      + (select count(*) from batch_items_gone) + (select count(*) from batches_gone)
      + (select count(*) from workers_gone) + (select count(*) from details_gone) as count
  `.execute(db)
  return rows[0]?.count ?? 0
}
