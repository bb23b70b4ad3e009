/** What the stages found, one row a stage and revision. */

import { sql } from 'kysely'
import type { CommentId, CommentRef } from '../../src/domain/comment.js'
import type { Judgement } from '../../src/domain/policy.js'
import type { Signal } from '../../src/screening/check.js'
import type { Db } from '../database.js'
import { prepared } from '../prepared.js'

export type Stage = 'spam' | 'conduct'

/**
 * Keeps the first verdict of a stage for a revision: a job that runs again changes nothing. Only while this very text
 * waits for its decision, because findings may quote what was edited or erased meanwhile.
 */
export async function insertVerdict(
  db: Db,
  verdict: CommentRef &
    Judgement & { stage: Stage; signals: readonly Signal[]; isNewcomer: boolean | null; createdAt: Date },
): Promise<void> {
  const { commentId, revision, stage, score, demanded, holds, ban, signals, isNewcomer, createdAt } = verdict
  await sql`
    insert into verdicts (comment_id, revision, stage, score, demanded, holds, ban, signals, is_newcomer, created_at)
    select id, revision, ${stage}, ${score}::double precision, ${demanded}, ${holds}, ${ban}, ${toJson(signals)}::jsonb,
      ${isNewcomer}::boolean, ${createdAt}
    from comments
    where id = ${commentId} and revision = ${revision} and status = 'pending'
    for key share
    on conflict (comment_id, revision, stage) do nothing
    ${prepared}`.execute(db)
}

/** Half a character somewhere in a finding must not keep a verdict from being stored: no JSON of the database may hold it. */
function toJson(signals: readonly Signal[]): string {
  return JSON.stringify(signals, (_key, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value))
}

export async function findVerdict(db: Db, ref: CommentRef, stage: Stage): Promise<Judgement | undefined> {
  return await db
    .selectFrom('verdicts')
    .select(['score', 'demanded', 'holds', 'ban'])
    .where('commentId', '=', ref.commentId)
    .where('revision', '=', ref.revision)
    .where('stage', '=', stage)
    .modifyEnd(prepared)
    .executeTakeFirst()
}

export interface StoredVerdict extends Judgement {
  commentId: CommentId
  revision: number
  stage: Stage
  signals: Signal[]
  isNewcomer: boolean | null
  createdAt: Date
}

/** All verdicts of some comments, newest revision first. */
export async function listVerdicts(db: Db, commentIds: readonly CommentId[]): Promise<StoredVerdict[]> {
  if (commentIds.length === 0) return []
  return await db
    .selectFrom('verdicts')
    .selectAll()
    .where('commentId', 'in', commentIds)
    .orderBy('commentId')
    .orderBy('revision', 'desc')
    .orderBy('stage')
    .limit(10_000)
    .execute()
}
