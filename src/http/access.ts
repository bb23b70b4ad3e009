/** Who may call a route. Every route declares it; a route that does not stops the start. */

import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { LiveSession } from '../../db/queries/sessions.js'
import type { SiteId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { includesRole, type ModeratorRole } from '../domain/moderator.js'
import { LIMITS } from '../limits.js'
import { authenticate, type GuardDeps, type Principal } from './authenticate.js'
import { requireOwnPage } from './own-page.js'
import type { RateLimits } from './rate-limits.js'

export type { Principal } from './authenticate.js'

/**
 * `public`: everybody; `receipt`: whoever holds a comment's receipt, or a subscription's token; `invitation`: whoever holds
 * one; `login`: whoever proves in the request itself who they are, from our own pages; `session`: a person who logged in, whatever their role; `operations`: admins and, for /metrics,
 * this machine; a role: a key or a person who has it.
 */
export type Access = 'public' | 'receipt' | 'invitation' | 'login' | 'session' | 'operations' | ModeratorRole

/** Who may keep an answer: with `shared` everybody, for as long as the route says; with `private` nobody. */
export type CacheClass = 'shared' | 'private'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    cache?: CacheClass
    /** The answer lasts as long as its reader stays: its time says nothing of the service. */
    isStream?: boolean
    /** A dangerous act: a person must have proved again, a short while ago, who they are. Keys are exempt. */
    reauth?: boolean
  }
}

/** What the route itself looks at, or nobody needs to. */
const OPEN: ReadonlySet<Access> = new Set(['public', 'receipt', 'invitation', 'operations'])
const principals = new WeakMap<FastifyRequest, Principal>()

/** Refuses to start with a route that does not say who may call it and keep its answers, and lets nobody else through. */
export function guardRoutes(app: FastifyInstance, deps: GuardDeps, limits: RateLimits): void {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    routes.push(route)
  })
  // Looked at last: a plugin's own routes get their access from a hook of the scope it is registered in.
  app.addHook('onReady', async () => {
    for (const { method, url, config } of routes) {
      const name = `route ${String(method)} ${url}`
      if (config?.access === undefined) throw new Error(`${name} does not declare who may call it`)
      if (config.cache === undefined) throw new Error(`${name} does not declare who may keep its answers`)
    }
  })
  app.addHook('onRequest', async (request, reply) => {
    const { access, reauth = false } = request.routeOptions.config
    if (access === undefined || OPEN.has(access)) return
    if (access === 'login') return requireOwnPage(request, deps.publicUrl)
    if (access === 'session') {
      const session = await requirePerson(deps, limits, request, reply)
      // Who has no second factor yet may always add one: there is nothing to prove it with.
      if (reauth && session.hasSecondFactor) requireRecentProof(deps, session)
      return
    }
    const { session } = await requireRole(deps, limits, request, reply, access as ModeratorRole)
    if (reauth && session !== null) requireRecentProof(deps, session)
  })
}

/**
 * Finds out who calls and whether their role suffices. Throws `unauthorized`, `forbidden`, or `second-factor-required`
 * for a person whose account is not finished; `quota-exceeded` for a network that keeps coming without anything that counts.
 */
export async function requireRole(
  deps: GuardDeps,
  limits: RateLimits,
  request: FastifyRequest,
  reply: FastifyReply,
  role: ModeratorRole,
): Promise<Principal> {
  const principal = await authenticate(deps, limits, request, reply)
  if (!includesRole(principal.role, role)) throw new DomainError('forbidden', `this needs the role ${role}`)
  if (principal.session?.hasSecondFactor === false)
    throw new DomainError('second-factor-required', 'add a passkey, or one-time codes to your password, first')
  principals.set(request, principal)
  return principal
}

async function requirePerson(
  deps: GuardDeps,
  limits: RateLimits,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<LiveSession> {
  const principal = await authenticate(deps, limits, request, reply)
  if (principal.session === null) throw new DomainError('forbidden', 'this is for people who log in, not for keys')
  principals.set(request, principal)
  return principal.session
}

function requireRecentProof({ clock }: GuardDeps, { reauthenticatedAt }: LiveSession): void {
  if (clock().getTime() - reauthenticatedAt.getTime() <= LIMITS.session.reauthenticationMs) return
  throw new DomainError(
    'reauthentication-required',
    'prove again who you are, with POST /v1/admin/session/reauthentication',
  )
}

/** Who calls a guarded route. */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request)
  if (principal === undefined) throw new Error('this route is not guarded')
  return principal
}

/** The session of a route that is for people. */
export function sessionOf(request: FastifyRequest): LiveSession {
  const { session } = principalOf(request)
  if (session === null) throw new Error('this route is not for people alone')
  return session
}

/** Whether a caller may see a site. What they may not see does not exist for them. */
export function maySee(principal: Principal, siteId: SiteId): boolean {
  return principal.siteIds === null || principal.siteIds.includes(siteId)
}

/** The sites of a request: those asked for that the caller may see; null: all there are. */
export function sitesAskedFor(principal: Principal, site: string | undefined): readonly SiteId[] | null {
  if (site === undefined) return principal.siteIds
  return maySee(principal, site as SiteId) ? [site as SiteId] : []
}

/** Throws `forbidden` for those who are there for some sites only: they must not make or see what is for all. */
export function requireAllSites({ siteIds }: Principal, what: string): void {
  if (siteIds !== null) throw new DomainError('forbidden', `only who is there for all sites may ${what}`)
}
