/** Holds what somebody sends against what a moderator's account knows: a password with a one-time code, or a passkey. */

import { type Account, findAccount, takeTotpStep } from '../../db/queries/moderators.js'
import { findPasskey, insertUsedChallenge, replaceCounter } from '../../db/queries/passkeys.js'
import type { Deps } from '../deps.js'
import { DomainError } from '../domain/errors.js'
import { LIMITS } from '../limits.js'
import type { AuthenticationResponseJSON } from '../privacy/passkeys.js'
import type { Redacted } from '../privacy/redacted.js'

type Needs = Pick<Deps, 'db' | 'clock' | 'credentials'>

export interface PasswordProof {
  password: Redacted
  /** Of the moderator's app. */
  code?: string
}

/** One sentence for every way in which it was not right: nobody learns which names there are. */
function refuse(): DomainError {
  return new DomainError('bad-credentials', 'this login name and password, code or passkey do not belong together')
}

/**
 * Throws `bad-credentials`, as slowly for an account that does not exist as for one that does; `code-required` when the
 * password is right and a code is missing; `passkey-required` when the account takes no password alone.
 * Returns whether there was a second factor: an account without any must still get one.
 */
export async function provePassword(
  deps: Needs,
  account: Account | undefined,
  { password, code }: PasswordProof,
): Promise<{ account: Account; hasSecondFactor: boolean }> {
  const isRight = await deps.credentials.passwords.isRight(password, account?.passwordHash ?? null)
  if (!isRight || account === undefined || account.disabledAt !== null) throw refuse()
  const { totpSecret, totpStep } = account
  if (totpSecret === null) {
    if (account.passkeys > 0) throw new DomainError('passkey-required', 'this account is opened with its passkey')
    return { account, hasSecondFactor: false }
  }
  if (code === undefined) throw new DomainError('code-required', 'send the code that your app shows, too')
  const input = { sealed: totpSecret, code, lastStep: totpStep, now: deps.clock() }
  const step = deps.credentials.codes.readStep(account, input)
  if (step === undefined || !(await takeTotpStep(deps.db, account.id, step))) throw refuse()
  return { account, hasSecondFactor: true }
}

/** The account whose passkey answered. Throws `bad-credentials` for anything else, a repeated answer among it. */
export async function provePasskey(deps: Needs, response: AuthenticationResponseJSON): Promise<Account> {
  const now = deps.clock()
  const passkey = await findPasskey(deps.db, response.id)
  if (passkey === undefined) throw refuse()
  const { moderatorId } = passkey
  const account = await findAccount(deps.db, moderatorId)
  const answer = await deps.credentials.passkeys.readAnswer({ moderatorId, passkey }, response, now)
  if (answer === undefined || account === undefined || account.disabledAt !== null) throw refuse()

  await deps.db.transaction().execute(async (trx) => {
    const until = new Date(now.getTime() + LIMITS.passkey.challengeMs)
    const isFirst = await insertUsedChallenge(trx, answer.challengeHash, until)
    const use = { from: passkey.counter, to: answer.counter, now }
    if (!isFirst || !(await replaceCounter(trx, passkey.id, use))) throw refuse()
  })
  return account
}
