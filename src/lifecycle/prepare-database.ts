/** What must be in the database before anything runs: the right pepper, a first site, the environment's admin key. */

import { insertApiKey, revokeOtherKeys } from '../../db/queries/api-keys.js'
import { insertSetting } from '../../db/queries/service.js'
import { insertSite, listSites } from '../../db/queries/sites.js'
import type { Deps } from '../deps.js'
import { OPERATOR } from '../domain/audit.js'
import type { SiteId } from '../domain/comment.js'
import { DEFAULT_POLICY } from '../domain/policy.js'
import { secretFingerprint } from '../privacy/keys.js'
import type { Redacted } from '../privacy/redacted.js'
import { hashApiKey } from '../privacy/tokens.js'
import { endInvitations } from './end-invitations.js'

const ENVIRONMENT_KEY = 'environment'

/** The database was filled with another pepper: every hash in it would be useless, and new ones would not match. */
export class WrongPepperError extends Error {
  override name = 'WrongPepperError'
}

export async function prepareDatabase(
  deps: Pick<Deps, 'db' | 'clock' | 'newId'>,
  secrets: { pepper: Redacted<Buffer>; adminApiKey: Redacted | null },
): Promise<void> {
  const fingerprint = secretFingerprint(secrets.pepper)
  if ((await insertSetting(deps.db, 'pepper-fingerprint', fingerprint)) !== fingerprint) {
    throw new WrongPepperError(
      'the pepper is not the one this database was filled with: restore the former EMAIL_PEPPER or secrets file',
    )
  }
  const now = deps.clock()
  if ((await listSites(deps.db)).length === 0) {
    await insertSite(deps.db, {
      id: 'demo' as SiteId,
      name: 'La Veillée',
      origins: ['http://localhost:*'],
      language: 'en',
      policy: DEFAULT_POLICY,
      keySeed: deps.newId(),
      createdAt: now,
    })
  }
  const keyHash = secrets.adminApiKey === null ? null : hashApiKey(secrets.adminApiKey)
  await deps.db.transaction().execute(async (trx) => {
    for (const makerId of await revokeOtherKeys(trx, ENVIRONMENT_KEY, keyHash, now))
      await endInvitations(trx, { makerId, because: 'key.revoke', by: OPERATOR, at: now })
  })
  if (keyHash !== null) {
    const owner = { role: 'admin' as const, siteIds: null, makerId: null }
    const key = { ...owner, id: deps.newId(), name: ENVIRONMENT_KEY, keyHash }
    await insertApiKey(deps.db, { ...key, createdAt: now, expiresAt: null, lastUsedAt: null, revokedAt: null })
  }
}
