/** Health for the balancer, metrics for Prometheus. */

import { isIP } from 'node:net'
import Type from 'typebox'
import type { Health } from '../../lifecycle/health.js'
import { requireRole } from '../access.js'
import type { GuardDeps } from '../authenticate.js'
import type { Metrics } from '../metrics.js'
import { ProblemSchema } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import type { Routes } from '../typebox.js'

const Report = Type.Object(
  {
    status: Type.String(),
    checks: Type.Array(
      Type.Object(
        { name: Type.String(), isOk: Type.Boolean(), detail: Type.String() },
        { additionalProperties: false },
      ),
    ),
  },
  { 'x-name': 'Health', additionalProperties: false },
)

export const healthRoutes: Routes<{ health: Health }> = async (app, { health }) => {
  app.get(
    '/livez',
    {
      config: { access: 'public', cache: 'private' },
      schema: {
        operationId: 'getLiveness',
        summary: 'The process runs',
        tags: ['Operations'],
        response: { 200: Type.Object({ status: Type.Literal('ok') }, { 'x-name': 'Liveness' }), '4xx': ProblemSchema },
      },
    },
    async () => ({ status: 'ok' as const }),
  )

  app.get(
    '/readyz',
    {
      config: { access: 'public', cache: 'private' },
      schema: {
        operationId: 'getReadiness',
        summary: 'The service can do its work',
        description:
          '503 when Postgres does not answer, no worker is alive, the oldest pending comment is too old, or the process is stopping.',
        tags: ['Operations'],
        response: { 200: Report, 503: Report, '4xx': ProblemSchema },
      },
    },
    async (_request, reply) => {
      const { isReady, checks } = await health.report()
      return await reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready', checks })
    },
  )
}

export const metricsRoutes: Routes<{ deps: GuardDeps; limits: RateLimits; metrics: Metrics }> = async (
  app,
  { deps, limits, metrics },
) => {
  app.get(
    '/metrics',
    {
      config: { access: 'operations', cache: 'private' },
      schema: {
        operationId: 'getMetrics',
        summary: 'Prometheus metrics',
        description: 'For clients on this machine, and for admin keys.',
        tags: ['Operations'],
        security: [{}, { apiKey: [] }],
        produces: ['text/plain'],
        response: { 200: Type.String(), '4xx': ProblemSchema, '5xx': ProblemSchema },
      },
    },
    async (request, reply) => {
      // The socket's own address: forwarded headers do not make a stranger local.
      const isForwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined
      if (isForwarded || !isLoopback(request.socket.remoteAddress)) {
        await requireRole(deps, limits, request, reply, 'admin')
      }
      const { contentType, text } = await metrics.render()
      return await reply.type(contentType).send(text)
    },
  )
}

function isLoopback(address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:/, '') ?? ''
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'))
}
