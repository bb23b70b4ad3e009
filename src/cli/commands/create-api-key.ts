/** Makes an API key and prints it, once. */

import { parseArgs } from 'node:util'
import { migrateUp } from '../../../db/migrate.js'
import { insertApiKey } from '../../../db/queries/api-keys.js'
import { insertAct } from '../../../db/queries/audit.js'
import { findSite } from '../../../db/queries/sites.js'
import { OPERATOR } from '../../domain/audit.js'
import type { SiteId } from '../../domain/comment.js'
import { createNewId } from '../../new-id.js'
import { hashApiKey, newApiKey, showOnce } from '../../privacy/tokens.js'
import { UsageError } from '../usage-error.js'
import { withDatabase } from '../with-database.js'

const ROLES = ['admin', 'moderator', 'viewer'] as const

export async function createApiKey(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { name: { type: 'string' }, role: { type: 'string' }, site: { type: 'string', multiple: true } },
  })
  const role = ROLES.find((known) => known === values.role)
  if (role === undefined) throw new UsageError(`--role must be one of ${ROLES.join(', ')}`)
  const { name = '', site: sites } = values
  if (name.trim() === '' || [...name].length > 80)
    throw new UsageError('--name must be 1 to 80 characters: it is shown beside decisions')

  await withDatabase(async (db) => {
    await migrateUp(db)
    for (const id of sites ?? []) {
      if ((await findSite(db, id)) === undefined) throw new UsageError(`there is no site ${id}`)
    }
    const key = newApiKey()
    const at = new Date()
    const id = createNewId(Date.now)()
    const siteIds = (sites as SiteId[] | undefined) ?? null
    await db.transaction().execute(async (trx) => {
      const owner = { id, name: name.trim(), keyHash: hashApiKey(key), role, siteIds }
      await insertApiKey(trx, { ...owner, createdAt: at, expiresAt: null, lastUsedAt: null, revokedAt: null })
      await insertAct(trx, { by: OPERATOR, verb: 'key.create', at, subject: id, detail: { role, sites: siteIds } })
    })
    process.stdout.write(`${showOnce(key)}\n`)
  })
}
