/** Passkeys (WebAuthn, level 3): options for the browser, and its answers held against them. The person must have proved themselves to the device. */

import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { ModeratorId } from '../domain/moderator.js'
import { LIMITS } from '../limits.js'
import { createPasskeyChallenges, hashChallenge } from './passkey-challenges.js'
import type { Redacted } from './redacted.js'

export type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'

/** Loaded when somebody first uses a passkey: it is a fifth of all that a start would have to load. */
const library = () => import('@simplewebauthn/server')

/** What is kept of a passkey to know it again. */
export interface KnownPasskey {
  credentialId: string
  publicKey: Buffer
  counter: number
  transports: string[]
}

export interface Passkeys {
  /** For a new passkey of a moderator, which must not be one of those they have. */
  creationOptions: (
    moderator: { id: ModeratorId; login: string; name: string },
    own: readonly Pick<KnownPasskey, 'credentialId' | 'transports'>[],
    now: Date,
  ) => Promise<PublicKeyCredentialCreationOptionsJSON>
  /** The passkey that was made, and its challenge's hash; undefined when anything about the answer is wrong. */
  readCreated: (
    moderatorId: ModeratorId,
    response: RegistrationResponseJSON,
    now: Date,
  ) => Promise<{ passkey: KnownPasskey; challengeHash: Buffer } | undefined>
  /** For a log-in with any passkey the device holds for this site: no name is asked. */
  requestOptions: (now: Date) => Promise<PublicKeyCredentialRequestOptionsJSON>
  /** The passkey's new counter, and the challenge's hash; undefined when anything about the answer is wrong. */
  readAnswer: (
    owner: { moderatorId: ModeratorId; passkey: KnownPasskey },
    response: AuthenticationResponseJSON,
    now: Date,
  ) => Promise<{ counter: number; challengeHash: Buffer } | undefined>
}

export function createPasskeys(secret: Redacted<Buffer>, publicUrl: URL): Passkeys {
  const challenges = createPasskeyChallenges(secret)
  const rpID = publicUrl.hostname
  const expectedOrigin = publicUrl.origin
  const timeout = LIMITS.passkey.challengeMs

  return {
    creationOptions: async ({ id, login, name }, own, now) =>
      await (await library()).generateRegistrationOptions({
        rpName: 'Causerie',
        rpID,
        userName: login,
        userDisplayName: name,
        userID: userHandle(id),
        challenge: challenges.issue(`create|${id}`, now),
        timeout,
        attestationType: 'none',
        excludeCredentials: own.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      }),
    readCreated: async (moderatorId, response, now) => {
      const { verifyRegistrationResponse } = await library()
      let challengeHash: Buffer | undefined
      const isExpected = (challenge: string): boolean => {
        challengeHash = hashChallenge(challenge)
        return challenges.isLive(`create|${moderatorId}`, challenge, now)
      }
      const verified = await orUndefined(
        verifyRegistrationResponse({ response, expectedChallenge: isExpected, expectedOrigin, expectedRPID: rpID }),
      )
      if (verified?.verified !== true || challengeHash === undefined) return undefined
      const { id, publicKey, counter } = verified.registrationInfo.credential
      const transports = response.response.transports ?? []
      return { passkey: { credentialId: id, publicKey: Buffer.from(publicKey), counter, transports }, challengeHash }
    },
    requestOptions: async (now) =>
      await (await library()).generateAuthenticationOptions({
        rpID,
        challenge: challenges.issue('get', now),
        timeout,
        userVerification: 'required',
      }),
    readAnswer: async ({ moderatorId, passkey }, response, now) => {
      const { userHandle: handle } = response.response
      if (handle !== undefined && handle !== Buffer.from(userHandle(moderatorId)).toString('base64url'))
        return undefined
      const { verifyAuthenticationResponse } = await library()
      let challengeHash: Buffer | undefined
      const isExpected = (challenge: string): boolean => {
        challengeHash = hashChallenge(challenge)
        return challenges.isLive('get', challenge, now)
      }
      const verified = await orUndefined(
        verifyAuthenticationResponse({
          response,
          expectedChallenge: isExpected,
          expectedOrigin,
          expectedRPID: rpID,
          credential: {
            id: passkey.credentialId,
            publicKey: new Uint8Array(passkey.publicKey),
            counter: passkey.counter,
          },
        }),
      )
      if (verified?.verified !== true || challengeHash === undefined) return undefined
      return { counter: verified.authenticationInfo.newCounter, challengeHash }
    },
  }
}

/** The library tells every fault by throwing, whatever was sent; to the sender they are all the same. */
async function orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch {
    return undefined
  }
}

/** The 16 bytes of the id: what the device keeps beside the passkey. */
function userHandle(id: ModeratorId): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(id.replaceAll('-', ''), 'hex'))
}
