/** Moderators: their accounts, roles and proofs. */

import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { ModeratorId } from '../../src/domain/moderator.js'
import type { Db, Trx } from '../database.js'
import type { ModeratorTable } from '../schema.js'

const MODERATORS_MAX = 1_000

/** A moderator with everything that a log-in is held against. */
export interface Account extends Selectable<ModeratorTable> {
  passkeys: number
}

/** A moderator as others see them. */
export interface ListedModerator
  extends Pick<Account, 'id' | 'name' | 'login' | 'role' | 'siteIds' | 'passkeys' | 'createdAt' | 'disabledAt'> {
  hasPassword: boolean
  hasTotp: boolean
  lastSeenAt: Date | null
  /** Open ones that they made. */
  invitations: number
  /** Live ones that they made. */
  apiKeys: number
}

export async function findAccountByLogin(db: Db, login: string): Promise<Account | undefined> {
  return await selectAccounts(db).where('login', '=', login).executeTakeFirst()
}

export async function findAccount(db: Db, id: ModeratorId): Promise<Account | undefined> {
  return await selectAccounts(db).where('id', '=', id).executeTakeFirst()
}

function selectAccounts(db: Db) {
  return db
    .selectFrom('moderators')
    .select([
      'id',
      'name',
      'login',
      'role',
      'siteIds',
      'passwordHash',
      'totpSecret',
      'totpSecretOffered',
      'totpStep',
      'createdAt',
      'disabledAt',
    ])
    .select(countPasskeys)
}

const countPasskeys = sql<number>`(select count(*) from passkeys where moderator_id = moderators.id)`.as('passkeys')

export async function listModerators(db: Db, now: Date): Promise<ListedModerator[]> {
  return await selectListed(db, now).orderBy('id').limit(MODERATORS_MAX).execute()
}

export async function findModerator(db: Db, id: ModeratorId, now: Date): Promise<ListedModerator | undefined> {
  return await selectListed(db, now).where('id', '=', id).executeTakeFirst()
}

function selectListed(db: Db, now: Date) {
  return db
    .selectFrom('moderators')
    .select(['id', 'name', 'login', 'role', 'siteIds', 'createdAt', 'disabledAt'])
    .select(countPasskeys)
    .select([
      sql<boolean>`password_hash is not null`.as('hasPassword'),
      sql<boolean>`totp_secret is not null`.as('hasTotp'),
      sql<Date | null>`(select max(seen_at) from sessions where moderator_id = moderators.id)`.as('lastSeenAt'),
      sql<number>`(select count(*) from invitations
        where maker_id = moderators.id and used_at is null and expires_at > ${now})`.as('invitations'),
      sql<number>`(select count(*) from api_keys
        where maker_id = moderators.id and revoked_at is null and (expires_at is null or expires_at > ${now}))`.as(
        'apiKeys',
      ),
    ])
}

/** An account, locked until the transaction ends: what it may do without cannot be taken away twice. */
export async function lockAccount(trx: Trx, id: ModeratorId): Promise<Account | undefined> {
  return await selectAccounts(trx).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** False when the login name is taken. */
export async function insertModerator(trx: Trx, moderator: Insertable<ModeratorTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('moderators')
    .values(moderator)
    .onConflict((conflict) => conflict.column('login').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Changes what may change of a moderator. */
export async function replaceModerator(db: Db, id: ModeratorId, change: Updateable<ModeratorTable>): Promise<void> {
  await db.updateTable('moderators').set(change).where('id', '=', id).execute()
}

export async function deleteModerator(db: Db, id: ModeratorId): Promise<void> {
  await db.deleteFrom('moderators').where('id', '=', id).execute()
}

/** Uses up a code's time step; false when it, or a later one, was used before. */
export async function takeTotpStep(db: Db, id: ModeratorId, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('moderators')
    .set({ totpStep: step })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('totpStep', 'is', null), eb('totpStep', '<', step)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Says the same as isInCharge of src/domain/moderator.ts. */
const IS_IN_CHARGE = sql<boolean>`role = 'admin' and site_ids is null`
const CAN_LOG_IN = sql<boolean>`disabled_at is null and (
  password_hash is not null or exists (select from passkeys where moderator_id = moderators.id)
)`

/** Whether anybody at all has an account they can log in to. */
export async function hasModerator(db: Db): Promise<boolean> {
  const row = await db.selectFrom('moderators').select('id').where(CAN_LOG_IN).limit(1).executeTakeFirst()
  return row !== undefined
}

/** Admins of all sites who can log in, locked until the transaction ends: two of them cannot both take the other's place away. */
export async function lockAdmins(trx: Trx): Promise<ModeratorId[]> {
  const rows = await trx
    .selectFrom('moderators')
    .select('id')
    .where(IS_IN_CHARGE)
    .where(CAN_LOG_IN)
    .orderBy('id')
    .limit(MODERATORS_MAX)
    .forUpdate()
    .execute()
  return rows.map(({ id }) => id)
}

/** Whether somebody is an admin of all sites; if so, they stay one until the transaction ends. */
export async function holdAdmin(trx: Trx, id: ModeratorId): Promise<boolean> {
  const row = await trx
    .selectFrom('moderators')
    .select('id')
    .where('id', '=', id)
    .where(IS_IN_CHARGE)
    .where('disabledAt', 'is', null)
    .forShare()
    .executeTakeFirst()
  return row !== undefined
}

/** Removes accounts whose owner has neither a way to log in nor a session in which to make one. */
export async function deleteUnfinished(db: Db, alive: { now: Date; seenAfter: Date }): Promise<void> {
  await sql`
    delete from moderators where password_hash is null
      and not exists (select from passkeys where moderator_id = moderators.id)
      and not exists (
        select from sessions where moderator_id = moderators.id
          and expires_at > ${alive.now} and seen_at > ${alive.seenAfter}
      )
  `.execute(db)
}
