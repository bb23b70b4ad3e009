/** Who may call a route. Every route declares it; a route that does not stops the start. */

import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { findLiveApiKey, touchApiKey } from '../../db/queries/api-keys.js'
import type { ApiRole } from '../../db/schema.js'
import type { Deps } from '../deps.js'
import type { SiteId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { Redacted } from '../privacy/redacted.js'
import { hashApiKey } from '../privacy/tokens.js'
import type { RateLimits } from './rate-limits.js'

/** `public`: everybody; `receipt`: whoever holds a comment's receipt, or a subscription's token; `operations`: admins and, for /metrics, this machine. */
export type Access = 'public' | 'receipt' | 'operations' | ApiRole

/** How long an answer may be kept, and by whom. */
export type CacheClass = 'shared' | 'private'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    cache?: CacheClass
    /** The answer lasts as long as its reader stays: its time says nothing of the service. */
    isStream?: boolean
  }
}

/** Who calls: a key with its role and sites. */
export interface Principal {
  id: string
  name: string
  role: ApiRole
  /** null: all sites. */
  siteIds: readonly SiteId[] | null
}

const RANK: Record<ApiRole, number> = { viewer: 1, moderator: 2, admin: 3 }
const principals = new WeakMap<FastifyRequest, Principal>()

/** Refuses to start with a route that does not say who may call it, and lets nobody else through. */
export function guardRoutes(app: FastifyInstance, deps: Pick<Deps, 'db' | 'clock'>, limits: RateLimits): void {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    routes.push(route)
  })
  // Looked at last: a plugin's own routes get their access from a hook of the scope it is registered in.
  app.addHook('onReady', async () => {
    const open = routes.find(({ config }) => config?.access === undefined)
    if (open !== undefined) throw new Error(`route ${String(open.method)} ${open.url} does not declare who may call it`)
  })
  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config
    if (access === undefined || access === 'public' || access === 'receipt' || access === 'operations') return
    await requireRole(deps, limits, request, reply, access)
  })
}

/**
 * Finds out who calls and whether their role suffices. Throws `unauthorized` or `forbidden`,
 * or `quota-exceeded` for a network that keeps coming without a key that counts.
 */
export async function requireRole(
  deps: Pick<Deps, 'db' | 'clock'>,
  limits: RateLimits,
  request: FastifyRequest,
  reply: FastifyReply,
  role: ApiRole,
): Promise<Principal> {
  const key = readKey(request.headers.authorization)
  const now = deps.clock()
  const found = key === undefined ? undefined : await findLiveApiKey(deps.db, hashApiKey(key), now)
  if (found === undefined) {
    await limits.count('login', request, reply)
    throw new DomainError(
      'unauthorized',
      key === undefined
        ? 'send an API key as Authorization: Bearer …'
        : 'this API key is not known, has expired or was revoked',
    )
  }
  if (RANK[found.role] < RANK[role]) throw new DomainError('forbidden', `this needs the role ${role}`)
  await touchApiKey(deps.db, found, now)
  const principal = { id: found.id, name: found.name, role: found.role, siteIds: found.siteIds }
  principals.set(request, principal)
  return principal
}

/** Who calls a guarded route. */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request)
  if (principal === undefined) throw new Error('this route is not guarded')
  return principal
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

/** A bearer token; or, for browsers on the queue board, the password of Basic authentication. */
function readKey(header: string | undefined): Redacted | undefined {
  const [, scheme = '', value = ''] = /^(bearer|basic) ([\x21-\x7e]{1,512})$/i.exec(header ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return new Redacted(value)
  if (scheme.toLowerCase() !== 'basic') return undefined
  const pair = Buffer.from(value, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return colon < 0 ? undefined : new Redacted(pair.slice(colon + 1))
}
