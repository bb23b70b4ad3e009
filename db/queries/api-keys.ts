/** API keys: stored as hashes, found by hash, revoked but never forgotten. */

import { type Insertable, sql } from 'kysely'
import type { SiteId } from '../../src/domain/comment.js'
import type { ModeratorRole } from '../../src/domain/moderator.js'
import type { Db, Trx } from '../database.js'
import type { ApiKeyTable } from '../schema.js'

const KEYS_MAX = 1_000

export interface ApiKey {
  id: string
  name: string
  role: ModeratorRole
  /** null: all sites. */
  siteIds: SiteId[] | null
  /** The moderator or key that made it; null: the command line, or the environment. */
  makerId: string | null
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

export interface ListedApiKey extends ApiKey {
  /** null: whoever made it has no account any more, or it was nobody. */
  makerName: string | null
}

const COLUMNS = [
  'id',
  'name',
  'role',
  'siteIds',
  'makerId',
  'createdAt',
  'expiresAt',
  'lastUsedAt',
  'revokedAt',
] as const

/** The key with this hash, if it is neither revoked nor expired. */
export async function findLiveApiKey(db: Db, keyHash: Buffer, now: Date): Promise<ApiKey | undefined> {
  return await db
    .selectFrom('apiKeys')
    .select(COLUMNS)
    .where('keyHash', '=', keyHash)
    .where('revokedAt', 'is', null)
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .executeTakeFirst()
}

export async function listApiKeys(db: Db): Promise<ListedApiKey[]> {
  return await db
    .selectFrom('apiKeys')
    .select(COLUMNS)
    .select(
      sql<string | null>`coalesce((select m.name from moderators m where m.id = maker_id),
        (select k.name from api_keys k where k.id = api_keys.maker_id))`.as('makerName'),
    )
    .orderBy('id')
    .limit(KEYS_MAX)
    .execute()
}

/** When a live key expires; nobody revokes it until the transaction ends. undefined: it is not live. */
export async function holdApiKey(trx: Trx, id: string, now: Date): Promise<Pick<ApiKey, 'expiresAt'> | undefined> {
  return await trx
    .selectFrom('apiKeys')
    .select('expiresAt')
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .forShare()
    .executeTakeFirst()
}

/** Does nothing when a key with the same hash is there already. */
export async function insertApiKey(db: Db, key: Insertable<ApiKeyTable>): Promise<void> {
  await db
    .insertInto('apiKeys')
    .values(key)
    .onConflict((conflict) => conflict.column('keyHash').doNothing())
    .execute()
}

/** False when there is no live key of this id. */
export async function revokeApiKey(db: Db, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('apiKeys')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * Revokes the keys of a name whose hash is not the given one: the environment's key was changed or taken away. Returns
 * their ids.
 */
export async function revokeOtherKeys(db: Db, name: string, keepHash: Buffer | null, now: Date): Promise<string[]> {
  let query = db.updateTable('apiKeys').set({ revokedAt: now }).where('name', '=', name).where('revokedAt', 'is', null)
  if (keepHash !== null) query = query.where('keyHash', '!=', keepHash)
  const rows = await query.returning('id').execute()
  return rows.map(({ id }) => id)
}

/** Notes the use of a key, at most once a minute. */
export async function touchApiKey(db: Db, key: ApiKey, now: Date): Promise<void> {
  if (key.lastUsedAt !== null && now.getTime() - key.lastUsedAt.getTime() < 60_000) return
  await db.updateTable('apiKeys').set({ lastUsedAt: now }).where('id', '=', key.id).execute()
}
