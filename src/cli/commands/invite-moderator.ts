/** Makes an invitation and prints its link, once: also the way back in when the last admin is lost. */

import { parseArgs } from 'node:util'
import { migrateUp } from '../../../db/migrate.js'
import { findSite } from '../../../db/queries/sites.js'
import type { SiteId } from '../../domain/comment.js'
import { DomainError } from '../../domain/errors.js'
import { MODERATOR_ROLES } from '../../domain/moderator.js'
import { inviteModerator } from '../../lifecycle/invite-moderator.js'
import { createNewId } from '../../new-id.js'
import { entryLink } from '../../privacy/session-tokens.js'
import { UsageError } from '../usage-error.js'
import { withDatabase } from '../with-database.js'

export async function inviteModeratorCommand(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { name: { type: 'string' }, role: { type: 'string' }, site: { type: 'string', multiple: true } },
  })
  const role = MODERATOR_ROLES.find((known) => known === values.role)
  if (role === undefined) throw new UsageError(`--role must be one of ${MODERATOR_ROLES.join(', ')}`)
  const { name = '', site: sites } = values

  await withDatabase(async (db, config) => {
    await migrateUp(db)
    for (const id of sites ?? []) {
      if ((await findSite(db, id)) === undefined) throw new UsageError(`there is no site ${id}`)
    }
    const deps = { db, clock: () => new Date(), newId: createNewId(Date.now) }
    const siteIds = (sites as SiteId[] | undefined) ?? null
    const { token } = await inviteModerator(deps, { name, role, siteIds }).catch((error: unknown) => {
      throw error instanceof DomainError ? new UsageError(`--${error.message}`) : error
    })
    process.stdout.write(`${entryLink(config.publicUrl, 'invite', token)}\n`)
  })
}
