/** Builds the HTTP service: plugins and routes in order. Does not listen. */

import type { Socket } from 'node:net'
import cors from '@fastify/cors'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Redis } from 'ioredis'
import { findComment } from '../../db/queries/comments.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { isOriginAllowed, type Site } from '../domain/site.js'
import type { Health } from '../lifecycle/health.js'
import { LIMITS } from '../limits.js'
import type { QueueInspector } from '../queue/inspector.js'
import { guardRoutes } from './access.js'
import { collectMethods } from './allowed-methods.js'
import { addBodyParsers } from './body-parsers.js'
import type { Metrics } from './metrics.js'
import { createPages } from './pages.js'
import { rawProblem, sendProblem, TransportError } from './problem.js'
import { openRateLimits, type RateLimits } from './rate-limits.js'
import { adminRoutes } from './routes/admin/index.js'
import { akismetRoutes } from './routes/akismet.js'
import { assetRoutes } from './routes/assets.js'
import { boardRoutes } from './routes/board.js'
import { commentRoutes } from './routes/comments.js'
import { consoleRoutes } from './routes/console.js'
import { docsRoutes } from './routes/docs.js'
import { eventRoutes } from './routes/events.js'
import { feedRoutes } from './routes/feeds.js'
import { fragmentRoutes } from './routes/fragments.js'
import { healthRoutes, metricsRoutes } from './routes/operations.js'
import { pageRoutes } from './routes/pages.js'
import { pushRoutes } from './routes/push.js'
import { reactionRoutes } from './routes/reactions.js'
import { receiptRoutes } from './routes/receipts.js'
import { securityTxtRoutes } from './routes/security-txt.js'
import { threadRoutes } from './routes/threads.js'
import { compileSerializer } from './serializer.js'
import type { ThreadCache } from './thread-cache.js'
import type { ThreadEvents } from './thread-events.js'
import { compileValidator, type TypeBoxProvider } from './typebox.js'

export interface AppOptions {
  deps: Deps
  publicUrl: string
  trustProxy: string[]
  isRateLimited: boolean
  /** What security.txt says; null: there is none. */
  securityContact: string | null
  /** Shared counts of the limits; null: each process counts by itself. */
  limitRedis: Redis | null
  redisPrefix: string
  cache: ThreadCache
  events: ThreadEvents
  inspector: QueueInspector
  health: Health
  metrics: Metrics
  /** True when /metrics and /queues are on a port of their own. */
  hasOpsPort: boolean
  /** Sees every route before it is registered; write-openapi.ts uses it. */
  prepare?: (app: FastifyInstance) => Promise<void>
}

const NOT_KEPT = 'no-store'
const JSON_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { deps, publicUrl } = options
  const app = createFastify(options)

  addBodyParsers(app)
  addHeaders(app, publicUrl)
  app.addHook('onResponse', (request, reply, done) => {
    // The route's pattern, never the address itself: that may hold what a visitor typed.
    const route = request.routeOptions.url ?? 'none'
    const durationMs = Math.round(reply.elapsedTime * 10) / 10
    if (request.routeOptions.config.isStream !== true || reply.statusCode !== 200)
      options.metrics.observeRequest({ method: request.method, route, statusCode: reply.statusCode, durationMs })
    deps.log.info(
      { reqId: request.id, method: request.method, route, statusCode: reply.statusCode, durationMs },
      'request',
    )
    done()
  })
  await options.prepare?.(app)

  const limits = await openRateLimits(app, {
    redis: options.limitRedis,
    isEnabled: options.isRateLimited,
    hashNetwork: deps.hashNetwork,
    clock: deps.clock,
    prefix: options.redisPrefix,
  })
  // Before the guard: the plugin answers preflights on a route of its own, which everybody may call.
  await addCors(app, deps, publicUrl)
  guardRoutes(app, deps, limits)
  answerUnknown(app, limits)

  const pages = createPages(deps, publicUrl)
  await app.register(commentRoutes, { deps, limits, pages, publicUrl })
  await app.register(threadRoutes, { deps, limits, cache: options.cache })
  await app.register(feedRoutes, { deps, limits, cache: options.cache, publicUrl })
  await app.register(fragmentRoutes, { deps, limits, cache: options.cache, publicUrl })
  await app.register(eventRoutes, { deps, limits, events: options.events, isRateLimited: options.isRateLimited })
  await app.register(pushRoutes, { deps, limits, publicUrl })
  await app.register(receiptRoutes, { deps, limits })
  await app.register(reactionRoutes, { deps, limits, pages, publicUrl })
  await app.register(pageRoutes, { deps, limits, pages })
  await app.register(assetRoutes)
  await app.register(consoleRoutes, { limits })
  await app.register(adminRoutes, { deps, limits, inspector: options.inspector })
  await app.register(akismetRoutes, { deps, limits })
  await app.register(healthRoutes, { health: options.health })
  await app.register(securityTxtRoutes, { deps, limits, contact: options.securityContact })
  await app.register(docsRoutes, { publicUrl })
  if (!options.hasOpsPort) {
    await app.register(metricsRoutes, { deps, limits, metrics: options.metrics })
    await app.register(boardRoutes, { deps, limits, inspector: options.inspector })
  }
  return app
}

