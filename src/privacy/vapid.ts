/** The key pair by which push services know this installation (RFC 8292). Another pair, and every subscription is lost. */

import { createECDH } from 'node:crypto'
import { deriveKey } from './keys.js'
import { Redacted } from './redacted.js'

const KEY_BYTES = 32

export interface VapidKeys {
  /** Uncompressed point, base64url: browsers ask for it when they subscribe. */
  publicKey: string
  /** 32 bytes, base64url. */
  privateKey: Redacted
}

/** From the key that was configured; or else one derived from the pepper, which does not change either. */
export function createVapidKeys(options: { pepper: Redacted<Buffer>; configured: Redacted | null }): VapidKeys {
  const { configured } = options
  return configured === null ? deriveVapidKeys(options.pepper) : readVapidKeys(configured)
}

/** Throws when the value is not the private key of a pair. */
export function readVapidKeys(privateKey: Redacted): VapidKeys {
  return { publicKey: publicKeyOf(Buffer.from(privateKey.reveal(), 'base64url')), privateKey }
}

/** A fresh private key, as `readVapidKeys` takes it. */
export function newVapidKey(): string {
  const curve = createECDH('prime256v1')
  curve.generateKeys()
  const key = curve.getPrivateKey()
  // Node leaves leading zeros out.
  return Buffer.concat([Buffer.alloc(KEY_BYTES - key.length), key]).toString('base64url')
}

function deriveVapidKeys(pepper: Redacted<Buffer>): VapidKeys {
  for (let round = 1; ; round += 1) {
    const key = deriveKey(pepper, `vapid/v${round}`)
    try {
      return { publicKey: publicKeyOf(key), privateKey: new Redacted(key.toString('base64url')) }
    } catch {
      // One of four thousand million numbers is not below the curve's order; the next one is as good.
    }
  }
}

function publicKeyOf(privateKey: Buffer): string {
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(privateKey)
  return curve.getPublicKey('base64url')
}
