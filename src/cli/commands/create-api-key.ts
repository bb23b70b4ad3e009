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
    options: {
      name: { type: 'string' },
      role: { type: 'string' },
      site: { type: 'string', multiple: true },
      expires: { type: 'string' },
    },
  })
  const role = ROLES.find((known) => known === values.role)
  if (role === undefined) throw new UsageError(`--role must be one of ${ROLES.join(', ')}`)
  const { name = '', site: sites } = values
  if (name.trim() === '' || [...name].length > 80)
    throw new UsageError('--name must be 1 to 80 characters: it is shown beside decisions')

  const at = new Date()
  const expiresAt = readLastDay(values.expires, at)

  await withDatabase(async (db) => {
    await migrateUp(db)
    for (const id of sites ?? []) {
      if ((await findSite(db, id)) === undefined) throw new UsageError(`there is no site ${id}`)
    }
    const key = newApiKey()
    const id = createNewId(Date.now)()
    const siteIds = (sites as SiteId[] | undefined) ?? null
    await db.transaction().execute(async (trx) => {
      const owner = { id, name: name.trim(), keyHash: hashApiKey(key), role, siteIds, makerId: null }
      await insertApiKey(trx, { ...owner, createdAt: at, expiresAt, lastUsedAt: null, revokedAt: null })
      await insertAct(trx, { by: OPERATOR, verb: 'key.create', at, subject: id, detail: { role, sites: siteIds } })
    })
    process.stdout.write(`${showOnce(key)}\n`)
  })
}

/** The end of a day such as 2030-01-31, by UTC; null without one. */
function readLastDay(day: string | undefined, now: Date): Date | null {
  if (day === undefined) return null
  const end = new Date(`${day}T23:59:59.999Z`)
  // A Date takes the 30th of February for the 2nd of March.
  const isDay = !Number.isNaN(end.getTime()) && end.toISOString().slice(0, 10) === day
  if (!isDay || end <= now) throw new UsageError('--expires must be a day to come, such as 2030-01-31')
  return end
}
