/**
 * A puzzle that costs a sender some work (hashcash, Back 2002): find a number such that SHA-256 of salt, dot and number
 * begins with so many zero bits. The salt is signed, so nothing is stored to recognise it.
 */

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { ProofState } from '../domain/raid.js'
import type { Site } from '../domain/site.js'
import { LIMITS } from '../limits.js'
import { createKeyring } from './keys.js'
import type { Redacted } from './redacted.js'

export interface Challenge {
  algorithm: 'SHA-256'
  salt: string
  /** Zero bits at the beginning of the hash. */
  difficulty: number
  expires: Date
}

export interface Challenges {
  /** `slug` null: for any thread of the site. */
  issue: (site: Pick<Site, 'keySeed'>, slug: string | null, now: Date) => Challenge
  /** What a proof (`salt.number`) is worth; `id` names the challenge, so that each is used once. */
  read: (
    site: Pick<Site, 'keySeed'>,
    slug: string,
    proof: string | undefined,
    now: Date,
  ) => { state: ProofState; id: string | null }
}

const PROOF = /^(([0-9a-z]{1,10})-([0-9]{1,2})-[A-Za-z0-9_-]{12}-([A-Za-z0-9_-]{22}))\.[0-9]{1,15}$/

export function createChallenges(secret: Redacted<Buffer>): Challenges {
  const siteKey = createKeyring(secret, 'challenge/v1')
  const seal = (site: Pick<Site, 'keySeed'>, text: string, slug: string | null) =>
    createHmac('sha256', siteKey(site.keySeed))
      .update(`${text}|${slug ?? ''}`)
      .digest()
      .subarray(0, 16)

  return {
    issue: (site, slug, now) => {
      const { difficulty, challengeMs } = LIMITS.raid
      const expires = new Date(now.getTime() + challengeMs)
      const text = `${expires.getTime().toString(36)}-${difficulty}-${randomBytes(9).toString('base64url')}`
      return {
        algorithm: 'SHA-256',
        salt: `${text}-${seal(site, text, slug).toString('base64url')}`,
        difficulty,
        expires,
      }
    },
    read: (site, slug, proof, now) => {
      if (proof === undefined || proof === '') return { state: 'missing', id: null }
      const [, salt = '', expires = '', difficulty = '', mac = ''] = PROOF.exec(proof) ?? []
      if (salt === '') return { state: 'invalid', id: null }
      const given = Buffer.from(mac, 'base64url')
      const text = salt.slice(0, -(mac.length + 1))
      const isOurs = [slug, null].some((scope) => timingSafeEqual(seal(site, text, scope), given))
      if (!isOurs || zeroBits(createHash('sha256').update(proof).digest()) < Number(difficulty))
        return { state: 'invalid', id: null }
      if (Number.parseInt(expires, 36) < now.getTime()) return { state: 'expired', id: null }
      return { state: 'valid', id: createHash('sha256').update(salt).digest('base64url').slice(0, 22) }
    },
  }
}

/** Zero bits before the first one. */
export function zeroBits(hash: Uint8Array): number {
  let bits = 0
  for (const byte of hash) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24
    bits += 8
  }
  return bits
}
