/** Keys made from the two secrets of an installation: one key per purpose and site, so that no two tables can be joined. */

import { createHmac, hkdfSync } from 'node:crypto'
import type { Redacted } from './redacted.js'

/** HKDF-SHA-256 (RFC 5869) without salt: 32 bytes for one purpose. The pepper and the session secret are uniform already. */
export function deriveKey(secret: Redacted<Buffer>, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret.reveal(), Buffer.alloc(0), purpose, 32))
}

/** Remembers the keys derived for sites: a derivation costs more than the HMAC it is used for. */
export function createKeyring(secret: Redacted<Buffer>, purpose: string): (seed: string) => Buffer {
  const keys = new Map<string, Buffer>()
  return (seed) => {
    let key = keys.get(seed)
    if (key === undefined) {
      key = deriveKey(secret, `${purpose}|${seed}`)
      keys.set(seed, key)
    }
    return key
  }
}

/** Names a secret without giving it away: compared at start, so that a database is never opened with another pepper. */
export function secretFingerprint(secret: Redacted<Buffer>): string {
  return createHmac('sha256', deriveKey(secret, 'fingerprint/v1')).update('causerie').digest('hex').slice(0, 16)
}
