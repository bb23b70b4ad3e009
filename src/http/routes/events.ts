/** Live changes of a thread, as server-sent events. */

import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import type { Deps } from '../../deps.js'
import { parseSlug } from '../../domain/comment.js'
import { ProblemSchema } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import type { ThreadEvents } from '../thread-events.js'
import { SiteParam, SlugParam } from '../thread-schema.js'
import type { Routes } from '../typebox.js'

const EVENTS_TYPE = 'text/event-stream'

export const eventRoutes: Routes<{
  deps: Deps
  limits: RateLimits
  events: ThreadEvents
  /** Whether streams per network are counted. */
  isRateLimited: boolean
}> = async (app, { deps, limits, events, isRateLimited }) => {
  // A stream would hold back the end; its reader comes again by itself.
  app.addHook('preClose', async () => events.close())

  app.get(
    '/v1/sites/:site/threads/:slug/events',
    {
      config: { access: 'public', cache: 'private', isStream: true },
      schema: {
        operationId: 'watchThread',
        summary: 'Watch a thread',
        description:
          'Server-sent events `appeared`, `changed` and `gone`, with `data: {"id", "parentId", "version"}`: ids and the thread’s version, no text. `missed`, with `data: {"version"}`, says that something is missing: read the thread again. The event’s `id` is a version too; browsers send it back as `Last-Event-ID`.',
        tags: ['Threads'],
        params: Type.Object({ site: SiteParam, slug: SlugParam }),
        querystring: Type.Object(
          {
            since: Type.Optional(
              Type.Integer({
                minimum: 0,
                description: 'Version of the thread that was read before; `Last-Event-ID` comes before it.',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        headers: Type.Object({ 'last-event-id': Type.Optional(Type.String({ maxLength: 100 })) }),
        produces: [EVENTS_TYPE],
        response: {
          200: Type.String({ description: 'Events until the connection is closed; come again then.' }),
          '4xx': ProblemSchema,
          '5xx': ProblemSchema,
        },
      },
      onRequest: async (request, reply) => {
        await limits.count('read', request, reply)
      },
    },
    async (request, reply) => {
      const site = await deps.sites.get(request.params.site)
      const slug = parseSlug(request.params.slug)
      setHeaders(reply)
      if (request.method === 'HEAD') return await reply.send('')
      const readable = await events.open({
        thread: { siteId: site.id, slug },
        network: isRateLimited ? deps.hashNetwork.forLimit(request.ip, deps.clock()) : null,
        known: readVersion(request.headers['last-event-id']) ?? request.query.since ?? null,
      })
      return await (reply as FastifyReply).send(readable)
    },
  )
}

function setHeaders(reply: FastifyReply): void {
  reply.type(EVENTS_TYPE)
  // nginx would keep events back until its buffer is full; and a stream that ends leaves no connection to wait for.
  reply.header('x-accel-buffering', 'no').header('connection', 'close')
}

/** A version; 0 for what is not one of ours, so that its reader reads again. */
function readVersion(header: string | string[] | undefined): number | undefined {
  if (header === undefined || header === '') return undefined
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : 0
}
