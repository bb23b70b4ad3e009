/** What moderators taught: one lesson a comment, and their sum per site. */

import { sql, type Transaction } from 'kysely'
import type { CommentId, SiteId } from '../../src/domain/comment.js'
import type { DecisionAction } from '../../src/domain/comment-status.js'
import {
  emptyCorrection,
  type Lesson,
  packCorrection,
  parseCorrection,
  type SiteCorrection,
} from '../../src/screening/model/learn.js'
import type { Db } from '../database.js'
import type { Database } from '../schema.js'

/** A site's correction; undefined when nothing was taught yet. */
export async function findCorrection(db: Db, siteId: SiteId): Promise<SiteCorrection | undefined> {
  const row = await db.selectFrom('siteCorrections').select('packed').where('siteId', '=', siteId).executeTakeFirst()
  return row === undefined ? undefined : parseCorrection(row.packed)
}

/** The correction with its row locked: lessons of a site are added one after the other. */
export async function lockCorrection(trx: Transaction<Database>, siteId: SiteId, now: Date): Promise<SiteCorrection> {
  await trx
    .insertInto('siteCorrections')
    .values({ siteId, packed: Buffer.from(packCorrection(emptyCorrection())), lessons: 0, updatedAt: now })
    .onConflict((conflict) => conflict.column('siteId').doNothing())
    .execute()
  const row = await trx
    .selectFrom('siteCorrections')
    .select('packed')
    .where('siteId', '=', siteId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return parseCorrection(row.packed)
}

export async function replaceCorrection(
  trx: Transaction<Database>,
  siteId: SiteId,
  correction: SiteCorrection,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('siteCorrections')
    .set({ packed: Buffer.from(packCorrection(correction)), lessons: correction.lessons, updatedAt: now })
    .where('siteId', '=', siteId)
    .execute()
}

export interface StoredLesson extends Lesson {
  label: 0 | 1
}

export async function findLesson(
  trx: Transaction<Database>,
  siteId: SiteId,
  subject: string,
): Promise<StoredLesson | undefined> {
  return await trx
    .selectFrom('lessons')
    .select(['label', 'places', 'error'])
    .where('siteId', '=', siteId)
    .where('subject', '=', subject)
    .executeTakeFirst()
}

export async function insertLesson(
  trx: Transaction<Database>,
  lesson: StoredLesson & {
    siteId: SiteId
    subject: string
    modelVersion: string
    taughtBy: string | null
    taughtAt: Date
  },
): Promise<void> {
  await trx.insertInto('lessons').values(lesson).execute()
}

export async function deleteLesson(trx: Transaction<Database>, siteId: SiteId, subject: string): Promise<void> {
  await trx.deleteFrom('lessons').where('siteId', '=', siteId).where('subject', '=', subject).execute()
}

/** Forgets everything a site's moderators taught; returns how many lessons that were. */
export async function deleteLessons(trx: Transaction<Database>, siteId: SiteId): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom('lessons').where('siteId', '=', siteId).executeTakeFirst()
  await trx.deleteFrom('siteCorrections').where('siteId', '=', siteId).execute()
  return Number(numDeletedRows)
}

/** The last decision of a person on a comment as it reads now: only people teach, and a text nobody saw teaches nothing. */
export async function findLastHumanDecision(
  trx: Transaction<Database>,
  commentId: CommentId,
): Promise<{ action: DecisionAction; deciderName: string | null } | undefined> {
  return await trx
    .selectFrom('decisions')
    .select(['action', 'deciderName'])
    .where('commentId', '=', commentId)
    .where('decidedBy', '=', 'moderator')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('decisions as later')
            .select('later.id')
            .where('later.commentId', '=', commentId)
            .where('later.action', '=', 'edit')
            .whereRef('later.revision', '>', 'decisions.revision'),
        ),
      ),
    )
    .where('undoneAt', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

export async function clearLessonDue(trx: Transaction<Database>, commentId: CommentId): Promise<void> {
  await trx.updateTable('comments').set({ lessonDueAt: null }).where('id', '=', commentId).execute()
}

/**
 * Comments whose lesson is due, oldest first; they count as asked for until `nextAt`, when they are due again
 * unless the lesson was learned.
 */
export async function claimLessonsDue(
  db: Db,
  options: { now: Date; nextAt: Date; batch: number },
): Promise<CommentId[]> {
  const { rows } = await sql<{ id: CommentId }>`
    update comments set lesson_due_at = ${options.nextAt}
    where id in (
      select id from comments where lesson_due_at <= ${options.now}
      order by lesson_due_at
      limit ${options.batch}
      for update skip locked
    )
    returning id
  `.execute(db)
  return rows.map(({ id }) => id)
}

export interface SiteModelRow {
  lessons: number
  spamLessons: number
  updatedAt: Date | null
  /** Decisions of people, and how many of them differ from what the policy had decided before. */
  decisions: number
  overrides: number
}

/** What a site taught, and how often its people overruled the filter. */
export async function describeSiteModel(db: Db, siteId: SiteId): Promise<SiteModelRow> {
  const { rows } = await sql<SiteModelRow>`
    select
      (select count(*) from lessons where site_id = ${siteId}) as lessons,
      (select count(*) from lessons where site_id = ${siteId} and label = 1) as "spamLessons",
      (select updated_at from site_corrections where site_id = ${siteId}) as "updatedAt",
      count(*) filter (where decided_by = 'moderator') as decisions,
      count(*) filter (where decided_by = 'moderator' and from_status in ('approved', 'spam')) as overrides
    from decisions where site_id = ${siteId} and undone_at is null
  `.execute(db)
  return rows[0] ?? { lessons: 0, spamLessons: 0, updatedAt: null, decisions: 0, overrides: 0 }
}
