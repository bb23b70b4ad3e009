/** Who may not comment on a site: an author, an address, a mail domain or a network, for a while or until it is lifted. */

import type { AuthorId, SiteId } from './comment.js'
import { invalidField } from './errors.js'

export const BAN_KINDS = ['author', 'address', 'domain', 'network'] as const
export type BanKind = (typeof BAN_KINDS)[number]

/** What becomes of new comments: rejected by policy, or kept for a person. */
export const BAN_EFFECTS = ['reject', 'hold'] as const
export type BanEffect = (typeof BAN_EFFECTS)[number]

/** `networkMs`: addresses move on to other people, so a network is never banned for longer. */
export const BAN_LIMITS = {
  reasonLength: 500,
  perSite: 10_000,
  networksPerSite: 500,
  networkMs: 90 * 24 * 60 * 60_000,
} as const

export interface Ban {
  id: string
  siteId: SiteId
  kind: BanKind
  effect: BanEffect
  reason: string | null
  /** The author of a ban on an author. */
  authorId: AuthorId | null
  authorName: string | null
  /** Of a network that a moderator gave: how many bits of an address it stands for. */
  prefixBits: number | null
  by: string
  createdAt: Date
  expiresAt: Date | null
}

/** A ban that a comment falls under. */
export interface BanInForce {
  id: string
  kind: BanKind
  effect: BanEffect
}

/** A banned network, as submits are compared with it. */
export interface NetworkBan {
  id: string
  effect: BanEffect
  /** Keyed hash of the first bits of an address, in hex. */
  hash: string
  prefixBits: number
}

/** When a ban ends; null: when it is lifted. Throws `invalid-request` naming `expiresAt`. */
export function checkBanEnd(kind: BanKind, expiresAt: Date | null, now: Date): Date | null {
  if (expiresAt !== null && expiresAt <= now) throw invalidField('expiresAt', 'lies in the past')
  if (kind !== 'network') return expiresAt
  const latest = new Date(now.getTime() + BAN_LIMITS.networkMs)
  if (expiresAt !== null && expiresAt > latest)
    throw invalidField('expiresAt', 'is more than 90 days away: by then others use the network')
  return expiresAt ?? latest
}
