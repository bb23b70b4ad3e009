/** A moderator lifts a ban: with the next comment it has no effect any more, and nothing of it is kept. */

import { insertAct } from '../../db/queries/audit.js'
import { deleteBan } from '../../db/queries/bans.js'
import type { Deps } from '../deps.js'
import type { Actor } from '../domain/audit.js'
import type { Ban } from '../domain/ban.js'
import { DomainError } from '../domain/errors.js'

/** Throws `ban-not-found`. */
export async function liftBan(
  deps: Pick<Deps, 'db' | 'clock' | 'sites'>,
  { ban, by }: { ban: Pick<Ban, 'id' | 'siteId' | 'kind'>; by: Actor },
): Promise<void> {
  const { id, siteId, kind } = ban
  await deps.db.transaction().execute(async (trx) => {
    if (!(await deleteBan(trx, id))) throw new DomainError('ban-not-found', 'there is no ban of this id')
    await insertAct(trx, { by, verb: 'ban.lift', at: deps.clock(), siteId, subject: id, detail: { kind } })
  })
  deps.sites.forget(siteId)
}
