/** Atom feeds: of a thread, of the replies to one comment, of a whole site. */

import Type from 'typebox'
import { findThreadVersion } from '../../../db/queries/threads.js'
import type { Deps } from '../../deps.js'
import { parseSlug } from '../../domain/comment.js'
import { renderFeed } from '../pages/feed.js'
import { ProblemSchema } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import { readSiteFeed, readThreadFeed } from '../read-feed.js'
import { sendAnswer } from '../send-answer.js'
import { makeAnswer, type ThreadCache } from '../thread-cache.js'
import { CommentIdSchema, SiteParam, SlugParam } from '../thread-schema.js'
import type { Routes } from '../typebox.js'

const ATOM_TYPE = 'application/atom+xml; charset=utf-8'
const ANSWERS = {
  200: Type.String({ description: 'An Atom feed (RFC 4287), newest comments first.' }),
  304: Type.Null({ description: 'Not changed' }),
  '4xx': ProblemSchema,
  '5xx': ProblemSchema,
}

export const feedRoutes: Routes<{ deps: Deps; limits: RateLimits; cache: ThreadCache; publicUrl: string }> = async (
  app,
  { deps, limits, cache, publicUrl },
) => {
  app.addHook('onRequest', async (request, reply) => {
    await limits.count('read', request, reply)
  })

  app.get(
    '/v1/sites/:site/threads/:slug/feed',
    {
      config: { access: 'public', cache: 'shared' },
      schema: {
        operationId: 'getThreadFeed',
        summary: 'Follow a thread in a feed reader',
        description: 'The newest approved comments; with `under`, those below one comment.',
        tags: ['Threads'],
        params: Type.Object({ site: SiteParam, slug: SlugParam }),
        querystring: Type.Object({ under: Type.Optional(CommentIdSchema) }, { additionalProperties: false }),
        produces: ['application/atom+xml'],
        response: ANSWERS,
      },
    },
    async (request, reply) => {
      const { under } = request.query
      const site = await deps.sites.get(request.params.site)
      const slug = parseSlug(request.params.slug)
      const answer = await cache.get({ siteId: site.id, slug }, `feed ${under ?? ''}`, {
        version: () => findThreadVersion(deps.readDb, site.id, slug),
        build: async () => {
          const { version, feed } = await readThreadFeed({ db: deps.readDb, site, publicUrl }, slug, under)
          return { version, body: renderFeed(feed) }
        },
      })
      return await sendAnswer(request, reply, answer, ATOM_TYPE)
    },
  )

  app.get(
    '/v1/sites/:site/feed',
    {
      config: { access: 'public', cache: 'shared' },
      schema: {
        operationId: 'getSiteFeed',
        summary: 'Follow a site in a feed reader',
        description: 'The newest approved comments of all its threads.',
        tags: ['Threads'],
        params: Type.Object({ site: SiteParam }),
        querystring: Type.Object({}, { additionalProperties: false }),
        produces: ['application/atom+xml'],
        response: ANSWERS,
      },
    },
    async (request, reply) => {
      const site = await deps.sites.get(request.params.site)
      const feed = await readSiteFeed({ db: deps.readDb, site, publicUrl })
      return await sendAnswer(request, reply, makeAnswer(renderFeed(feed)), ATOM_TYPE)
    },
  )
}