/** What an operator sees on OPS_PORT: metrics and the queue board, and nothing a visitor needs. */
export async function buildOpsApp(options: AppOptions): Promise<FastifyInstance> {
  const app = createFastify({ ...options, trustProxy: [] })
  const { deps, metrics, inspector, health } = options
  addHeaders(app, options.publicUrl)
  const limits = { count: async () => {} }
  guardRoutes(app, deps, limits)
  answerUnknown(app, limits)
  await app.register(healthRoutes, { health })
  await app.register(metricsRoutes, { deps, limits, metrics })
  await app.register(boardRoutes, { deps, limits, inspector })
  return app
}

function createFastify({ deps, trustProxy, publicUrl }: AppOptions): FastifyInstance {
  const { http } = LIMITS
  const app = Fastify({
    logger: false,
    trustProxy: trustProxy.length === 0 ? false : trustProxy,
    bodyLimit: http.bodyBytes,
    pluginTimeout: http.startMs,
    requestTimeout: http.requestTimeoutMs,
    // Node looks for late requests only this often; and of two limits it takes the smaller one for the headers alone.
    http: { headersTimeout: http.requestTimeoutMs, connectionsCheckingInterval: http.connectionsCheckMs },
    connectionTimeout: http.connectionTimeoutMs,
    keepAliveTimeout: http.keepAliveTimeoutMs,
    maxRequestsPerSocket: http.requestsPerSocket,
    routerOptions: { maxParamLength: http.paramLength, ignoreTrailingSlash: false, caseSensitive: true },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    genReqId: () => deps.newId(),
    // 'idle' would let a keep-alive client that never sends hold the drain back.
    forceCloseConnections: 'idle',
    // Fastify's own refusal is no problem document; who has a connection is answered on it once more.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      // Made before there are hooks, so it gets here what they would add.
      for (const [name, value] of Object.entries(safetyHeaders(publicUrl))) reply.header(name, value)
      void sendProblem(deps.log, error, request, reply)
    },
    clientErrorHandler: (error, socket) => refuseRaw(error, socket, safetyHeaders(publicUrl)),
  }).withTypeProvider<TypeBoxProvider>()

  endConnectionsOnClose(app as unknown as FastifyInstance)
  app.setValidatorCompiler(compileValidator as never)
  app.setSerializerCompiler(compileSerializer as never)
  app.setErrorHandler((error, request, reply) => sendProblem(deps.log, error, request, reply))
  return app as unknown as FastifyInstance
}

/** Says what an address that no route has, or not with this method, would take. */
function answerUnknown(app: FastifyInstance, limits: RateLimits): void {
  const methodsOf = collectMethods(app)
  app.setNotFoundHandler(async (request, reply) => {
    const methods = methodsOf(request.url.split('?')[0] ?? '')
    if (methods.length > 0) {
      const allow = [...methods, 'OPTIONS'].join(', ')
      reply.header('allow', allow)
      if (request.method === 'OPTIONS') return reply.code(204).send()
      await limits.count('read', request, reply)
      throw new TransportError('method-not-allowed', `This address takes ${allow}.`)
    }
    await limits.count('read', request, reply)
    throw new TransportError('not-found', 'There is no such address here.')
  })
}

