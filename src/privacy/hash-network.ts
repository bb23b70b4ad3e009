/** Turns a network address into keyed hashes of its prefix, short-lived but for a ban's; the address itself is kept nowhere. */

import { createHmac } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import type { NetworkBan } from '../domain/ban.js'
import type { Branded } from '../domain/branded.js'
import { invalidField } from '../domain/errors.js'
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
  /**
   * For a ban, of a network as a moderator writes it: the same as long as the ban lasts. Throws `invalid-request` naming
   * `field`, never its value.
   */
  forBan: (site: Pick<Site, 'keySeed'>, network: Redacted, field: string) => BannedNetwork
  /** The ban that an address falls under; what is made of the address to find out is not kept. */
  findBan: (site: Pick<Site, 'keySeed' | 'networkBans'>, address: string) => NetworkBan | undefined
}

export interface BannedNetwork {
  hash: NetworkHash
  prefixBits: number
}

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
const IPV4_PREFIX_BYTES = 3
const IPV6_PREFIX_BYTES = 8
/** Narrower than what is told apart elsewhere would name a person, wider a whole provider. */
const BANNED_BITS = { ipv4: { min: 16, max: 24 }, ipv6: { min: 32, max: 64 } } as const

export function createHashNetwork(pepper: Redacted<Buffer>): HashNetwork {
  const siteKey = createKeyring(pepper, 'network/v1')
  const limitKey = deriveKey(pepper, 'limit/v1')
  const banKey = createKeyring(pepper, 'network-ban/v1')
  const hashBits = (keySeed: string, address: Address, bits: number): NetworkHash => {
    const hmac = createHmac('sha256', banKey(keySeed)).update(`${address.kind()}|${bits}|${firstBits(address, bits)}`)
    return hmac.digest().subarray(0, 16) as NetworkHash
  }

  return {
    forSite: (site, address, now) => {
      const week = Math.floor(now.getTime() / WEEK_MS)
      const hmac = createHmac('sha256', siteKey(site.keySeed)).update(`${week}|${networkPrefix(address)}`)
      return hmac.digest().subarray(0, 16) as NetworkHash
    },
    forLimit: (address, now) => {
      const day = Math.floor(now.getTime() / DAY_MS)
      const hmac = createHmac('sha256', limitKey).update(`${day}|${networkPrefix(address)}`)
      return hmac.digest('base64url').slice(0, 22)
    },
    forBan: (site, network, field) => {
      const { address, bits } = parseNetwork(network.reveal(), field)
      return { hash: hashBits(site.keySeed, address, bits), prefixBits: bits }
    },
    findBan: (site, text) => {
      if (site.networkBans.length === 0 || !ipaddr.isValid(text)) return undefined
      const address = ipaddr.process(text)
      const { min, max } = BANNED_BITS[address.kind()]
      const hashes = new Map<number, string>()
      return site.networkBans.find(({ hash, prefixBits }) => {
        if (prefixBits < min || prefixBits > max) return false
        const known = hashes.get(prefixBits) ?? hashBits(site.keySeed, address, prefixBits).toString('hex')
        hashes.set(prefixBits, known)
        return known === hash
      })
    },
  }
}

/** Until when hashes for the record of abuse that were made at a moment go on being made. */
export function networkWeekEnd(madeAt: Date): Date {
  return new Date((Math.floor(madeAt.getTime() / WEEK_MS) + 1) * WEEK_MS)
}

type Address = ReturnType<typeof ipaddr.process>

/** A network such as 203.0.113.0/24; an address alone stands for the prefix that is told apart elsewhere. */
function parseNetwork(text: string, field: string): { address: Address; bits: number } {
  const [, name = '', length] = /^\s*([\da-f.:]{2,45})(?:\/(\d{1,3}))?\s*$/i.exec(text) ?? []
  if (!ipaddr.isValid(name) || (name.includes('.') && !name.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(name)))
    throw invalidField(field, 'is not a network such as 203.0.113.0/24 or 2001:db8::/48')
  const address = ipaddr.process(name)
  const { min, max } = BANNED_BITS[address.kind()]
  const bits = length === undefined ? max : Number(length)
  if (bits < min || bits > max) throw invalidField(field, `must be /${min} to /${max}`)
  return { address, bits }
}

function firstBits(address: Address, bits: number): string {
  const bytes = address.toByteArray()
  return Buffer.from(
    bytes.map((byte, index) => byte & (0xff << Math.min(8, Math.max(0, 8 * (index + 1) - bits)))),
  ).toString('hex')
}

/** The /24 of an IPv4 address (also when written as IPv6) or the /64 of an IPv6 address, as hex; `unknown` for anything else. */
export function networkPrefix(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  const bytes = Buffer.from(parsed.toByteArray())
  return bytes.subarray(0, parsed.kind() === 'ipv4' ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES).toString('hex')
}
