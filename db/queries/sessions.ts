/** Sessions of moderators: found by the hash of their token, ended by being deleted. */

import { type Insertable, sql } from 'kysely'
import type { SiteId } from '../../src/domain/comment.js'
import type { ModeratorId, ModeratorRole } from '../../src/domain/moderator.js'
import type { Db, Trx } from '../database.js'
import { prepared } from '../prepared.js'
import type { SessionTable } from '../schema.js'

const SESSIONS_MAX = 1_000

/** A session together with whose it is, as they are now: a role that was taken away is gone at once. */
export interface LiveSession {
  id: string
  tokenHash: Buffer
  moderatorId: ModeratorId
  name: string
  login: string
  role: ModeratorRole
  /** null: all sites. */
  siteIds: SiteId[] | null
  hasSecondFactor: boolean
  createdAt: Date
  seenAt: Date
  expiresAt: Date
  reauthenticatedAt: Date
}

/** The session of a token, if it has not ended, was used after `seenAfter`, and its moderator is not disabled. */
export async function findLiveSession(
  db: Db,
  tokenHash: Buffer,
  alive: { now: Date; seenAfter: Date },
): Promise<LiveSession | undefined> {
  return await db
    .selectFrom('sessions')
    .innerJoin('moderators', 'moderators.id', 'sessions.moderatorId')
    .select([
      'sessions.id',
      'sessions.tokenHash',
      'sessions.moderatorId',
      'moderators.name',
      'moderators.login',
      'moderators.role',
      'moderators.siteIds',
      'sessions.hasSecondFactor',
      'sessions.createdAt',
      'sessions.seenAt',
      'sessions.expiresAt',
      'sessions.reauthenticatedAt',
    ])
    .where('sessions.tokenHash', '=', tokenHash)
    .where('sessions.expiresAt', '>', alive.now)
    .where('sessions.seenAt', '>', alive.seenAfter)
    .where('moderators.disabledAt', 'is', null)
    .modifyEnd(prepared)
    .executeTakeFirst()
}

/** Begins a session, and ends the moderator's oldest ones beyond `keep`. */
export async function insertSession(trx: Trx, session: Insertable<SessionTable>, keep: number): Promise<void> {
  await trx.insertInto('sessions').values(session).execute()
  await sql`
    delete from sessions where id in (
      select id from sessions where moderator_id = ${session.moderatorId} order by id desc offset ${keep}
    )
  `.execute(trx)
}

export async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('sessions').set({ seenAt: now }).where('id', '=', id).execute()
}

/** Notes that the person proved themselves again; with a second factor, the session has one from now on. */
export async function replaceProof(
  db: Db,
  id: string,
  proof: { reauthenticatedAt?: Date; hasSecondFactor?: true },
): Promise<void> {
  await db.updateTable('sessions').set(proof).where('id', '=', id).execute()
}

export interface ListedSession {
  id: string
  moderatorId: ModeratorId
  name: string
  device: string
  createdAt: Date
  seenAt: Date
  expiresAt: Date
}

/** Sessions that have not ended, newest first; of one moderator, or of all with null. */
export async function listSessions(
  db: Db,
  moderatorId: ModeratorId | null,
  alive: { now: Date; seenAfter: Date },
): Promise<ListedSession[]> {
  let query = db
    .selectFrom('sessions')
    .innerJoin('moderators', 'moderators.id', 'sessions.moderatorId')
    .select([
      'sessions.id',
      'sessions.moderatorId',
      'moderators.name',
      'sessions.device',
      'sessions.createdAt',
      'sessions.seenAt',
      'sessions.expiresAt',
    ])
    .where('sessions.expiresAt', '>', alive.now)
    .where('sessions.seenAt', '>', alive.seenAfter)
    .where('moderators.disabledAt', 'is', null)
  if (moderatorId !== null) query = query.where('sessions.moderatorId', '=', moderatorId)
  return await query.orderBy('sessions.id', 'desc').limit(SESSIONS_MAX).execute()
}

/** Ends a session; of one moderator only, or of anybody with null. False when there is none. */
export async function deleteSession(db: Db, id: string, moderatorId: ModeratorId | null): Promise<boolean> {
  let query = db.deleteFrom('sessions').where('id', '=', id)
  if (moderatorId !== null) query = query.where('moderatorId', '=', moderatorId)
  const { numDeletedRows } = await query.executeTakeFirst()
  return numDeletedRows === 1n
}

export async function deleteSessionByToken(db: Db, tokenHash: Buffer): Promise<void> {
  await db.deleteFrom('sessions').where('tokenHash', '=', tokenHash).execute()
}

/** Ends all sessions of a moderator, but the one to keep. */
export async function deleteOtherSessions(db: Db, moderatorId: ModeratorId, keepId: string | null): Promise<void> {
  let query = db.deleteFrom('sessions').where('moderatorId', '=', moderatorId)
  if (keepId !== null) query = query.where('id', '!=', keepId)
  await query.execute()
}
