/** Pages for people: the embed page of a thread, and the demo article. */

import Type from 'typebox'
import type { Deps } from '../../deps.js'
import { parseSlug } from '../../domain/comment.js'
import { DEMO, type PageRequestQuery, type Pages } from '../pages.js'
import type { RateLimits } from '../rate-limits.js'
import { SiteParam, SlugParam } from '../thread-schema.js'
import type { Routes } from '../typebox.js'

// Pages get visits with parameters of all kinds of tools: what is not known here is ignored.
const PageQuerySchema = Type.Object({
  lang: Type.Optional(Type.String({ maxLength: 35 })),
  sort: Type.Optional(Type.String({ maxLength: 20 })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  under: Type.Optional(Type.String({ format: 'uuid' })),
  reply: Type.Optional(Type.String({ maxLength: 36 })),
  report: Type.Optional(Type.String({ maxLength: 36 })),
  reported: Type.Optional(Type.String({ maxLength: 20 })),
  submitted: Type.Optional(Type.String({ maxLength: 20 })),
})
const HtmlPage = Type.String({ description: 'An HTML page' })

export const pageRoutes: Routes<{ deps: Deps; limits: RateLimits; pages: Pages }> = async (
  app,
  { deps, limits, pages },
) => {
  app.setErrorHandler((error, request, reply) => pages.sendErrorPage(error, request, reply))
  app.addHook('onRequest', async (request, reply) => {
    await limits.count('read', request, reply)
  })

  app.get(
    '/embed/:site/:slug',
    {
      config: { access: 'public', cache: 'private' },
      schema: {
        operationId: 'getEmbedPage',
        summary: 'A thread and its form as a page',
        description: 'Works without JavaScript.',
        tags: ['Pages'],
        params: Type.Object({ site: SiteParam, slug: SlugParam }),
        querystring: PageQuerySchema,
        produces: ['text/html'],
        response: { 200: HtmlPage, '4xx': HtmlPage, '5xx': HtmlPage },
      },
    },
    async (request, reply) => {
      const site = await deps.sites.get(request.params.site)
      return await pages.sendEmbed(
        request,
        reply,
        site,
        parseSlug(request.params.slug),
        request.query as PageRequestQuery,
      )
    },
  )

  app.get(
    DEMO.path,
    {
      config: { access: 'public', cache: 'private' },
      schema: {
        operationId: 'getDemoPage',
        summary: 'An article with comments below it',
        tags: ['Pages'],
        querystring: PageQuerySchema,
        produces: ['text/html'],
        response: { 200: HtmlPage, '4xx': HtmlPage, '5xx': HtmlPage },
      },
    },
    async (request, reply) =>
      await pages.sendDemo(request, reply, await deps.sites.get(DEMO.site), request.query as PageRequestQuery),
  )

  app.get(
    `${DEMO.path}/theming`,
    {
      config: { access: 'public', cache: 'private' },
      schema: {
        operationId: 'getThemingPage',
        summary: 'Live examples of the widget’s themes',
        tags: ['Pages'],
        querystring: PageQuerySchema,
        produces: ['text/html'],
        response: { 200: HtmlPage, '4xx': HtmlPage, '5xx': HtmlPage },
      },
    },
    async (request, reply) => pages.sendTheming(request, reply),
  )

  app.get(
    '/receipt',
    {
      config: { access: 'public', cache: 'private' },
      schema: {
        operationId: 'getReceiptPage',
        summary: 'The page of a receipt',
        description: 'Open it with the receipt behind the `#`: browsers keep that part to themselves.',
        tags: ['Pages'],
        querystring: PageQuerySchema,
        produces: ['text/html'],
        response: { 200: HtmlPage, '4xx': HtmlPage, '5xx': HtmlPage },
      },
    },
    async (request, reply) => pages.sendReceipt(request, reply),
  )

  app.get(
    '/',
    { config: { access: 'public', cache: 'private' }, schema: { hide: true } as object },
    async (_request, reply) => reply.redirect(DEMO.path, 302),
  )
}
