/**
 * An admin changes what a moderator may do, or ends their account. Somebody always remains in charge of everything. Open
 * invitations end with the right to make them; API keys are the installation's and stay.
 */

import type { Trx } from '../../db/database.js'
import { insertAct } from '../../db/queries/audit.js'
import {
  type Account,
  deleteModerator,
  findModerator,
  type ListedModerator,
  lockAccount,
  lockAdmins,
  replaceModerator,
} from '../../db/queries/moderators.js'
import type { Deps } from '../deps.js'
import type { Actor } from '../domain/audit.js'
import type { SiteId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { isInCharge, type ModeratorId, type ModeratorRole } from '../domain/moderator.js'
import { endInvitations } from './end-invitations.js'

type Needs = Pick<Deps, 'db' | 'clock'>

export interface ModeratorChange {
  role?: ModeratorRole
  /** null: all sites. */
  siteIds?: SiteId[] | null
}

/** Throws `moderator-not-found`, `last-admin`, or `forbidden`. */
export async function changeModerator(
  deps: Needs,
  id: ModeratorId,
  change: ModeratorChange,
  by: Actor,
): Promise<ListedModerator> {
  return await deps.db.transaction().execute(async (trx) => {
    const { account, isLastAdmin } = await lockWithAdmins(trx, id, by)
    const { role = account.role, siteIds = account.siteIds } = change
    const mayInvite = isInCharge({ role, siteIds })
    if (isLastAdmin && !mayInvite) throw lastAdmin()
    const at = deps.clock()
    await replaceModerator(trx, id, { role, siteIds })
    const detail = { role, sites: siteIds }
    await insertAct(trx, { by, verb: 'moderator.change', at, subject: id, detail })
    if (!mayInvite) await endInvitations(trx, { makerId: id, because: 'moderator.change', by, at })
    const changed = await findModerator(trx, id, at)
    if (changed === undefined) throw notFound()
    return changed
  })
}

/** Ends the account, and with it passkeys and sessions. What the person decided stays under their name. Throws as above. */
export async function removeModerator(deps: Needs, id: ModeratorId, by: Actor): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const { isLastAdmin } = await lockWithAdmins(trx, id, by)
    if (isLastAdmin) throw lastAdmin()
    const at = deps.clock()
    await deleteModerator(trx, id)
    await insertAct(trx, { by, verb: 'moderator.remove', at, subject: id })
    await endInvitations(trx, { makerId: id, because: 'moderator.remove', by, at })
  })
}

/** The admins are locked first, by all in the same order: of two who take each other's place away, the second is none any more. */
async function lockWithAdmins(
  trx: Trx,
  id: ModeratorId,
  by: Actor,
): Promise<{ account: Account; isLastAdmin: boolean }> {
  const admins = await lockAdmins(trx)
  if (by.kind === 'moderator' && !admins.some((admin) => admin === by.id))
    throw new DomainError('forbidden', 'your own account may not do this any more')
  const account = await lockAccount(trx, id)
  if (account === undefined) throw notFound()
  return { account, isLastAdmin: admins.length === 1 && admins[0] === id }
}

function notFound(): DomainError {
  return new DomainError('moderator-not-found', 'there is no moderator of this id')
}

function lastAdmin(): DomainError {
  return new DomainError('last-admin', 'this is the last admin of all sites: make somebody else one first')
}
