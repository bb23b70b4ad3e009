/** Decisions: added, listed, never changed. */

import type { Insertable, Transaction } from 'kysely'
import type { CommentId } from '../../src/domain/comment.js'
import type { Decision } from '../../src/domain/decision.js'
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
  const { action, fromStatus, toStatus, revision, decidedBy, deciderName, reason, note, decidedAt } = row
  return {
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
