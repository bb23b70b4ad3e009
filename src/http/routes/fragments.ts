/** A thread as a piece of HTML, for server-side includes and for generators of static sites. */

import Type from 'typebox'
import { findThreadVersion, THREAD_SORTS } from '../../../db/queries/threads.js'
import type { Deps } from '../../deps.js'
import { parseSlug } from '../../domain/comment.js'
import { LIMITS } from '../../limits.js'
import { renderFragment } from '../pages/fragment.js'
import { embedPath } from '../pages/links.js'
import { LANGUAGES, siteLanguage } from '../pages/messages.js'
import { ProblemSchema } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import { readThread } from '../read-thread.js'
import { sendAnswer } from '../send-answer.js'
import type { ThreadCache } from '../thread-cache.js'
import { type PublicCommentJson, SiteParam, SlugParam } from '../thread-schema.js'
import { OneOf, type Routes } from '../typebox.js'

export const fragmentRoutes: Routes<{ deps: Deps; limits: RateLimits; cache: ThreadCache; publicUrl: string }> = async (
  app,
  { deps, limits, cache, publicUrl },
) => {
  const { pageSizeMax } = LIMITS.thread

  app.get(
    '/embed/:site/:slug/fragment',
    {
      config: { access: 'public', cache: 'shared' },
      schema: {
        operationId: 'getFragment',
        summary: 'A thread as a piece of HTML',
        description:
          'Plain HTML without head, styles or scripts, to put into a page on a server. Links lead to the embed page.',
        tags: ['Pages'],
        params: Type.Object({ site: SiteParam, slug: SlugParam }),
        querystring: Type.Object(
          {
            lang: Type.Optional(OneOf(LANGUAGES, { description: 'Default: the site’s language.' })),
            sort: Type.Optional(OneOf(THREAD_SORTS, { default: 'oldest' })),
            limit: Type.Optional(
              Type.Integer({
                minimum: 1,
                maximum: pageSizeMax,
                default: pageSizeMax,
                description: 'Top-level comments; a link leads to the rest.',
              }),
            ),
            jsonld: Type.Optional(Type.Boolean({ description: 'With the comments as schema.org data.' })),
          },
          { additionalProperties: false },
        ),
        produces: ['text/html'],
        response: {
          200: Type.String({ description: 'A section of HTML' }),
          304: Type.Null({ description: 'Not changed' }),
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
      const { lang, sort = 'oldest', limit = pageSizeMax, jsonld = false } = request.query
      const language = lang ?? siteLanguage(site)
      const answer = await cache.get({ siteId: site.id, slug }, `fragment ${lang ?? ''} ${sort} ${limit} ${jsonld}`, {
        version: () => findThreadVersion(deps.readDb, site.id, slug),
        build: async () => {
          const query = { sort, limit, cursor: undefined, under: undefined }
          const thread = await readThread(deps.readDb, site, slug, query, deps.clock())
          const body = renderFragment({
            thread: { ...thread, comments: thread.comments as PublicCommentJson[], sort },
            language,
            address: `${publicUrl}${embedPath(site.id, slug)}`,
            query: { lang: lang ?? null, sort: sort === 'oldest' ? null : sort, cursor: null, under: null },
            hasJsonLd: jsonld,
          })
          return { version: thread.version, body }
        },
      })
      return await sendAnswer(request, reply, answer, 'text/html; charset=utf-8')
    },
  )
}
