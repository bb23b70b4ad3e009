/** Request limits per network prefix and per site: counted in this process always, and in Redis for all processes when there is one. */

import rateLimit, { type RateLimitPluginOptions } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Redis } from 'ioredis'
import { LIMITS } from '../limits.js'
import type { HashNetwork } from '../privacy/hash-network.js'
import { localCounts } from './local-counts.js'
import { TransportError } from './problem.js'

export type LimitName =
  | 'submit'
  | 'submit-site'
  | 'vote'
  | 'report'
  | 'read'
  | 'subscribe'
  | 'admin'
  | 'login'
  | 'login-account'

export interface RateLimits {
  /** Counts a request against a limit; throws `quota-exceeded` past it. `subject` replaces the network prefix, for limits per site; or is counted together with it. */
  count: (name: LimitName, request: FastifyRequest, reply: FastifyReply, subject?: string) => Promise<void>
}

type Limiter = (request: FastifyRequest) => Promise<Verdict>
type Verdict =
  | { isAllowed: true }
  | { isAllowed: false; max: number; remaining: number; ttlInSeconds: number; isExceeded: boolean }

const QUOTAS: Record<LimitName, number> = {
  submit: LIMITS.rate.submitsPerNetwork,
  'submit-site': LIMITS.rate.submitsPerSite,
  vote: LIMITS.rate.votesPerNetwork,
  report: LIMITS.rate.reportsPerNetwork,
  read: LIMITS.rate.readsPerNetwork,
  subscribe: LIMITS.rate.subscribesPerNetwork,
  admin: LIMITS.rate.adminPerNetwork,
  login: LIMITS.rate.failedLoginsPerNetwork,
  'login-account': LIMITS.rate.loginsPerAccount,
}
/** Milliseconds in which a limit counts. */
const windowOf = (name: LimitName): number =>
  name === 'login-account' ? LIMITS.rate.loginWindowMs : LIMITS.rate.windowMs
/** Limits that count something of a network, not the network. */
const JOINED: ReadonlySet<LimitName> = new Set(['login-account'])

/**
 * Opens the limits. The shared count is best effort: when Redis is away each process still holds the limit by itself,
 * so losing Redis tightens or keeps the limits and never opens them.
 */
export async function openRateLimits(
  app: FastifyInstance,
  options: { redis: Redis | null; isEnabled: boolean; hashNetwork: HashNetwork; clock: () => Date; prefix: string },
): Promise<RateLimits> {
  if (!options.isEnabled) return { count: async () => {} }
  const subjects = new WeakMap<FastifyRequest, string>()
  const keyOf = (name: LimitName) => (request: FastifyRequest) => [name, ...namesOf(name, request)].join(':')
  const namesOf = (name: LimitName, request: FastifyRequest): string[] => {
    const subject = subjects.get(request)
    if (subject !== undefined && !JOINED.has(name)) return [subject]
    const network = options.hashNetwork.forLimit(request.ip, options.clock())
    return subject === undefined ? [network] : [network, subject]
  }

  const open = async (store: RateLimitPluginOptions): Promise<Record<LimitName, Limiter>> => {
    const limiters: Partial<Record<LimitName, Limiter>> = {}
    // In a scope of its own: the plugin decorates the instance it is registered on, once.
    await app.register(async (scope) => {
      await scope.register(rateLimit, { global: false, ...store })
      for (const name of Object.keys(QUOTAS) as LimitName[]) {
        limiters[name] = scope.createRateLimit({
          max: QUOTAS[name],
          timeWindow: windowOf(name),
          keyGenerator: keyOf(name),
        })
      }
    })
    return limiters as Record<LimitName, Limiter>
  }

  const now = (): number => options.clock().getTime()
  const layers = [await open({ store: localCounts({ now, keysMax: LIMITS.rate.localKeys }) })]
  if (options.redis !== null) {
    layers.push(await open({ redis: options.redis, nameSpace: `${options.prefix}:limit:`, skipOnError: true }))
  }

  return {
    count: async (name, request, reply, subject) => {
      if (subject === undefined) subjects.delete(request)
      else subjects.set(request, subject)
      for (const layer of layers) {
        const verdict = await layer[name](request)
        if (!verdict.isAllowed) announce(name, verdict, reply)
      }
    },
  }
}

/** Writes the fields of draft-ietf-httpapi-ratelimit-headers, and refuses what is over the limit. */
function announce(name: LimitName, verdict: Exclude<Verdict, { isAllowed: true }>, reply: FastifyReply): void {
  const windowS = windowOf(name) / 1000
  const secondsLeft = Math.max(1, verdict.ttlInSeconds)
  // Reads go through shared caches, where one reader's numbers would be shown to all.
  if ((name !== 'submit-site' && name !== 'read') || verdict.isExceeded) {
    reply.header('ratelimit-policy', `"${name}";q=${verdict.max};w=${windowS}`)
    reply.header('ratelimit', `"${name}";r=${verdict.remaining};t=${secondsLeft}`)
  }
  if (!verdict.isExceeded) return
  reply.header('retry-after', secondsLeft)
  throw new TransportError(
    'quota-exceeded',
    `At most ${verdict.max} requests in ${windowS} seconds are taken here. Try again in ${secondsLeft} s.`,
    {
      'violated-policies': [name],
    },
  )
}
