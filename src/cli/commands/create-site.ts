/** Adds a site. */

import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { migrateUp } from '../../../db/migrate.js'
import { insertAct } from '../../../db/queries/audit.js'
import { insertSite } from '../../../db/queries/sites.js'
import { OPERATOR } from '../../domain/audit.js'
import type { SiteId } from '../../domain/comment.js'
import { DEFAULT_POLICY } from '../../domain/policy.js'
import { parseOrigin, SITE_ID } from '../../domain/site.js'
import { UsageError } from '../usage-error.js'
import { withDatabase } from '../with-database.js'

export async function createSite(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      id: { type: 'string' },
      name: { type: 'string' },
      origin: { type: 'string', multiple: true, default: [] },
      language: { type: 'string', default: 'en' },
    },
  })
  const { id = '', name = id, origin, language } = values
  if (!SITE_ID.test(id)) throw new UsageError('--id may hold a-z, 0-9 and - inside, 50 characters at most')
  if (language !== 'en' && language !== 'fr') throw new UsageError('--language must be en or fr')
  const origins = origin.map((text) => {
    const parsed = parseOrigin(text)
    if (parsed === null) throw new UsageError(`--origin ${text} is not an origin such as https://example.org`)
    return parsed
  })

  await withDatabase(async (db) => {
    await migrateUp(db)
    const site = {
      id: id as SiteId,
      name,
      origins,
      language,
      policy: DEFAULT_POLICY,
      keySeed: randomUUID(),
      createdAt: new Date(),
    }
    await db.transaction().execute(async (trx) => {
      if (!(await insertSite(trx, site))) throw new UsageError(`there is a site ${id} already`)
      await insertAct(trx, { by: OPERATOR, verb: 'site.create', at: site.createdAt, siteId: site.id, subject: id })
    })
    process.stdout.write(`site ${id} is there\n`)
  })
}
