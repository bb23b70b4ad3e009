/** Decisions: added and listed. What was decided is never changed; a decision can be taken back, and says so. */

import type { Insertable, Selectable, Transaction } from 'kysely'
import type { CommentId } from '../../src/domain/comment.js'
import type { Decision } from '../../src/domain/decision.js'
import { changePolicy, DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js'
import type { Db } from '../database.js'
import { prepared } from '../prepared.js'
import type { Database, DecisionTable } from '../schema.js'

const DECISIONS_MAX = 1_000

export async function insertDecision(trx: Transaction<Database>, decision: Insertable<DecisionTable>): Promise<void> {
  await trx.insertInto('decisions').values(decision).modifyEnd(prepared).execute()
}

/** A comment's decisions, oldest first; those taken back are among them. */
export async function listDecisions(db: Db, commentId: CommentId): Promise<StoredDecision[]> {
  const rows = await db
    .selectFrom('decisions')
    .selectAll()
    .where('commentId', '=', commentId)
    .orderBy('id')
    .limit(DECISIONS_MAX)
    .execute()
  return rows.map(toStored)
}

export interface StoredDecision extends Decision {
  commentId: CommentId
  /** Id of the person or key; null when no person decided. */
  deciderId: string | null
  /** The policy it followed; null: no policy. */
  policy: Policy | null
}

export async function findDecision(db: Db, commentId: CommentId, id: string): Promise<StoredDecision | undefined> {
  const row = await db
    .selectFrom('decisions')
    .selectAll()
    .where('commentId', '=', commentId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? undefined : toStored(row)
}

function toStored(row: Selectable<DecisionTable>): StoredDecision {
  const { commentId, deciderId } = row
  // A policy stored by an older version may lack a setting.
  const policy = row.policy === null ? null : changePolicy(DEFAULT_POLICY, row.policy)
  return { ...toDecision(row), commentId, deciderId, policy }
}

/** The last decision that counts. */
export async function findLastDecision(db: Db, commentId: CommentId): Promise<Decision | undefined> {
  const row = await db
    .selectFrom('decisions')
    .selectAll()
    .where('commentId', '=', commentId)
    .where('undoneAt', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row === undefined ? undefined : toDecision(row)
}

/** Of each comment the last decision that counts; of those that have none, nothing. */
export async function listLastDecisions(db: Db, commentIds: readonly CommentId[]): Promise<Map<CommentId, Decision>> {
  if (commentIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('decisions')
    .selectAll()
    .distinctOn('commentId')
    .where('commentId', 'in', commentIds)
    .where('undoneAt', 'is', null)
    .orderBy('commentId')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.commentId, toDecision(row)]))
}

/** Notes that a decision was taken back; false when it was already. */
export async function markUndone(
  trx: Transaction<Database>,
  id: string,
  { at, by }: { at: Date; by: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('decisions')
    .set({ undoneAt: at, undoneBy: by })
    .where('id', '=', id)
    .where('undoneAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export function toDecision(row: Selectable<DecisionTable>): Decision {
  const { id, action, fromStatus, toStatus, revision, decidedBy, deciderName, reason, note, decidedAt, undoneAt } = row
  return {
    id,
    action,
    from: fromStatus,
    to: toStatus,
    revision,
    by: { kind: decidedBy, name: deciderName },
    reason,
    note,
    decidedAt,
    undoneAt,
  }
}
