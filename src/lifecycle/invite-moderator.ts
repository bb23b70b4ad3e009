/** Makes the links by which moderators come in: invitations, and the one of the first start. */

import type { Db, Trx } from '../../db/database.js'
import { holdApiKey } from '../../db/queries/api-keys.js'
import { insertAct } from '../../db/queries/audit.js'
import {
  deleteSetUpLinks,
  type Invitation,
  insertInvitation,
  listOpenInvitations,
} from '../../db/queries/invitations.js'
import { hasModerator, holdAdmin } from '../../db/queries/moderators.js'
import type { Deps } from '../deps.js'
import { type Actor, OPERATOR } from '../domain/audit.js'
import { parseName, type SiteId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import type { ModeratorId, ModeratorRole } from '../domain/moderator.js'
import { LIMITS } from '../limits.js'
import type { Redacted } from '../privacy/redacted.js'
import { hashToken, newInvitationToken } from '../privacy/session-tokens.js'

type Needs = Pick<Deps, 'db' | 'clock' | 'newId'>

export interface Invited extends Invitation {
  /** Shown once. It stands behind the # of a link, which browsers send to nobody. */
  token: Redacted
}

/** Throws `invalid-request` naming `name`, `too-many`, or `forbidden`. */
export async function inviteModerator(
  deps: Needs,
  offer: { name: string; role: ModeratorRole; siteIds: SiteId[] | null },
  by: Actor = OPERATOR,
): Promise<Invited> {
  const name = parseName(offer.name, 'name')
  const open = await listOpenInvitations(deps.db, deps.clock())
  if (open.length >= LIMITS.invitation.openMax)
    throw new DomainError('too-many', `at most ${LIMITS.invitation.openMax} invitations may be open`)
  return await deps.db.transaction().execute(async (trx) => {
    const createdAt = deps.clock()
    // Whoever takes the right away waits for the end of this, and then ends this invitation, too; or was faster.
    const until = await holdMaker(trx, by, createdAt)
    const expiresAt = earlier(after(createdAt, LIMITS.invitation.keepMs), until)
    const row = { ...offer, name, isSetUp: false, makerId: by.id, createdAt, expiresAt }
    const invited = await insert({ ...deps, db: trx }, row)
    const detail = { role: offer.role, sites: offer.siteIds }
    await insertAct(trx, { by, verb: 'invitation.create', at: createdAt, subject: invited.id, detail })
    return invited
  })
}

/** A set-up link when nobody could log in, in the place of any older one; null when somebody can. */
export async function openSetUp(deps: Needs): Promise<Invited | null> {
  if (await hasModerator(deps.db)) return null
  return await deps.db.transaction().execute(async (trx) => {
    await deleteSetUpLinks(trx)
    const createdAt = deps.clock()
    const expiresAt = after(createdAt, LIMITS.invitation.setUpMs)
    const offer = { name: 'Admin', role: 'admin' as const, siteIds: null, isSetUp: true, makerId: null }
    return await insert({ ...deps, db: trx }, { ...offer, createdAt, expiresAt })
  })
}

/** Until when whoever invites has the right to, null: with no end to it. Throws `forbidden` when they have it no longer. */
async function holdMaker(trx: Trx, { kind, id }: Actor, now: Date): Promise<Date | null> {
  // The command line is whoever has the machine.
  if (id === null) return null
  if (kind === 'key') {
    const key = await holdApiKey(trx, id, now)
    if (key !== undefined) return key.expiresAt
  } else if (await holdAdmin(trx, id as ModeratorId)) return null
  throw new DomainError('forbidden', 'your own account may not do this any more')
}

function earlier(one: Date, other: Date | null): Date {
  return other !== null && other < one ? other : one
}

function after(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + ms)
}

async function insert(
  { db, newId }: { db: Db } & Pick<Deps, 'newId'>,
  offer: Omit<Invitation, 'id'> & { makerId: string | null },
): Promise<Invited> {
  const token = newInvitationToken()
  const row = { ...offer, id: newId() }
  await insertInvitation(db, { ...row, tokenHash: hashToken(token), usedAt: null })
  return { ...row, token }
}
