/** Everything that proves who a moderator is, made once from the two secrets and the public address. */

import { createOneTimeCodes, type OneTimeCodes } from './one-time-codes.js'
import { createPasskeys, type Passkeys } from './passkeys.js'
import { createPasswords, type Passwords } from './passwords.js'
import type { Redacted } from './redacted.js'
import { type CsrfTokens, createCsrfTokens } from './session-tokens.js'

export interface Credentials {
  passwords: Passwords
  codes: OneTimeCodes
  passkeys: Passkeys
  csrf: CsrfTokens
}

export function createCredentials(options: {
  pepper: Redacted<Buffer>
  sessionSecret: Redacted<Buffer>
  publicUrl: string
}): Credentials {
  const url = new URL(options.publicUrl)
  return {
    passwords: createPasswords(),
    codes: createOneTimeCodes(options.pepper, url.host),
    passkeys: createPasskeys(options.sessionSecret, url),
    csrf: createCsrfTokens(options.sessionSecret),
  }
}
