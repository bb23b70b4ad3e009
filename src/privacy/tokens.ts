/** Signed tokens: the receipt of a comment, the token that ends a subscription, and the one that says when a form was opened. */

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { CommentId } from '../domain/comment.js'
import type { FormTokenState } from '../domain/form-token.js'
import type { Site } from '../domain/site.js'
import { createKeyring, deriveKey } from './keys.js'
import { Redacted } from './redacted.js'

export const FORM_TOKEN_MAX_AGE_MS = 6 * 60 * 60_000

export interface Receipts {
  /** The secret link of a comment's author. Made from the id, so a repeated submit gets the same one and nothing is stored. */
  issue: (commentId: CommentId) => string
  /** The comment a receipt belongs to; undefined when it was not issued here. Constant time in the secret part. */
  read: (receipt: string) => CommentId | undefined
}

export function createReceipts(secret: Redacted<Buffer>): Receipts {
  const sealed = createSealedIds(secret, { purpose: 'receipt/v1', prefix: 'cr1_' })
  return { issue: sealed.issue, read: (receipt) => sealed.read(receipt) as CommentId | undefined }
}

/** The secret that ends a subscription to replies; derived like a receipt. */
export interface SubscriptionTokens {
  issue: (subscriptionId: string) => string
  /** The subscription a token belongs to; undefined when it was not issued here. */
  read: (token: string) => string | undefined
}

export function createSubscriptionTokens(secret: Redacted<Buffer>): SubscriptionTokens {
  return createSealedIds(secret, { purpose: 'subscription/v1', prefix: 'cs1_' })
}

const SEALED = /^([A-Za-z0-9_-]{22})([A-Za-z0-9_-]{43})$/

/** A UUID and its HMAC, as text; reading takes the same time whatever is wrong with the HMAC. */
function createSealedIds(secret: Redacted<Buffer>, { purpose, prefix }: { purpose: string; prefix: string }) {
  const key = deriveKey(secret, purpose)
  const seal = (id: Buffer) => createHmac('sha256', key).update(id).digest()
  return {
    issue: (uuid: string): string => {
      const id = Buffer.from(uuid.replaceAll('-', ''), 'hex')
      return `${prefix}${id.toString('base64url')}${seal(id).toString('base64url')}`
    },
    read: (token: string): string | undefined => {
      const [, idPart, sealPart] = SEALED.exec(token.startsWith(prefix) ? token.slice(prefix.length) : '') ?? []
      if (idPart === undefined || sealPart === undefined) return undefined
      const id = Buffer.from(idPart, 'base64url')
      if (!timingSafeEqual(seal(id), Buffer.from(sealPart, 'base64url'))) return undefined
      const hex = id.toString('hex')
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
    },
  }
}

export interface FormTokens {
  issue: (site: Pick<Site, 'keySeed'>, now: Date) => { token: string; expiresAt: Date }
  /** What a token says: its state, and how long the form was open. An absent token is `missing`. */
  read: (
    site: Pick<Site, 'keySeed'>,
    token: string | undefined,
    now: Date,
  ) => { token: FormTokenState; elapsedMs: number | null }
}

const FORM_TOKEN = /^([0-9a-z]{1,10})\.([A-Za-z0-9_-]{8})\.([A-Za-z0-9_-]{22})$/

export function createFormTokens(secret: Redacted<Buffer>): FormTokens {
  const siteKey = createKeyring(secret, 'form/v1')
  const seal = (site: Pick<Site, 'keySeed'>, text: string) =>
    createHmac('sha256', siteKey(site.keySeed)).update(text).digest().subarray(0, 16)

  return {
    issue: (site, now) => {
      const text = `${now.getTime().toString(36)}.${randomBytes(6).toString('base64url')}`
      return {
        token: `${text}.${seal(site, text).toString('base64url')}`,
        expiresAt: new Date(now.getTime() + FORM_TOKEN_MAX_AGE_MS),
      }
    },
    read: (site, token, now) => {
      if (token === undefined || token === '') return { token: 'missing', elapsedMs: null }
      const [, issuedAt = '', nonce = '', mac = ''] = FORM_TOKEN.exec(token) ?? []
      const isGenuine = mac !== '' && timingSafeEqual(seal(site, `${issuedAt}.${nonce}`), Buffer.from(mac, 'base64url'))
      if (!isGenuine) return { token: 'invalid', elapsedMs: null }
      const elapsedMs = now.getTime() - Number.parseInt(issuedAt, 36)
      if (elapsedMs < 0 || elapsedMs > FORM_TOKEN_MAX_AGE_MS) return { token: 'expired', elapsedMs: null }
      return { token: 'valid', elapsedMs }
    },
  }
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'
/** What `newApiKey` makes. Lower case and short enough for a host name's label, where Akismet's older clients put their key. */
export const API_KEY = /^csk-[a-z2-7]{52}$/

/** 256 random bits for an API key (base32, RFC 4648), boxed: shown once to the person who asked, stored as `hashApiKey`. */
export function newApiKey(): Redacted {
  const bits = BigInt(`0x${randomBytes(33).toString('hex')}`)
  const letters = Array.from({ length: 52 }, (_, place) => BASE32[Number((bits >> BigInt(5 * place)) & 31n)])
  return new Redacted(`csk-${letters.join('')}`)
}

/** SHA-256 is enough for a key of 256 random bits: there is no dictionary to try. */
export function hashApiKey(key: Redacted): Buffer {
  return createHash('sha256').update(key.reveal()).digest()
}

/** Opens a fresh key for the one answer that shows it to the person who asked. */
export function showOnce(key: Redacted): string {
  return key.reveal()
}