/** Whoever is answered while the service stops is not kept waiting for another request, and who never finishes is cut off. */
function endConnectionsOnClose(app: FastifyInstance): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
    const cut = setTimeout(() => app.server.closeAllConnections(), LIMITS.http.drainMs)
    app.server.once('close', () => clearTimeout(cut))
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close')
    done(null, payload)
  })
}

function addHeaders(app: FastifyInstance, publicUrl: string): void {
  const headers = Object.entries(safetyHeaders(publicUrl))
  app.addHook('onSend', (request, reply, payload, done) => {
    for (const [name, value] of headers) if (!reply.hasHeader(name)) reply.header(name, value)
    // Whatever a handler or a plugin says: what is for one reader is kept by nobody.
    if (request.routeOptions.config.cache !== 'shared') reply.header('cache-control', NOT_KEPT)
    done(null, payload)
  })
}

/** What every answer says unless its route says otherwise. */
function safetyHeaders(publicUrl: string): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'content-security-policy': JSON_POLICY,
    'referrer-policy': 'no-referrer',
    'cache-control': NOT_KEPT,
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

/** Everybody may read; only a site's own pages may send. */
async function addCors(app: FastifyInstance, deps: Deps, publicUrl: string): Promise<void> {
  const ownOrigin = new URL(publicUrl).origin
  const reads = { origin: '*', methods: ['GET', 'HEAD'], exposedHeaders: ['etag'] }
  await app.register(cors, {
    // The origin is answered per site: whether it may write is decided where the site is known.
    delegator: (request, callback) => {
      const wanted = request.headers['access-control-request-method'] ?? request.method
      const { origin } = request.headers
      // A plain OPTIONS is no preflight: it asks for the methods.
      if (request.method === 'OPTIONS' && (origin === undefined || wanted === 'OPTIONS')) {
        callback(null, { origin: false })
        return
      }
      if (wanted === 'GET' || wanted === 'HEAD' || origin === undefined) {
        callback(null, reads)
        return
      }
      // A browser adds no receipt or token by itself: whoever has it may use it from any page.
      if (/^\/v1\/(?:receipt|subscriptions)(?:[/?]|$)/.test(request.url)) {
        callback(null, writes('*'))
        return
      }
      const siteId = /^\/v1\/sites\/([a-z0-9-]{1,50})\//.exec(request.url)?.[1]
      const commentId = /^\/v1\/comments\/([0-9a-f-]{36})\//i.exec(request.url)?.[1]
      const isWrite = siteId !== undefined || commentId !== undefined
      if (!isWrite || origin === ownOrigin) {
        callback(null, { origin: isWrite ? ownOrigin : false })
        return
      }
      findWrittenSite(deps, siteId, commentId).then(
        (site) => callback(null, writes(isOriginAllowed(site, origin) ? origin : false)),
        () => callback(null, { origin: false }),
      )
    },
  })
}

/** The site that a request would write to. Throws when there is none. */
async function findWrittenSite(deps: Deps, siteId: string | undefined, commentId: string | undefined): Promise<Site> {
  const id = siteId ?? (await findComment(deps.db, commentId as CommentId))?.siteId
  return await deps.sites.get(id ?? '')
}

function writes(origin: string | false) {
  return {
    origin,
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['content-type', 'authorization', 'idempotency-key'],
    exposedHeaders: ['retry-after', 'ratelimit', 'ratelimit-policy'],
    maxAge: 600,
  }
}

/** What Node's parser refused never becomes a request: it is answered here, still as a problem document. */
function refuseRaw(error: Error & { code?: string }, socket: Socket, headers: Record<string, string>): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  if (socket.writable) socket.end(rawProblem(status, headers))
  else socket.destroy()
}
