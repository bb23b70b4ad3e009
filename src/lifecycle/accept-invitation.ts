/** An invited person makes their account: once per invitation, and with a session in which to add a second factor. */

import { insertAct } from '../../db/queries/audit.js'
import { deleteSetUpLinks, findOpenInvitation, type Invitation, takeInvitation } from '../../db/queries/invitations.js'
import { deleteUnfinished, insertModerator } from '../../db/queries/moderators.js'
import type { Deps } from '../deps.js'
import { actorOfPerson } from '../domain/audit.js'
import { parseName } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { type ModeratorId, parseLogin } from '../domain/moderator.js'
import type { Redacted } from '../privacy/redacted.js'
import { hashToken } from '../privacy/session-tokens.js'
import { type BegunSession, beginSession, idleSince } from './begin-session.js'

export interface Acceptance {
  login: string
  name: string
  /** Left out by those who will use a passkey. */
  password?: Redacted
}

/** Throws `invitation-not-found`: one that was used or is too old is as missing as one that never was. */
export async function findInvitation(deps: Pick<Deps, 'db' | 'clock'>, token: Redacted): Promise<Invitation> {
  const invitation = await findOpenInvitation(deps.db, hashToken(token), deps.clock())
  if (invitation === undefined) throw notFound()
  return invitation
}

/** Throws `invitation-not-found`, `login-taken`, or `invalid-request` naming the field. */
export async function acceptInvitation(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'credentials'>,
  token: Redacted,
  { login: loginText, name: nameText, password }: Acceptance,
  device: string,
): Promise<BegunSession> {
  const { id: invitationId, role, siteIds, isSetUp } = await findInvitation(deps, token)
  const login = parseLogin(loginText)
  const name = parseName(nameText, 'name')
  const passwordHash = password === undefined ? null : await deps.credentials.passwords.hash(password, login)

  return await deps.db.transaction().execute(async (trx) => {
    const now = deps.clock()
    if (!(await takeInvitation(trx, invitationId, now))) throw notFound()
    // One set-up link makes one admin; and an account that was never finished gives its name back.
    if (isSetUp) await deleteSetUpLinks(trx)
    await deleteUnfinished(trx, { now, seenAfter: idleSince(now) })
    const owner = { id: deps.newId() as ModeratorId, name, login, role, siteIds }
    const account = { ...owner, passwordHash, totpSecret: null, totpSecretOffered: null, totpStep: null }
    if (!(await insertModerator(trx, { ...account, createdAt: now, disabledAt: null })))
      throw new DomainError('login-taken', 'somebody has this login name already', {
        fields: [{ field: 'login', detail: 'is taken' }],
      })
    const by = actorOfPerson({ moderatorId: owner.id, role })
    await insertAct(trx, { by, verb: 'invitation.accept', at: now, subject: invitationId, detail: { isSetUp } })
    return await beginSession(trx, deps, owner, { device, hasSecondFactor: false })
  })
}

function notFound(): DomainError {
  return new DomainError('invitation-not-found', 'this invitation is not known, was used, or is too old')
}
