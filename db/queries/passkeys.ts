/** Passkeys of moderators, and the challenges they have answered. */

import type { Insertable } from 'kysely'
import type { ModeratorId } from '../../src/domain/moderator.js'
import type { Db, Trx } from '../database.js'
import type { PasskeyTable } from '../schema.js'

const PASSKEYS_MAX = 100

export interface Passkey {
  id: string
  moderatorId: ModeratorId
  credentialId: string
  publicKey: Buffer
  counter: number
  transports: string[]
  name: string
  createdAt: Date
  lastUsedAt: Date | null
}

const COLUMNS = [
  'id',
  'moderatorId',
  'credentialId',
  'publicKey',
  'counter',
  'transports',
  'name',
  'createdAt',
  'lastUsedAt',
] as const

export async function findPasskey(db: Db, credentialId: string): Promise<Passkey | undefined> {
  return await db.selectFrom('passkeys').select(COLUMNS).where('credentialId', '=', credentialId).executeTakeFirst()
}

export async function listPasskeys(db: Db, moderatorId: ModeratorId): Promise<Passkey[]> {
  return await db
    .selectFrom('passkeys')
    .select(COLUMNS)
    .where('moderatorId', '=', moderatorId)
    .orderBy('id')
    .limit(PASSKEYS_MAX)
    .execute()
}

/** False when this passkey is known already. */
export async function insertPasskey(trx: Trx, passkey: Insertable<PasskeyTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('passkeys')
    .values(passkey)
    .onConflict((conflict) => conflict.column('credentialId').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Notes a use; false when the counter did not rise meanwhile, as when a copy of the passkey was faster. */
export async function replaceCounter(
  trx: Trx,
  id: string,
  use: { from: number; to: number; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('passkeys')
    .set({ counter: use.to, lastUsedAt: use.now })
    .where('id', '=', id)
    .where('counter', '=', use.from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deletePasskey(trx: Trx, moderatorId: ModeratorId, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('moderatorId', '=', moderatorId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Uses up a challenge; false when it was answered before. */
export async function insertUsedChallenge(trx: Trx, hash: Buffer, expiresAt: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('usedChallenges')
    .values({ hash, expiresAt })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
