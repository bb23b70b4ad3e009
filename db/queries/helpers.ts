/** What outside helpers were asked: counted by day, and for Akismet what was sent, sealed. */

import { sql } from 'kysely'
import type { CommentId } from '../../src/domain/comment.js'
import type { Db } from '../database.js'

const ROWS_MAX = 1_000

/** Counts a call; returns how many of this outcome there were on that day, this one included. */
export async function countHelperCall(db: Db, call: { helper: string; outcome: string; now: Date }): Promise<number> {
  const { rows } = await sql<{ calls: number }>`
    insert into helper_calls (helper, day, outcome, calls)
    values (${call.helper}, (${call.now}::timestamptz at time zone 'UTC')::date, ${call.outcome}, 1)
    on conflict (day, helper, outcome) do update set calls = helper_calls.calls + 1
    returning calls
  `.execute(db)
  return rows[0]?.calls ?? 0
}

/** Calls of a day by helper and outcome. */
export async function listHelperCalls(
  db: Db,
  now: Date,
): Promise<{ helper: string; outcome: string; calls: number }[]> {
  const { rows } = await sql<{ helper: string; outcome: string; calls: number }>`
    select helper, outcome, calls from helper_calls
    where day = (${now}::timestamptz at time zone 'UTC')::date order by helper, outcome limit ${ROWS_MAX}
  `.execute(db)
  return rows
}

export interface AkismetCheck {
  sealed: Buffer
  verdict: 'true' | 'false'
  toldAt: Date | null
}

/** Keeps what was sent, while this very text waits for its decision: nothing of it comes back once it was edited or erased. */
export async function replaceAkismetCheck(
  db: Db,
  check: {
    commentId: CommentId
    revision: number
    sealed: Buffer
    verdict: 'true' | 'false'
    guid: string | null
    recheckAt: Date | null
    expiresAt: Date
  },
): Promise<void> {
  const { commentId, revision, sealed, verdict, guid, recheckAt, expiresAt } = check
  await sql`
    insert into akismet_checks (comment_id, sealed, verdict, guid, recheck_at, expires_at)
    select id, ${sealed}::bytea, ${verdict}, ${guid}, ${recheckAt}::timestamptz, ${expiresAt}::timestamptz
    from comments
    where id = ${commentId} and revision = ${revision} and status = 'pending'
    for key share
    on conflict (comment_id) do update set sealed = excluded.sealed, verdict = excluded.verdict, guid = excluded.guid,
      recheck_at = excluded.recheck_at, told_at = null, expires_at = excluded.expires_at
  `.execute(db)
}

export async function findAkismetCheck(db: Db, commentId: CommentId, now: Date): Promise<AkismetCheck | undefined> {
  return await db
    .selectFrom('akismetChecks')
    .select(['sealed', 'verdict', 'toldAt'])
    .where('commentId', '=', commentId)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
}

export async function markAkismetTold(db: Db, commentId: CommentId, now: Date): Promise<void> {
  await db.updateTable('akismetChecks').set({ toldAt: now }).where('commentId', '=', commentId).execute()
}

/** Comments that Akismet wants to be asked about again; they count as asked for until `nextAt`. */
export async function claimRechecksDue(
  db: Db,
  options: { now: Date; nextAt: Date; batch: number },
): Promise<CommentId[]> {
  const { rows } = await sql<{ commentId: CommentId }>`
    update akismet_checks set recheck_at = ${options.nextAt}
    where comment_id in (
      select comment_id from akismet_checks where recheck_at <= ${options.now}
      order by recheck_at limit ${options.batch} for update skip locked
    )
    returning comment_id as "commentId"
  `.execute(db)
  return rows.map(({ commentId }) => commentId)
}

/** There is nothing more to ask: `verdict` is the last one. */
export async function clearRecheck(db: Db, commentId: CommentId, verdict: 'true' | 'false'): Promise<void> {
  await db.updateTable('akismetChecks').set({ recheckAt: null, verdict }).where('commentId', '=', commentId).execute()
}
