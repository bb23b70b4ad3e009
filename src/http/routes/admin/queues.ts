/** Queue counts, failed jobs and their replay. */

import Type from 'typebox'
import { insertAct } from '../../../../db/queries/audit.js'
import type { Deps } from '../../../deps.js'
import type { QueueInspector } from '../../../queue/inspector.js'
import { actorOf, principalOf, requireAllSites } from '../../access.js'
import { Nullable, type Routes, Timestamp } from '../../typebox.js'
import { ADMIN, ERRORS } from './schemas.js'

const QueueName = Type.String({ minLength: 1, maxLength: 50 })
const Counts = Type.Object(
  {
    name: Type.String(),
    isPaused: Type.Boolean(),
    waiting: Type.Integer(),
    active: Type.Integer(),
    delayed: Type.Integer(),
    waitingChildren: Type.Integer(),
    completed: Type.Integer(),
    failed: Type.Integer(),
  },
  { 'x-name': 'QueueCounts', additionalProperties: false },
)
const FailedJob = Type.Object(
  {
    id: Type.String(),
    attempts: Type.Integer(),
    failedReason: Type.String({ description: 'Class and code of the error, never its message.' }),
    commentId: Nullable(Type.String({ format: 'uuid' })),
    failedAt: Nullable(Timestamp),
  },
  { 'x-name': 'FailedJob', additionalProperties: false },
)

export const queueRoutes: Routes<{ deps: Deps; inspector: QueueInspector }> = async (app, { deps, inspector }) => {
  // Queues carry the comments of all sites.
  app.addHook('preHandler', async (request) => requireAllSites(principalOf(request), 'see the queues'))

  app.get(
    '/v1/admin/queues',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'listQueues',
        summary: 'Queues and their counts',
        tags: ['Queues'],
        security: ADMIN,
        response: {
          200: Type.Object({ queues: Type.Array(Counts) }, { 'x-name': 'Queues', additionalProperties: false }),
          ...ERRORS,
        },
      },
    },
    async () => ({ queues: await inspector.listCounts() }),
  )

  app.get(
    '/v1/admin/queues/:queue/jobs',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'listFailedJobs',
        summary: 'Failed jobs of a queue, newest first',
        tags: ['Queues'],
        security: ADMIN,
        params: Type.Object({ queue: QueueName }),
        querystring: Type.Object(
          {
            start: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({ jobs: Type.Array(FailedJob) }, { 'x-name': 'FailedJobs', additionalProperties: false }),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { start = 0, limit = 50 } = request.query
      const jobs = await inspector.listFailed(request.params.queue, { start, limit })
      return { jobs: jobs.map(({ failedAt, ...job }) => ({ ...job, failedAt: failedAt?.toISOString() ?? null })) }
    },
  )

  app.post(
    '/v1/admin/queues/:queue/jobs/:id/retries',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'retryJob',
        summary: 'Run a failed job again',
        tags: ['Queues'],
        security: ADMIN,
        params: Type.Object({ queue: QueueName, id: Type.String({ minLength: 1, maxLength: 100 }) }),
        response: {
          202: Type.Object({ id: Type.String() }, { 'x-name': 'Retried', additionalProperties: false }),
          ...ERRORS,
        },
      },
    },
    async (request, reply) => {
      const { queue, id } = request.params
      await inspector.retry(queue, id)
      // The queue has no transaction of ours: it is noted once it was done.
      const act = { by: actorOf(request), verb: 'job.retry' as const, at: deps.clock(), subject: id }
      await insertAct(deps.db, { ...act, detail: { queue } })
      return await reply.code(202).send({ id })
    },
  )
}
