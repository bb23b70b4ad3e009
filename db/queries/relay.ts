/** The outbox side of comments: which pending rows the queue should hear of. */

import { sql } from 'kysely'
import type { CommentRef } from '../../src/domain/comment.js'
import type { Db } from '../database.js'

/**
 * Marks pending comments as queued and returns them, oldest first. Looks only at the oldest `window` pending comments;
 * of these it takes those never queued, or queued before `askAgainBefore`. Rows another relay has in hand are left out.
 */
export async function claimPending(
  db: Db,
  options: { now: Date; askAgainBefore: Date; window: number; batch: number },
): Promise<CommentRef[]> {
  const { now, askAgainBefore, window, batch } = options
  return await db.transaction().execute(async (trx) => {
    // Statistics are from quiet times: in a backlog Postgres expects few pending rows and would read and sort them all.
    await sql`select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)`.execute(trx)
    const { rows } = await sql<CommentRef>`
      with oldest as materialized (
        select id, queued_at from comments where status = 'pending' order by id limit ${window}
      ),
      wanted as materialized (
        select id from oldest where queued_at is null or queued_at < ${askAgainBefore} order by id limit ${batch}
      )
      update comments set queued_at = ${now}
      where id in (
        select id from comments
        where id in (select id from wanted)
          and status = 'pending' and (queued_at is null or queued_at < ${askAgainBefore})
        for update skip locked
      )
      returning id as "commentId", revision
    `.execute(trx)
    return rows
  })
}

/** Gives claimed comments back, when the queue did not take them. Only rows still waiting with this very claim. */
export async function releasePending(db: Db, refs: readonly CommentRef[], claimedAt: Date): Promise<void> {
  if (refs.length === 0) return
  await db
    .updateTable('comments')
    .set({ queuedAt: null })
    .where(
      'id',
      'in',
      refs.map(({ commentId }) => commentId),
    )
    .where('status', '=', 'pending')
    .where('queuedAt', '=', claimedAt)
    .execute()
}

/** How many comments wait, counted up to a limit, and how long the oldest one has been waiting. */
export async function findBacklog(db: Db, now: Date): Promise<{ pending: number; oldestAgeMs: number }> {
  const { rows } = await sql<{ pending: number; oldest: Date | null }>`
    select count(*) as pending, min(waiting_since) as oldest
    from (
      select coalesce(edited_at, submitted_at) as waiting_since from comments where status = 'pending' order by id limit 100000
    ) as waiting
  `.execute(db)
  const { pending = 0, oldest = null } = rows[0] ?? {}
  return { pending, oldestAgeMs: oldest === null ? 0 : Math.max(0, now.getTime() - oldest.getTime()) }
}
