/** Appeals: one per decision, settled once. */

import { sql } from 'kysely'
import type { AppealOutcome, AppealState } from '../../src/domain/appeal.js'
import type { CommentId, SiteId } from '../../src/domain/comment.js'
import type { CommentStatus, DecisionAction } from '../../src/domain/comment-status.js'
import type { DeciderKind } from '../../src/domain/decision.js'
import type { Db, Trx } from '../database.js'
import { unlessDeleted } from '../unless-deleted.js'

export interface Appeal {
  id: string
  commentId: CommentId
  siteId: SiteId
  decisionId: string
  text: string
  state: AppealState
  createdAt: Date
  settledAt: Date | null
  settledBy: string | null
  note: string | null
}

/** An appeal with what a person needs to decide it. */
export interface ListedAppeal extends Appeal {
  slug: string
  authorName: string
  body: string
  status: CommentStatus
  action: DecisionAction
  reason: string
  decidedBy: DeciderKind
  deciderId: string | null
  deciderName: string | null
  decidedAt: Date
}

/** False when this decision was appealed already. */
export async function insertAppeal(
  trx: Trx,
  appeal: Pick<Appeal, 'id' | 'commentId' | 'siteId' | 'decisionId' | 'text' | 'createdAt'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('appeals')
    .values({ ...appeal, state: 'open', settledAt: null, settledBy: null, note: null })
    .onConflict((conflict) => conflict.column('decisionId').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** A comment's newest appeal. */
export async function findLastAppeal(db: Db, commentId: CommentId): Promise<Appeal | undefined> {
  return await db
    .selectFrom('appeals')
    .selectAll()
    .where('commentId', '=', commentId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

export async function findAppeal(db: Db, id: string): Promise<ListedAppeal | undefined> {
  return await selectListed(db).where('appeals.id', '=', id).executeTakeFirst()
}

export interface AppealFilter {
  /** null: all sites. */
  siteIds: readonly SiteId[] | null
  state: AppealState | null
}

/** Newest first. */
export async function listAppeals(
  db: Db,
  filter: AppealFilter,
  page: { after: string | null; limit: number },
): Promise<ListedAppeal[]> {
  let query = selectListed(db)
  if (filter.siteIds !== null) query = query.where('appeals.siteId', 'in', filter.siteIds)
  if (filter.state !== null) query = query.where('appeals.state', '=', filter.state)
  if (page.after !== null) query = query.where('appeals.id', '<', page.after)
  return await query.orderBy('appeals.id', 'desc').limit(page.limit).execute()
}

/** Settles what is open of a comment's appeals. */
export async function settleAppeals(
  trx: Trx,
  commentId: CommentId,
  settlement: { state: AppealOutcome | 'moot'; settledAt: Date; settledBy: string | null; note: string | null },
): Promise<void> {
  await trx
    .updateTable('appeals')
    .set(settlement)
    .where('commentId', '=', commentId)
    .where('state', '=', 'open')
    .execute()
}

/** Opens the appeals again that a decision of that moment had settled. */
export async function reopenAppeals(trx: Trx, commentId: CommentId, settledAt: Date): Promise<void> {
  await trx
    .updateTable('appeals')
    .set({ state: 'open', settledAt: null, settledBy: null, note: null })
    .where('commentId', '=', commentId)
    .where('settledAt', '=', settledAt)
    .execute()
}

function selectListed(db: Db) {
  return db
    .selectFrom('appeals')
    .innerJoin('comments', 'comments.id', 'appeals.commentId')
    .innerJoin('threads', 'threads.id', 'comments.threadId')
    .innerJoin('decisions', 'decisions.id', 'appeals.decisionId')
    .selectAll('appeals')
    .select([
      'threads.slug',
      unlessDeleted(sql`comments.author_name`).as('authorName'),
      unlessDeleted(sql`comments.body`).as('body'),
      'comments.status',
      'decisions.action',
      'decisions.reason',
      'decisions.decidedBy',
      'decisions.deciderId',
      'decisions.deciderName',
      'decisions.decidedAt',
    ])
}
