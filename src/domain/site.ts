/** A customer website: who may write from where, and under which policy. */

import type { NetworkBan } from './ban.js'
import type { SiteId } from './comment.js'
import type { Policy } from './policy.js'
import type { Term } from './term.js'

export interface Site {
  id: SiteId
  name: string
  /** Web origins whose pages may send comments. `http://localhost:*` stands for any port of the local machine. */
  origins: readonly string[]
  /** Language of pages that do not name one: `en` or `fr`. */
  language: string
  policy: Policy
  terms: readonly Term[]
  /** Banned networks, which only a submit can be compared with: its address is kept nowhere. */
  networkBans: readonly NetworkBan[]
  /** Random per site; part of every key derived for it, so that nothing can be joined across sites. */
  keySeed: string
}

export const SITE_ID = /^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/
export const SITE_LIMITS = { origins: 50, nameLength: 100, terms: 5_000 } as const

const LOOPBACK = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/
const ANY_LOOPBACK = 'http://localhost:*'

/** Whether a page of this origin may send comments to the site. */
export function isOriginAllowed(site: Pick<Site, 'origins'>, origin: string): boolean {
  return entriesFor(origin).some((entry) => site.origins.includes(entry))
}

/** Every entry of a list of origins that lets an origin in: itself, and for the local machine the one for any port. */
export function entriesFor(origin: string): string[] {
  return LOOPBACK.test(origin) ? [origin, ANY_LOOPBACK] : [origin]
}

/** An origin as configured, in the form browsers send it; null when it is not one. */
export function parseOrigin(text: string): string | null {
  if (text === ANY_LOOPBACK) return text
  const url = URL.canParse(text) ? new URL(text) : null
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
  return isWeb && (url.href === `${url.origin}/` || url.href === url.origin) && url.username === '' ? url.origin : null
}
