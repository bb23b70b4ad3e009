/** Keeps a text so that the database alone cannot read it: AES-256-GCM (NIST SP 800-38D) under a key derived from the pepper. */

import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { deriveKey } from './keys.js'
import type { Redacted } from './redacted.js'

export interface Seals {
  /** `owner` is bound to the text: a sealed text opens for nobody else. */
  seal: (text: string, owner: string) => Buffer
  /** undefined for what was not sealed here, or was changed. */
  open: (sealed: Buffer, owner: string) => string | undefined
  /** A name for an author outside: the same for the same author, and nothing like any key or hash kept here. */
  aliasOf: (authorId: string) => string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

export function createSeals(pepper: Redacted<Buffer>): Seals {
  const key = deriveKey(pepper, 'seal/v1')
  const aliasKey = deriveKey(pepper, 'outside-alias/v1')
  return {
    seal: (text, owner) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open: (sealed, owner) => {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
          .setAAD(Buffer.from(owner))
          .setAuthTag(sealed.subarray(-TAG_BYTES))
        return decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        // Another key, or changed bytes: it cannot be told which.
        return undefined
      }
    },
    aliasOf: (authorId) => createHmac('sha256', aliasKey).update(authorId).digest('hex').slice(0, 32),
  }
}
