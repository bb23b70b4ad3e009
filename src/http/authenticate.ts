/** Finds out who calls: a key, or a person who logged in. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import { findLiveApiKey, touchApiKey } from '../../db/queries/api-keys.js'
import { findLiveSession, type LiveSession, touchSession } from '../../db/queries/sessions.js'
import type { Deps } from '../deps.js'
import type { Caller } from '../domain/audit.js'
import type { SiteId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { idleSince } from '../lifecycle/begin-session.js'
import { LIMITS } from '../limits.js'
import { Redacted } from '../privacy/redacted.js'
import { hashToken } from '../privacy/session-tokens.js'
import { hashApiKey } from '../privacy/tokens.js'
import { isChange, requireOwnPage } from './own-page.js'
import type { RateLimits } from './rate-limits.js'
import { readSessionCookie } from './session-cookie.js'

/** Who calls, with the role and sites they have at this moment. */
export interface Principal extends Caller {
  /** null: all sites. */
  siteIds: readonly SiteId[] | null
  /** null: a key. */
  session: LiveSession | null
}

export type GuardDeps = Pick<Deps, 'db' | 'clock' | 'credentials' | 'publicUrl'>

/**
 * Throws `unauthorized`, or `quota-exceeded` for a network that keeps coming without anything that counts. An
 * `Authorization` header counts alone: with it, a cookie is not looked at.
 */
export async function authenticate(
  deps: GuardDeps,
  limits: RateLimits,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Principal> {
  const cookie = readSessionCookie(request, deps.publicUrl)
  if (request.headers.authorization !== undefined || cookie === undefined) {
    return await findByKey(deps, limits, request, reply)
  }
  const session = await findSession(deps, cookie)
  if (session === undefined) {
    // No guess at 256 random bits, but a page that does not know yet: it must not use up its network's log-ins.
    await limits.count('admin', request, reply)
    throw new DomainError('unauthorized', 'this session has ended: log in again')
  }
  if (isChange(request)) requireOwnChange(deps, request, session)
  const { moderatorId: id, name, role, siteIds } = session
  return { kind: 'moderator', id, name, role, siteIds, session }
}

async function findByKey(
  deps: GuardDeps,
  limits: RateLimits,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Principal> {
  const key = readKey(request.headers.authorization)
  const now = deps.clock()
  const found = key === undefined ? undefined : await findLiveApiKey(deps.db, hashApiKey(key), now)
  if (found === undefined) {
    const isPerson = request.routeOptions.config.access === 'session'
    await limits.count(isPerson && key === undefined ? 'admin' : 'login', request, reply)
    throw new DomainError(
      'unauthorized',
      key === undefined
        ? 'send an API key as Authorization: Bearer …, or log in'
        : 'this API key is not known, has expired or was revoked',
    )
  }
  await touchApiKey(deps.db, found, now)
  const { id, name, role, siteIds } = found
  return { kind: 'key', id, name, role, siteIds, session: null }
}

/** The session of a token, if it is alive; its use is noted. */
export async function findSession(deps: GuardDeps, token: Redacted): Promise<LiveSession | undefined> {
  const now = deps.clock()
  const session = await findLiveSession(deps.db, hashToken(token), { now, seenAfter: idleSince(now) })
  if (session === undefined || now.getTime() - session.seenAt.getTime() < LIMITS.session.touchMs) return session
  await touchSession(deps.db, session.id, now)
  return { ...session, seenAt: now }
}

/** A cookie comes along with whatever a browser is made to send: a change must show that our own page sent it. */
function requireOwnChange(deps: GuardDeps, request: FastifyRequest, session: LiveSession): void {
  requireOwnPage(request, deps.publicUrl)
  const { 'x-csrf-token': token } = request.headers
  if (typeof token !== 'string' || !deps.credentials.csrf.isGenuine(session.tokenHash, token))
    throw new DomainError('cross-site-request', 'send the session’s csrf as X-CSRF-Token')
}

/** A bearer token; or, for browsers on the queue board, the password of Basic authentication. */
function readKey(header: string | undefined): Redacted | undefined {
  const [, scheme = '', value = ''] = /^(bearer|basic) ([\x21-\x7e]{1,512})$/i.exec(header ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return new Redacted(value)
  if (scheme.toLowerCase() !== 'basic') return undefined
  const pair = Buffer.from(value, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return colon < 0 ? undefined : new Redacted(pair.slice(colon + 1))
}
