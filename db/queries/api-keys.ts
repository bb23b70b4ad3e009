/** API keys: stored as hashes, found by hash, revoked but never forgotten. */

import type { Insertable } from 'kysely'
import type { SiteId } from '../../src/domain/comment.js'
import type { ModeratorRole } from '../../src/domain/moderator.js'
import type { Db } from '../database.js'
import type { ApiKeyTable } from '../schema.js'

const KEYS_MAX = 1_000

export interface ApiKey {
  id: string
  name: string
  role: ModeratorRole
  /** null: all sites. */
  siteIds: SiteId[] | null
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

const COLUMNS = ['id', 'name', 'role', 'siteIds', 'createdAt', 'expiresAt', 'lastUsedAt', 'revokedAt'] as const

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

export async function listApiKeys(db: Db): Promise<ApiKey[]> {
  return await db.selectFrom('apiKeys').select(COLUMNS).orderBy('id').limit(KEYS_MAX).execute()
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

/** Revokes the keys of a name whose hash is not the given one: the environment's key was changed or taken away. */
export async function revokeOtherKeys(db: Db, name: string, keepHash: Buffer | null, now: Date): Promise<void> {
  let query = db.updateTable('apiKeys').set({ revokedAt: now }).where('name', '=', name).where('revokedAt', 'is', null)
  if (keepHash !== null) query = query.where('keyHash', '!=', keepHash)
  await query.execute()
}

/** Notes the use of a key, at most once a minute. */
export async function touchApiKey(db: Db, key: ApiKey, now: Date): Promise<void> {
  if (key.lastUsedAt !== null && now.getTime() - key.lastUsedAt.getTime() < 60_000) return
  await db.updateTable('apiKeys').set({ lastUsedAt: now }).where('id', '=', key.id).execute()
}
