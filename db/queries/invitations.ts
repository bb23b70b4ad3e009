/** Invitations: found by the hash of their token, used once. The link of the first start is one of them. */

import type { Insertable } from 'kysely'
import type { SiteId } from '../../src/domain/comment.js'
import type { ModeratorRole } from '../../src/domain/moderator.js'
import type { Db, Trx } from '../database.js'
import type { InvitationTable } from '../schema.js'

const INVITATIONS_MAX = 1_000

export interface Invitation {
  id: string
  name: string
  role: ModeratorRole
  /** null: all sites. */
  siteIds: SiteId[] | null
  isSetUp: boolean
  createdAt: Date
  expiresAt: Date
}

const COLUMNS = ['id', 'name', 'role', 'siteIds', 'isSetUp', 'createdAt', 'expiresAt'] as const

/** The invitation of a token, if it was not used and is not too old. */
export async function findOpenInvitation(db: Db, tokenHash: Buffer, now: Date): Promise<Invitation | undefined> {
  return await db
    .selectFrom('invitations')
    .select(COLUMNS)
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
}

export async function listOpenInvitations(db: Db, now: Date): Promise<Invitation[]> {
  return await db
    .selectFrom('invitations')
    .select(COLUMNS)
    .where('usedAt', 'is', null)
    .where('isSetUp', '=', false)
    .where('expiresAt', '>', now)
    .orderBy('id')
    .limit(INVITATIONS_MAX)
    .execute()
}

export async function insertInvitation(db: Db, invitation: Insertable<InvitationTable>): Promise<void> {
  await db.insertInto('invitations').values(invitation).execute()
}

/** Uses an invitation up; false when somebody did before, or when its time is over. */
export async function takeInvitation(trx: Trx, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('invitations')
    .set({ usedAt: now })
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends all open set-up links. */
export async function deleteSetUpLinks(db: Db): Promise<void> {
  await db.deleteFrom('invitations').where('isSetUp', '=', true).where('usedAt', 'is', null).execute()
}

/** Ends the open invitations of a moderator or key. Returns their ids. */
export async function deleteInvitationsOf(trx: Trx, makerId: string, now: Date): Promise<string[]> {
  const rows = await trx
    .deleteFrom('invitations')
    .where('makerId', '=', makerId)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** False when there is no open invitation of this id. */
export async function deleteInvitation(db: Db, id: string, now: Date): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('invitations')
    .where('id', '=', id)
    .where('isSetUp', '=', false)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
