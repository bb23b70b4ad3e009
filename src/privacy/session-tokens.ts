/** Opaque tokens of people: 256 random bits for a session or an invitation, stored as SHA-256; and the CSRF token bound to a session. */

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { deriveKey } from './keys.js'
import { Redacted } from './redacted.js'

export const SESSION_TOKEN = /^cs1_[A-Za-z0-9_-]{43}$/
export const INVITATION_TOKEN = /^ci1_[A-Za-z0-9_-]{43}$/

export function newSessionToken(): Redacted {
  return newToken('cs1_')
}

export function newInvitationToken(): Redacted {
  return newToken('ci1_')
}

function newToken(prefix: string): Redacted {
  return new Redacted(`${prefix}${randomBytes(32).toString('base64url')}`)
}

/** SHA-256 is enough for 256 random bits: there is no dictionary to try. */
export function hashToken(token: Redacted): Buffer {
  return createHash('sha256').update(token.reveal()).digest()
}

/** Opens a fresh token for the one cookie or link that carries it to its owner. */
export function showOnce(token: Redacted): string {
  return token.reveal()
}

/**
 * The link that lets somebody in, for the person it is meant for. The token stands behind the #, which browsers send to
 * nobody: no log of a server and no referrer ever holds it. The console reads it there.
 */
export function entryLink(publicUrl: string, kind: 'setup' | 'invite', token: Redacted): string {
  return `${publicUrl}/console#${kind}=${token.reveal()}`
}

export interface CsrfTokens {
  /** The token that a session's page sends back with every change: an HMAC of the session's token hash, so it ends with it. */
  issue: (sessionTokenHash: Buffer) => string
  /** Constant time. */
  isGenuine: (sessionTokenHash: Buffer, given: string) => boolean
}

export function createCsrfTokens(secret: Redacted<Buffer>): CsrfTokens {
  const key = deriveKey(secret, 'csrf/v1')
  const seal = (sessionTokenHash: Buffer): Buffer => createHmac('sha256', key).update(sessionTokenHash).digest()

  return {
    issue: (sessionTokenHash) => seal(sessionTokenHash).toString('base64url'),
    isGenuine: (sessionTokenHash, given) => {
      const bytes = Buffer.from(given, 'base64url')
      const expected = seal(sessionTokenHash)
      return bytes.length === expected.length && timingSafeEqual(bytes, expected)
    },
  }
}
