/** One-time codes by time (TOTP, RFC 6238): secrets made, sealed for the database, and codes held against them. */

import { Secret, TOTP } from 'otpauth'
import type { ModeratorId } from '../domain/moderator.js'
import { Redacted } from './redacted.js'
import { createSeals } from './seal.js'

export interface OneTimeCodes {
  /** A fresh secret: to show once, and sealed to store. */
  offer: (moderator: { id: ModeratorId; login: string }) => { secret: Redacted; uri: Redacted; sealed: Buffer }
  /** The time step a code is of, if it is one of now and later than the last used; else undefined. */
  readStep: (
    moderator: { id: ModeratorId },
    input: { sealed: Buffer; code: string; lastStep: number | null; now: Date },
  ) => number | undefined
}

const PERIOD_S = 30
/** A step to each side: clocks differ, and typing takes time (RFC 6238, 5.2). */
const WINDOW = 1
// What the common apps take, whatever the address says.
const SHAPE = { algorithm: 'SHA1', digits: 6, period: PERIOD_S } as const
const SECRET_BYTES = 20

/** Sealed under the pepper, which lives outside the database and cannot be exchanged unnoticed; a secret cannot change hands. */
export function createOneTimeCodes(pepper: Redacted<Buffer>, host: string): OneTimeCodes {
  const seals = createSeals(pepper)
  const ownerOf = (id: ModeratorId): string => `totp|${id}`

  return {
    offer: ({ id, login }) => {
      const secret = new Secret({ size: SECRET_BYTES })
      const totp = new TOTP({ issuer: `Causerie ${host}`, label: login, secret, ...SHAPE })
      return {
        secret: new Redacted(secret.base32),
        uri: new Redacted(totp.toString()),
        sealed: seals.seal(secret.base32, ownerOf(id)),
      }
    },
    readStep: ({ id }, { sealed, code, lastStep, now }) => {
      const text = seals.open(sealed, ownerOf(id))
      if (text === undefined) throw new Error('a secret of one-time codes cannot be opened')
      const secret = Secret.fromBase32(text)
      const timestamp = now.getTime()
      const delta = TOTP.validate({ token: code, secret, timestamp, window: WINDOW, ...SHAPE })
      if (delta === null) return undefined
      const step = Math.floor(timestamp / 1_000 / PERIOD_S) + delta
      return lastStep !== null && step <= lastStep ? undefined : step
    },
  }
}
