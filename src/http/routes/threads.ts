/** Reading: a thread, counts, and the form token. */

import Type from 'typebox'
import type { Db } from '../../../db/database.js'
import { findThreadVersion, listCounts, THREAD_SORTS } from '../../../db/queries/threads.js'
import type { Deps } from '../../deps.js'
import { COMMENT_LIMITS, parseSlug } from '../../domain/comment.js'
import { LIMITS } from '../../limits.js'
import { ProblemSchema } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import { readThread } from '../read-thread.js'
import { SHARED_CACHE, sendAnswer } from '../send-answer.js'
import type { ThreadCache } from '../thread-cache.js'
import {
  ChallengeSchema,
  CommentIdSchema,
  describeChallenge,
  SiteParam,
  SlugParam,
  ThreadAnswer,
} from '../thread-schema.js'
import { Nullable, OneOf, type Routes, Timestamp } from '../typebox.js'

const JSON_TYPE = 'application/json; charset=utf-8'
const ERRORS = { '4xx': ProblemSchema, '5xx': ProblemSchema }

export const threadRoutes: Routes<{ deps: Deps; limits: RateLimits; cache: ThreadCache }> = async (
  app,
  { deps, limits, cache },
) => {
  const { thread: threadLimits } = LIMITS

  app.get(
    '/v1/sites/:site/threads/:slug',
    {
      config: { access: 'public', cache: 'shared' },
      schema: {
        operationId: 'getThread',
        summary: 'Read a thread',
        description: 'Approved comments only. A slug without comments is an empty thread.',
        tags: ['Threads'],
        params: Type.Object({ site: SiteParam, slug: SlugParam }),
        querystring: Type.Object(
          {
            sort: Type.Optional(OneOf(THREAD_SORTS, { default: 'oldest' })),
            limit: Type.Optional(
              Type.Integer({
                minimum: 1,
                maximum: threadLimits.pageSizeMax,
                default: threadLimits.pageSize,
                description: 'Top-level comments on a page.',
              }),
            ),
            cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
            under: Type.Optional(CommentIdSchema),
          },
          { additionalProperties: false },
        ),
        response: { 200: ThreadAnswer, 304: Type.Null({ description: 'Not changed' }), ...ERRORS },
      },
      onRequest: async (request, reply) => {
        await limits.count('read', request, reply)
      },
    },
    async (request, reply) => {
      const { sort = 'oldest', limit = threadLimits.pageSize, cursor, under } = request.query
      const site = await deps.sites.get(request.params.site)
      const slug = parseSlug(request.params.slug)
      const answer = await cache.get({ siteId: site.id, slug }, `${sort} ${limit} ${cursor ?? ''} ${under ?? ''}`, {
        version: () => findThreadVersion(deps.readDb, site.id, slug),
        build: async () => {
          const thread = await readThread(deps.readDb, site, slug, { sort, limit, cursor, under }, deps.clock())
          return { version: thread.version, body: JSON.stringify(thread) }
        },
      })
      return await sendAnswer(request, reply, answer, JSON_TYPE)
    },
  )

  app.get(
    '/v1/sites/:site/counts',
    {
      config: { access: 'public', cache: 'shared' },
      schema: {
        operationId: 'getCounts',
        summary: 'Count approved comments of several threads',
        tags: ['Threads'],
        params: Type.Object({ site: SiteParam }),
        querystring: Type.Object(
          {
            slug: Type.Array(SlugParam, {
              minItems: 1,
              maxItems: threadLimits.countSlugsMax,
              description: 'Once per thread: `slug=a&slug=b`.',
            }),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            { site: Type.String(), counts: Type.Record(Type.String(), Type.Integer({ minimum: 0 })) },
            { 'x-name': 'Counts', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
      onRequest: async (request, reply) => {
        await limits.count('read', request, reply)
      },
    },
    async (request, reply) => {
      const site = await deps.sites.get(request.params.site)
      const slugs = [...new Set(request.query.slug.map(parseSlug))]
      reply.header('cache-control', SHARED_CACHE)
      return { site: site.id, counts: await countSlugs(deps.readDb, site.id, slugs) }
    },
  )

  app.get(
    '/v1/sites/:site/form',
    {
      config: { access: 'public', cache: 'private' },
      schema: {
        operationId: 'getForm',
        summary: 'Get a form token',
        description:
          'Send it back as `formToken`: it shows how long the form was open. Comments without one are taken too.',
        tags: ['Comments'],
        params: Type.Object({ site: SiteParam }),
        querystring: Type.Object(
          {
            slug: Type.Optional(
              Type.String({
                minLength: 1,
                maxLength: COMMENT_LIMITS.slugLength,
                description: 'The thread the form is for; without it, a raid on any thread of the site counts.',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            {
              formToken: Type.String(),
              expiresAt: Timestamp,
              raid: Type.Boolean({ description: 'A proof of work is asked for, and comments are held.' }),
              challenge: Nullable(ChallengeSchema),
            },
            { 'x-name': 'Form', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
      onRequest: async (request, reply) => {
        await limits.count('read', request, reply)
      },
    },
    async (request) => {
      const site = await deps.sites.get(request.params.site)
      const slug = request.query.slug === undefined ? null : parseSlug(request.query.slug)
      const now = deps.clock()
      const { token, expiresAt } = deps.formTokens.issue(site, now)
      const isRaid = await deps.raids.isOn(site.id, slug)
      return {
        formToken: token,
        expiresAt: expiresAt.toISOString(),
        raid: isRaid,
        challenge: isRaid ? describeChallenge(deps.challenges.issue(site, slug, now)) : null,
      }
    },
  )
}

async function countSlugs(
  db: Db,
  siteId: Parameters<typeof listCounts>[1],
  slugs: readonly string[],
): Promise<Record<string, number>> {
  const counts = await listCounts(db, siteId, slugs)
  return Object.fromEntries(slugs.map((slug) => [slug, counts.get(slug) ?? 0]))
}
