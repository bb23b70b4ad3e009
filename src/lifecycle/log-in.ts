/** A moderator comes in, or proves again who they are. */

import { insertAct } from '../../db/queries/audit.js'
import { findAccount, findAccountByLogin } from '../../db/queries/moderators.js'
import { deleteSessionByToken, type LiveSession, replaceProof } from '../../db/queries/sessions.js'
import type { Deps } from '../deps.js'
import { actorOfPerson } from '../domain/audit.js'
import { DomainError } from '../domain/errors.js'
import type { AuthenticationResponseJSON } from '../privacy/passkeys.js'
import { type BegunSession, beginSession } from './begin-session.js'
import { type PasswordProof, provePasskey, provePassword } from './prove-account.js'

type Needs = Pick<Deps, 'db' | 'clock' | 'newId' | 'credentials'>

/** What a browser comes with: the session it had, which ends when a new one begins. */
export interface Visit {
  device: string
  formerTokenHash: Buffer | null
}

/** `login` is null for what cannot be a login name. Throws what `provePassword` throws. */
export async function logInWithPassword(
  deps: Needs,
  input: PasswordProof & { login: string | null },
  visit: Visit,
): Promise<BegunSession> {
  const found = input.login === null ? undefined : await findAccountByLogin(deps.db, input.login)
  const { account, hasSecondFactor } = await provePassword(deps, found, input)
  return await enter(deps, account, hasSecondFactor, visit)
}

/** Throws what `provePasskey` throws. */
export async function logInWithPasskey(
  deps: Needs,
  response: AuthenticationResponseJSON,
  visit: Visit,
): Promise<BegunSession> {
  return await enter(deps, await provePasskey(deps, response), true, visit)
}

async function enter(
  deps: Needs,
  account: Parameters<typeof beginSession>[2],
  hasSecondFactor: boolean,
  { device, formerTokenHash }: Visit,
): Promise<BegunSession> {
  return await deps.db.transaction().execute(async (trx) => {
    if (formerTokenHash !== null) await deleteSessionByToken(trx, formerTokenHash)
    return await beginSession(trx, deps, account, { device, hasSecondFactor })
  })
}

/** The session's moderator proves again who they are. Throws as the two ways of logging in do. */
export async function reauthenticate(
  deps: Needs,
  session: LiveSession,
  proof: PasswordProof | AuthenticationResponseJSON,
): Promise<LiveSession> {
  let hasSecondFactor = true
  if ('password' in proof) {
    const account = await findAccount(deps.db, session.moderatorId)
    hasSecondFactor = (await provePassword(deps, account, proof)).hasSecondFactor
  } else {
    const account = await provePasskey(deps, proof)
    if (account.id !== session.moderatorId)
      throw new DomainError('bad-credentials', 'this passkey is of another account')
  }
  const reauthenticatedAt = deps.clock()
  await deps.db.transaction().execute(async (trx) => {
    await replaceProof(trx, session.id, { reauthenticatedAt, ...(hasSecondFactor ? { hasSecondFactor } : {}) })
    const by = actorOfPerson(session)
    await insertAct(trx, { by, verb: 'session.prove', at: reauthenticatedAt, subject: session.id })
  })
  return { ...session, reauthenticatedAt, hasSecondFactor: session.hasSecondFactor || hasSecondFactor }
}
