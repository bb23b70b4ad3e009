/** Decisions: added, listed, never changed. */

import type { Insertable, Transaction } from 'kysely'
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

/** A comment's decisions, oldest first. */
export async function listDecisions(db: Db, commentId: CommentId): Promise<Decision[]> {
  const rows = await db
    .selectFrom('decisions')
    .selectAll()
    .where('commentId', '=', commentId)
    .orderBy('id')
    .limit(DECISIONS_MAX)
    .execute()
  return rows.map(toDecision)
}

/** A decision with the policy it followed; null: no policy. */
export type StoredDecision = Decision & { policy: Policy | null }

export async function findDecision(db: Db, commentId: CommentId, id: string): Promise<StoredDecision | undefined> {
  const row = await db
    .selectFrom('decisions')
    .selectAll()
    .where('commentId', '=', commentId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  // A policy stored by an older version may lack a setting.
  return { ...toDecision(row), policy: row.policy === null ? null : changePolicy(DEFAULT_POLICY, row.policy) }
}

export async function findLastDecision(db: Db, commentId: CommentId): Promise<Decision | undefined> {
  const row = await db
    .selectFrom('decisions')
    .selectAll()
    .where('commentId', '=', commentId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row === undefined ? undefined : toDecision(row)
}

function toDecision(row: {
  id: string
  action: Decision['action']
  fromStatus: Decision['from']
  toStatus: Decision['to']
  revision: number
  decidedBy: Decision['by']['kind']
  deciderName: string | null
  reason: string
  note: string | null
  decidedAt: Date
}): Decision {
  const { id, action, fromStatus, toStatus, revision, decidedBy, deciderName, reason, note, decidedAt } = row
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
  }
}
