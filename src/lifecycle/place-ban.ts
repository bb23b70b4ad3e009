/** A moderator bans somebody from a site: from then on the policy keeps their comments away, and says why. */

import { insertAct } from '../../db/queries/audit.js'
import { countBans, findBan, findBannable, replaceBan } from '../../db/queries/bans.js'
import type { Deps } from '../deps.js'
import type { Caller } from '../domain/audit.js'
import { BAN_LIMITS, type Ban, type BanEffect, checkBanEnd } from '../domain/ban.js'
import type { AuthorId, CommentId, SiteId } from '../domain/comment.js'
import { checkText } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import type { DomainHash, EmailHash } from '../privacy/hash-email.js'
import { type BannedNetwork, networkWeekEnd } from '../privacy/hash-network.js'

/** Who is banned. What a moderator typed is a hash by now. */
export type BanTarget =
  | { kind: 'author'; authorId: AuthorId }
  | { kind: 'address'; siteId: SiteId; hash: EmailHash }
  | { kind: 'domain'; siteId: SiteId; hash: DomainHash }
  | ({ kind: 'network'; siteId: SiteId } & BannedNetwork)
  /** The network that a comment came from, for as long as it is told apart. */
  | { kind: 'network'; commentId: CommentId }

export interface BanInput {
  target: BanTarget
  effect: BanEffect
  reason: string | undefined
  expiresAt: Date | null
  by: Caller
}

/**
 * Whoever is banned already is banned anew. Throws `author-not-found`, `comment-not-found`, `not-bannable` for somebody
 * whom nothing tells apart, `too-many`, `invalid-request` naming `reason` or `expiresAt`.
 */
export async function placeBan(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'sites'>,
  { target, effect, reason, expiresAt, by }: BanInput,
): Promise<Ban> {
  const now = deps.clock()
  const told = reason?.trim() ?? ''
  if (told !== '') checkText('reason', told, BAN_LIMITS.reasonLength)
  const asked = checkBanEnd(target.kind, expiresAt, now)

  const ban = await deps.db.transaction().execute(async (trx) => {
    const { siteId, hash, latest, ...rest } = await resolve(trx, target, now)
    const id = await replaceBan(trx, {
      id: deps.newId(),
      siteId,
      kind: target.kind,
      hash,
      prefixBits: null,
      authorId: null,
      ...rest,
      effect,
      reason: told === '' ? null : told,
      bannedBy: by.name,
      bannedById: by.id,
      createdAt: now,
      expiresAt: latest !== null && (asked === null || asked > latest) ? latest : asked,
    })
    const { all, networks } = await countBans(trx, siteId)
    if (all > BAN_LIMITS.perSite || networks > BAN_LIMITS.networksPerSite)
      throw new DomainError('too-many', 'this site has as many bans as it may have: lift some')
    const detail = { kind: target.kind, effect }
    await insertAct(trx, { by, verb: 'ban.place', at: now, siteId, subject: id, detail })
    const placed = await findBan(trx, id)
    if (placed === undefined) throw new Error('a ban went away in its own transaction')
    return placed
  })
  deps.sites.forget(ban.siteId)
  return ban
}

interface Resolved extends Partial<Pick<BannedNetwork, 'prefixBits'>> {
  siteId: SiteId
  hash: EmailHash | DomainHash | BannedNetwork['hash']
  authorId?: AuthorId
  /** Until when the hash can be recognised; null: for good. */
  latest: Date | null
}

async function resolve(trx: Deps['db'], target: BanTarget, now: Date): Promise<Resolved> {
  if ('siteId' in target) return { ...withoutKind(target), latest: null }
  const found = await findBannable(trx, target)
  if ('authorId' in target) {
    if (found === undefined) throw new DomainError('author-not-found', 'there is no author of this id')
    if (found.emailHash === null) {
      throw new DomainError(
        'not-bannable',
        'an author without an address is another one with every comment: ban the network',
      )
    }
    return { siteId: found.siteId, hash: found.emailHash, authorId: target.authorId, latest: null }
  }
  if (found === undefined) throw new DomainError('comment-not-found', 'there is no comment of this id')
  const latest = networkWeekEnd(found.submittedAt)
  if (found.networkHash === null || latest <= now) {
    throw new DomainError('not-bannable', 'where this comment came from is not known any more')
  }
  return { siteId: found.siteId, hash: found.networkHash, latest }
}

function withoutKind<Target extends { kind: string }>({ kind: _kind, ...rest }: Target): Omit<Target, 'kind'> {
  return rest
}
