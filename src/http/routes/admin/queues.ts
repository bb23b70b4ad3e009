/** Queue counts, failed jobs and their replay. */

import Type from 'typebox'
import { insertAct } from '../../../../db/queries/audit.js'
import { listRevisionsPending } from '../../../../db/queries/comments.js'
import { findBacklog } from '../../../../db/queries/relay.js'
import { listWorkers } from '../../../../db/queries/service.js'
import type { Deps } from '../../../deps.js'
import type { CommentId } from '../../../domain/comment.js'
import { LIMITS } from '../../../limits.js'
import type { FailedJob as Failed, QueueInspector } from '../../../queue/inspector.js'
import { principalOf, requireAllSites } from '../../access.js'
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
const Backlog = Type.Object(
  {
    pending: Type.Integer({ description: 'Comments that wait for their checks.' }),
    oldestAt: Nullable(Timestamp),
    isLate: Type.Boolean({ description: 'The oldest waits longer than it should: `/readyz` is red.' }),
  },
  { additionalProperties: false },
)
const LiveWorker = Type.Object(
  { id: Type.String(), seenAt: Timestamp, isAlive: Type.Boolean() },
  { additionalProperties: false },
)
const FailedJob = Type.Object(
  {
    id: Type.String(),
    attempts: Type.Integer(),
    failedReason: Type.String({ description: 'Class and code of the error, never its message.' }),
    commentId: Nullable(Type.String({ format: 'uuid' })),
    failedAt: Nullable(Timestamp),
    changes: Type.Boolean({
      description: 'False: its comment was decided or held meanwhile. To run it again changes nothing.',
    }),
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
          200: Type.Object(
            { queues: Type.Array(Counts), backlog: Backlog, workers: Type.Array(LiveWorker) },
            { 'x-name': 'Queues', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async () => {
      const now = deps.clock()
      const { pending, oldestAgeMs } = await findBacklog(deps.db, now)
      const workers = await listWorkers(deps.db)
      const aliveSince = now.getTime() - LIMITS.workers.aliveMs
      return {
        queues: await inspector.listCounts(),
        backlog: {
          pending,
          oldestAt: pending === 0 ? null : new Date(now.getTime() - oldestAgeMs).toISOString(),
          isLate: oldestAgeMs >= LIMITS.ready.pendingAgeMs,
        },
        workers: workers.map(({ id, seenAt }) => ({
          id,
          seenAt: seenAt.toISOString(),
          isAlive: seenAt.getTime() > aliveSince,
        })),
      }
    },
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
      const open = await findOpen(deps, jobs)
      return {
        jobs: jobs.map(({ failedAt, revision, ...job }) => ({
          ...job,
          failedAt: failedAt?.toISOString() ?? null,
          changes: wouldChange({ ...job, revision }, open),
        })),
      }
    },
  )

  app.post(
    '/v1/admin/queues/:queue/jobs/:id/retries',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'retryJob',
        summary: 'Run a failed job again',
        description:
          'A comment whose checks failed for good is held for a person, and a job made for it before finds nothing to do any more: `changes` is false, and it is the comment that has to be decided.',
        tags: ['Queues'],
        security: ADMIN,
        params: Type.Object({ queue: QueueName, id: Type.String({ minLength: 1, maxLength: 100 }) }),
        response: {
          202: Type.Object(
            { id: Type.String(), changes: Type.Boolean() },
            { 'x-name': 'Retried', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request, reply) => {
      const { queue, id } = request.params
      const job = await inspector.retry(queue, id)
      const changes = wouldChange(job, await findOpen(deps, [job]))
      // The queue has no transaction of ours: it is noted once it was done.
      const act = { by: principalOf(request), verb: 'job.retry' as const, at: deps.clock(), subject: id }
      await insertAct(deps.db, { ...act, detail: { queue } })
      return await reply.code(202).send({ id, changes })
    },
  )
}

/** Of the comments that jobs were made for, the revisions that still wait for their checks. */
async function findOpen(
  deps: Pick<Deps, 'db'>,
  jobs: readonly Pick<Failed, 'commentId'>[],
): Promise<ReadonlyMap<string, number>> {
  return await listRevisionsPending(
    deps.db,
    jobs.flatMap(({ commentId }) => (commentId === null ? [] : [commentId as CommentId])),
  )
}

/** Jobs for a revision find nothing to do when that revision is decided; all others do their work whenever they run. */
function wouldChange(
  { commentId, revision }: Pick<Failed, 'commentId' | 'revision'>,
  open: ReadonlyMap<string, number>,
) {
  return commentId === null || revision === null || open.get(commentId) === revision
}
