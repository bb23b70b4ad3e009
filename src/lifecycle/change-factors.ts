/** A moderator changes what they log in with: passkeys, password, one-time codes. One whole way in always remains. */

import type { Trx } from '../../db/database.js'
import { insertAct } from '../../db/queries/audit.js'
import { type Account, findAccount, lockAccount, replaceModerator } from '../../db/queries/moderators.js'
import {
  deletePasskey,
  insertPasskey,
  insertUsedChallenge,
  listPasskeys,
  type Passkey,
} from '../../db/queries/passkeys.js'
import { deleteOtherSessions, type LiveSession, replaceProof } from '../../db/queries/sessions.js'
import type { Deps } from '../deps.js'
import { type AuditVerb, actorOfPerson } from '../domain/audit.js'
import { parseName } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { LIMITS } from '../limits.js'
import type { RegistrationResponseJSON } from '../privacy/passkeys.js'
import type { Redacted } from '../privacy/redacted.js'

type Needs = Pick<Deps, 'db' | 'clock' | 'newId' | 'credentials'>

/** Keeps the passkey that a browser made. Throws `bad-credentials` for an answer that is not right, or was given before. */
export async function addPasskey(
  deps: Needs,
  session: LiveSession,
  { name: nameText, response }: { name: string; response: RegistrationResponseJSON },
): Promise<Passkey> {
  const name = parseName(nameText, 'name')
  const now = deps.clock()
  const { moderatorId } = session
  const created = await deps.credentials.passkeys.readCreated(moderatorId, response, now)
  if (created === undefined) throw badAnswer()
  return await deps.db.transaction().execute(async (trx) => {
    const account = await lockOwn(trx, session)
    if (account.passkeys >= LIMITS.passkey.perModerator)
      throw new DomainError('too-many', `at most ${LIMITS.passkey.perModerator} passkeys can be kept`)
    const until = new Date(now.getTime() + LIMITS.passkey.challengeMs)
    if (!(await insertUsedChallenge(trx, created.challengeHash, until))) throw badAnswer()
    const passkey = { ...created.passkey, id: deps.newId(), moderatorId, name, createdAt: now, lastUsedAt: null }
    if (!(await insertPasskey(trx, passkey))) throw badAnswer()
    await finish(trx, session)
    await note(trx, deps, session, { verb: 'passkey.add', subject: passkey.id })
    return passkey
  })
}

function badAnswer(): DomainError {
  return new DomainError('bad-credentials', 'this is no fresh answer of a passkey to our question')
}

/** Throws `passkey-not-found`, or `last-factor` when the account could not be opened without it. */
export async function removePasskey(deps: Needs, session: LiveSession, id: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const account = await lockOwn(trx, session)
    const isOwn = (await listPasskeys(trx, account.id)).some((passkey) => passkey.id === id)
    if (!isOwn) throw new DomainError('passkey-not-found', 'you have no passkey of this id')
    if (account.passkeys === 1 && !hasCodes(account)) throw lastFactor()
    await deletePasskey(trx, account.id, id)
    await note(trx, deps, session, { verb: 'passkey.remove', subject: id })
  })
}

/** Sets or replaces the password, and ends the other sessions. Throws `invalid-request` for one that is refused. */
export async function replacePassword(deps: Needs, session: LiveSession, password: Redacted): Promise<void> {
  const passwordHash = await deps.credentials.passwords.hash(password, session.login)
  await deps.db.transaction().execute(async (trx) => {
    await replaceModerator(trx, session.moderatorId, { passwordHash })
    await deleteOtherSessions(trx, session.moderatorId, session.id)
    await note(trx, deps, session, { verb: 'password.replace' })
  })
}

/** A secret for an app that shows codes; in force once a code confirms it. Throws `password-missing`. */
export async function offerCodes(deps: Needs, session: LiveSession): Promise<{ secret: Redacted; uri: Redacted }> {
  const account = await findAccount(deps.db, session.moderatorId)
  if (account === undefined) throw gone()
  if (account.passwordHash === null)
    throw new DomainError('password-missing', 'one-time codes go with a password: set one first')
  const { sealed, secret, uri } = deps.credentials.codes.offer(account)
  await deps.db.transaction().execute(async (trx) => {
    await replaceModerator(trx, account.id, { totpSecretOffered: sealed })
    await note(trx, deps, session, { verb: 'codes.offer' })
  })
  return { secret, uri }
}

/** Puts the offered secret in force. Throws `bad-credentials` when the code is not of it. */
export async function confirmCodes(deps: Needs, session: LiveSession, code: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const account = await lockOwn(trx, session)
    const { totpSecretOffered: sealed } = account
    const step =
      sealed === null
        ? undefined
        : deps.credentials.codes.readStep(account, { sealed, code, lastStep: null, now: deps.clock() })
    if (step === undefined) throw new DomainError('bad-credentials', 'this is not the code of the secret shown last')
    await replaceModerator(trx, account.id, { totpSecret: sealed, totpSecretOffered: null, totpStep: step })
    await finish(trx, session)
    await note(trx, deps, session, { verb: 'codes.confirm' })
  })
}

/** Throws `last-factor` when there is no passkey to go on with. */
export async function removeCodes(deps: Needs, session: LiveSession): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const account = await lockOwn(trx, session)
    if (account.passkeys === 0) throw lastFactor()
    await replaceModerator(trx, account.id, { totpSecret: null, totpSecretOffered: null, totpStep: null })
    await note(trx, deps, session, { verb: 'codes.remove' })
  })
}

/** With its first second factor an account is finished; sessions from before, which had none, end. */
async function finish(trx: Trx, session: LiveSession): Promise<void> {
  if (session.hasSecondFactor) return
  await replaceProof(trx, session.id, { hasSecondFactor: true })
  await deleteOtherSessions(trx, session.moderatorId, session.id)
}

async function note(
  trx: Trx,
  { clock }: Needs,
  session: LiveSession,
  what: { verb: AuditVerb; subject?: string },
): Promise<void> {
  await insertAct(trx, { by: actorOfPerson(session), at: clock(), ...what })
}

async function lockOwn(trx: Trx, { moderatorId }: LiveSession): Promise<Account> {
  const account = await lockAccount(trx, moderatorId)
  if (account === undefined) throw gone()
  return account
}

function hasCodes({ passwordHash, totpSecret }: Account): boolean {
  return passwordHash !== null && totpSecret !== null
}

function gone(): DomainError {
  return new DomainError('unauthorized', 'this account is not there any more')
}

function lastFactor(): DomainError {
  return new DomainError('last-factor', 'add another passkey, or one-time codes, before this goes')
}
