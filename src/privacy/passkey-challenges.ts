/** Challenges that passkeys answer: signed, for one purpose, for a few minutes. Nothing is stored until one is answered. */

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { LIMITS } from '../limits.js'
import { deriveKey } from './keys.js'
import type { Redacted } from './redacted.js'

export interface PasskeyChallenges {
  /** `purpose` names what an answer is good for, and for whom. */
  issue: (purpose: string, now: Date) => Uint8Array<ArrayBuffer>
  /** Whether a challenge (base64url) was issued for this purpose and is not too old. Constant time in the signature. */
  isLive: (purpose: string, challenge: string, now: Date) => boolean
}

/** Base64url of 16 random bytes, 6 bytes of time, 32 bytes of HMAC. */
const CHALLENGE = /^[A-Za-z0-9_-]{72}$/
const RANDOM_BYTES = 16
const TIME_BYTES = 6
const HEAD_BYTES = RANDOM_BYTES + TIME_BYTES

export function createPasskeyChallenges(secret: Redacted<Buffer>): PasskeyChallenges {
  const key = deriveKey(secret, 'passkey-challenge/v1')
  const seal = (purpose: string, head: Uint8Array): Buffer =>
    createHmac('sha256', key).update(head).update(purpose).digest()

  return {
    issue: (purpose, now) => {
      const head = Buffer.alloc(HEAD_BYTES)
      randomBytes(RANDOM_BYTES).copy(head)
      head.writeUIntBE(now.getTime(), RANDOM_BYTES, TIME_BYTES)
      return new Uint8Array([...head, ...seal(purpose, head)])
    },
    isLive: (purpose, challenge, now) => {
      if (!CHALLENGE.test(challenge)) return false
      const bytes = Buffer.from(challenge, 'base64url')
      const head = bytes.subarray(0, HEAD_BYTES)
      const ageMs = now.getTime() - head.readUIntBE(RANDOM_BYTES, TIME_BYTES)
      const isGenuine = timingSafeEqual(seal(purpose, head), bytes.subarray(HEAD_BYTES))
      return isGenuine && ageMs >= 0 && ageMs <= LIMITS.passkey.challengeMs
    },
  }
}

/** How an answered challenge is remembered until it is too old anyway. */
export function hashChallenge(challenge: string): Buffer {
  return createHash('sha256').update(challenge).digest()
}
