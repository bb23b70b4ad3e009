/** Votes: one row a voter and comment for a while, their sum with the comment for good. */

import { sql } from 'kysely'
import type { CommentId, SiteId, ThreadId } from '../../src/domain/comment.js'
import type { ThreadSignal } from '../../src/domain/thread-signal.js'
import type { ReaderHash } from '../../src/privacy/hash-reader.js'
import type { Db, Trx } from '../database.js'
import { prepared } from '../prepared.js'

/** What a voter's row says: 1 or -1; undefined without a row. */
export async function findVote(trx: Trx, commentId: CommentId, voter: ReaderHash): Promise<1 | -1 | undefined> {
  const row = await trx
    .selectFrom('votes')
    .select('value')
    .where('commentId', '=', commentId)
    .where('voter', '=', voter)
    .executeTakeFirst()
  return row?.value
}

/** The votes of somebody who is another voter before each comment; comments without a vote are left out. */
export async function listVotes(
  db: Db,
  voters: readonly { commentId: CommentId; voter: ReaderHash }[],
): Promise<{ commentId: CommentId; value: 1 | -1 }[]> {
  if (voters.length === 0) return []
  const ids = voters.map(({ commentId }) => commentId)
  const hashes = voters.map(({ voter }) => voter)
  const { rows } = await sql<{ commentId: CommentId; value: 1 | -1 }>`
    select votes.comment_id, votes.value
    from unnest(${ids}::uuid[], ${hashes}::bytea[]) as own (comment_id, voter)
    join votes on votes.comment_id = own.comment_id and votes.voter = own.voter
    ${prepared}`.execute(db)
  return rows
}

export async function countVoters(trx: Trx, commentId: CommentId, network: ReaderHash): Promise<number> {
  const { count } = await trx
    .selectFrom('votes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('commentId', '=', commentId)
    .where('network', '=', network)
    .executeTakeFirstOrThrow()
  return count
}

export async function replaceVote(
  trx: Trx,
  vote: { commentId: CommentId; voter: ReaderHash; network: ReaderHash; value: 1 | -1; votedAt: Date },
): Promise<void> {
  const { value } = vote
  await trx
    .insertInto('votes')
    .values(vote)
    .onConflict((conflict) => conflict.columns(['commentId', 'voter']).doUpdateSet({ value }))
    .execute()
}

export async function deleteVote(trx: Trx, commentId: CommentId, voter: ReaderHash): Promise<void> {
  await trx.deleteFrom('votes').where('commentId', '=', commentId).where('voter', '=', voter).execute()
}

/**
 * Adds to a comment's sum and returns it; readers of the thread are to see it at `dueAt`, or when they were to see an
 * earlier vote.
 */
export async function addVotes(
  trx: Trx,
  comment: { id: CommentId; threadId: ThreadId },
  delta: number,
  dueAt: Date,
): Promise<number> {
  const { votes } = await trx
    .updateTable('comments')
    .set((eb) => ({ votes: eb('votes', '+', delta) }))
    .where('id', '=', comment.id)
    .returning('votes')
    .executeTakeFirstOrThrow()
  if (delta !== 0) {
    await trx
      .updateTable('threads')
      .set((eb) => ({ votesDueAt: eb.fn.coalesce('votesDueAt', eb.val(dueAt)) }))
      .where('id', '=', comment.threadId)
      .execute()
  }
  return votes
}

/** Raises the version of threads whose votes are due, and returns these threads. Rows others have in hand are left out. */
export async function claimVotesDue(db: Db, options: { now: Date; batch: number }): Promise<ThreadSignal[]> {
  const { rows } = await sql<{ siteId: SiteId; slug: string }>`
    update threads set version = version + 1, votes_due_at = null
    where id in (
      select id from threads where votes_due_at <= ${options.now} order by votes_due_at limit ${options.batch}
      for no key update skip locked
    )
    returning site_id, slug`.execute(db)
  return rows
}
