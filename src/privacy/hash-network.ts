/** Turns a network address into short-lived keyed hashes of its prefix; the address itself is kept nowhere. */

import { createHmac } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import type { Branded } from '../domain/branded.js'
import type { Site } from '../domain/site.js'
import { createKeyring, deriveKey } from './keys.js'
import type { Redacted } from './redacted.js'

/** 16 bytes that stand for a /24 or /64 prefix on one site for one week. */
export type NetworkHash = Branded<Buffer, 'NetworkHash'>

export interface HashNetwork {
  /** For the record of abuse: per site, changes every week. */
  forSite: (site: Pick<Site, 'keySeed'>, address: string, now: Date) => NetworkHash
  /** For rate limits: changes every day, never stored in Postgres. Text for a key in Redis. */
  forLimit: (address: string, now: Date) => string
}

const DAY_MS = 86_400_000
const IPV4_PREFIX_BYTES = 3
const IPV6_PREFIX_BYTES = 8

export function createHashNetwork(pepper: Redacted<Buffer>): HashNetwork {
  const siteKey = createKeyring(pepper, 'network/v1')
  const limitKey = deriveKey(pepper, 'limit/v1')

  return {
    forSite: (site, address, now) => {
      const week = Math.floor(now.getTime() / (7 * DAY_MS))
      const hmac = createHmac('sha256', siteKey(site.keySeed)).update(`${week}|${networkPrefix(address)}`)
      return hmac.digest().subarray(0, 16) as NetworkHash
    },
    forLimit: (address, now) => {
      const day = Math.floor(now.getTime() / DAY_MS)
      const hmac = createHmac('sha256', limitKey).update(`${day}|${networkPrefix(address)}`)
      return hmac.digest('base64url').slice(0, 22)
    },
  }
}

/** The /24 of an IPv4 address (also when written as IPv6) or the /64 of an IPv6 address, as hex; `unknown` for anything else. */
export function networkPrefix(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  const bytes = Buffer.from(parsed.toByteArray())
  return bytes.subarray(0, parsed.kind() === 'ipv4' ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES).toString('hex')
}
