/** Joins the page renderers to requests: language, query, form state, policy for the browser. */

import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { THREAD_SORTS } from '../../db/queries/threads.js'
import type { Deps } from '../deps.js'
import { type CommentId, parseSlug } from '../domain/comment.js'
import { isOriginAllowed, type Site } from '../domain/site.js'
import { listOwnVotes } from '../lifecycle/vote-comment.js'
import { LIMITS } from '../limits.js'
import { renderDemoPage } from './pages/demo-page.js'
import { renderEmbedPage } from './pages/embed-page.js'
import { renderErrorPage } from './pages/error-page.js'
import { EMPTY_FORM, type FormView } from './pages/form-view.js'
import { embedPath, type PageQuery } from './pages/links.js'
import { LANGUAGES, type Language, pickLanguage, siteLanguage } from './pages/messages.js'
import { DEMO_STYLESHEET, EMBED_STYLESHEET } from './pages/page-styles.js'
import { renderReceiptPage } from './pages/receipt-page.js'
import { RECEIPT_STYLESHEET } from './pages/receipt-styles.js'
import { renderThemingPage, THEMING_STYLESHEET } from './pages/theming-page.js'
import type { ReadingContext, ThreadView } from './pages/thread-view.js'
import { type Problem, problemOf } from './problem.js'
import { DEFAULT_QUERY, readThread } from './read-thread.js'
import type { PublicCommentJson } from './thread-schema.js'

/** The demo page's thread: the article that a person sees after the first start. */
export const DEMO = { site: 'demo', slug: 'bonjour', path: '/demo' } as const

export interface PageRequestQuery {
  lang?: string
  sort?: string
  cursor?: string
  under?: string
  reply?: string
  report?: string
  submitted?: string
  reported?: string
}

export interface Pages {
  sendEmbed: (
    request: FastifyRequest,
    reply: FastifyReply,
    site: Site,
    slug: string,
    query: PageRequestQuery,
  ) => Promise<FastifyReply>
  sendDemo: (request: FastifyRequest, reply: FastifyReply, site: Site, query: PageRequestQuery) => Promise<FastifyReply>
  sendReceipt: (request: FastifyRequest, reply: FastifyReply) => FastifyReply
  sendTheming: (request: FastifyRequest, reply: FastifyReply) => FastifyReply
  /** A form that was refused: the same page again, with what is wrong beside each field. */
  sendFormProblem: (error: unknown, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
  /** `back` is a path of ours where the reader may go on. */
  sendErrorPage: (error: unknown, request: FastifyRequest, reply: FastifyReply, back?: string) => FastifyReply
  /** Where a form leads after it was taken: back to the page it was on. */
  returnAddress: (request: FastifyRequest, site: Site, slug: string, pageUrl: string | undefined) => string
  /** Where a vote or a report leads: the same page of the thread, with this in its query. */
  threadAddress: (
    request: FastifyRequest,
    thread: { site: string; slug: string },
    more?: Record<string, string>,
  ) => string
  /** The page of ours that a request came from; undefined: from none. */
  cameFrom: (request: FastifyRequest) => string | undefined
}

const styleHash = (stylesheet: string): string => `'sha256-${createHash('sha256').update(stylesheet).digest('base64')}'`
const PAGE_POLICY = `default-src 'none'; style-src ${styleHash(EMBED_STYLESHEET)}; img-src data:; form-action 'self'; base-uri 'none'`
const UNFRAMED_POLICY = `${PAGE_POLICY}; frame-ancestors 'none'`
/** Our own scripts, none of which makes markup from text. */
const scriptPolicy = (trustedTypes: string): string =>
  `script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types ${trustedTypes}; frame-ancestors 'none'`
const SCRIPT_POLICY = scriptPolicy("'none'")
const DEMO_POLICY = `default-src 'none'; style-src ${styleHash(DEMO_STYLESHEET)}; img-src data:; form-action 'self'; base-uri 'none'; ${SCRIPT_POLICY}`
const THEMING_POLICY = `default-src 'none'; style-src ${styleHash(THEMING_STYLESHEET)}; img-src data:; form-action 'none'; base-uri 'none'; ${SCRIPT_POLICY}`
// A worker's address is a script too: the page may name one of its own, by the one policy of push.ts.
const RECEIPT_POLICY = `default-src 'none'; style-src ${styleHash(RECEIPT_STYLESHEET)}; img-src data:; form-action 'none'; base-uri 'none'; ${scriptPolicy('causerie-worker')}`
/** What says which part of a thread a reader sees, in which order and language. */
const KEPT_QUERY = ['lang', 'sort', 'cursor', 'under'] as const
const WHOLE_THREAD = { ...DEFAULT_QUERY, limit: LIMITS.thread.pageSize }

export function createPages(deps: Deps, publicUrl: string): Pages {
  const ownOrigin = new URL(publicUrl).origin

  const view = async (
    request: FastifyRequest,
    site: Site,
    slug: string,
    query: PageRequestQuery,
    form: Partial<FormView>,
  ): Promise<{ thread: ThreadView } & ReadingContext> => {
    const sort = THREAD_SORTS.find((known) => known === query.sort) ?? 'oldest'
    const now = deps.clock()
    const language = languageOf(request, site)
    const { cursor, under, reply } = query
    const json = await readThread(deps.readDb, site, slug, { ...WHOLE_THREAD, sort, cursor, under }, now)
    const comments = json.comments as PublicCommentJson[]
    const parent = reply === undefined ? undefined : flatten(comments).find(({ id }) => id === reply)
    const page: PageQuery = {
      lang: LANGUAGES.find((known) => known === query.lang) ?? null,
      sort: query.sort === undefined ? null : sort,
      cursor: cursor ?? null,
      under: under ?? null,
    }
    return {
      thread: { ...json, comments, sort },
      language,
      now,
      query: page,
      form: {
        ...EMPTY_FORM,
        formToken: deps.formTokens.issue(site, now).token,
        requireEmail: site.policy.requireEmail,
        notice: query.submitted !== undefined ? 'submitted' : query.reported !== undefined ? 'reported' : null,
        replyTo: parent === undefined || parent.deleted ? null : { id: parent.id, name: parent.author.name },
        ...form,
      },
      ownVotes: await listOwnVotes(deps, site, {
        comments: flatten(comments).map(({ id, createdAt }) => ({
          id: id as CommentId,
          submittedAt: new Date(createdAt),
        })),
        networkAddress: request.ip,
        userAgent: request.headers['user-agent'] ?? '',
      }),
      reportOn: query.report ?? null,
    }
  }

  const send = (reply: FastifyReply, page: string, policy: string): FastifyReply =>
    reply
      .header('content-security-policy', policy)
      .header('referrer-policy', 'same-origin')
      .header('vary', 'Accept-Language')
      .type('text/html; charset=utf-8')
      .send(page)

  const sendErrorPage: Pages['sendErrorPage'] = (error, request, reply, back = DEMO.path) => {
    const problem = problemOf(error, request)
    if (problem.status >= 500)
      deps.log.error({ err: error, reqId: request.id, statusCode: problem.status }, 'request failed')
    const { title, status, detail } = problem
    const language = languageOf(request)
    return send(reply.code(status), renderErrorPage({ language, status, title, detail, back }), UNFRAMED_POLICY)
  }

  return {
    sendEmbed: async (request, reply, site, slug, query) => {
      const page = renderEmbedPage(await view(request, site, slug, query, {}))
      return send(reply, page, framedBy(site))
    },
    sendDemo: async (request, reply, site, query) => {
      const page = renderDemoPage(await view(request, site, DEMO.slug, query, {}))
      return send(reply, page, DEMO_POLICY)
    },
    sendReceipt: (request, reply) => send(reply, renderReceiptPage(languageOf(request)), RECEIPT_POLICY),
    sendTheming: (request, reply) => send(reply, renderThemingPage(languageOf(request), DEMO), THEMING_POLICY),
    sendErrorPage,
    sendFormProblem: async (error, request, reply) => {
      const problem = problemOf(error, request)
      const { site: siteId, slug } = request.params as { site: string; slug: string }
      // Only what the reader can mend is shown in the form; the rest is a page of its own.
      if (problem.errors === undefined || problem.status >= 500) return sendErrorPage(error, request, reply)
      try {
        const site = await deps.sites.get(siteId)
        const isDemo = isDemoPage(request, ownOrigin)
        const form = formAfter(problem, request.body)
        const context = await view(request, site, parseSlug(slug), {}, form)
        const page = isDemo ? renderDemoPage(context) : renderEmbedPage(context)
        return send(reply.code(problem.status), page, isDemo ? DEMO_POLICY : framedBy(site))
      } catch (failure) {
        // There is no page to show the form on: no such site, no such slug, no database.
        return sendErrorPage(failure, request, reply)
      }
    },
    returnAddress: (request, site, slug, pageUrl) => {
      const sent = 'submitted=1#causerie-notice'
      if (isDemoPage(request, ownOrigin)) return `${DEMO.path}?${languageQuery(request)}${sent}`
      const isOwnPage = request.headers.origin === undefined || request.headers.origin === ownOrigin
      const url = pageUrl !== undefined && URL.canParse(pageUrl) ? new URL(pageUrl) : null
      if (url !== null && !isOwnPage && isOriginAllowed(site, url.origin)) {
        url.searchParams.set('causerie', 'submitted')
        url.hash = 'causerie'
        return url.href
      }
      return `${embedPath(site.id, slug)}?${languageQuery(request)}${sent}`
    },
    cameFrom: (request) => {
      const page = ownReferer(request, ownOrigin)
      return page === null ? undefined : `${page.pathname}${page.search}`
    },
    threadAddress: (request, { site, slug }, more = {}) => {
      const parameters = new URLSearchParams()
      const page = ownReferer(request, ownOrigin)
      for (const name of KEPT_QUERY) {
        const value = page?.searchParams.get(name)
        if (typeof value === 'string') parameters.set(name, value)
      }
      for (const [name, value] of Object.entries(more)) parameters.set(name, value)
      return `${isDemoPage(request, ownOrigin) ? DEMO.path : embedPath(site, slug)}?${parameters}`
    },
  }
}

function languageOf(request: FastifyRequest, site?: Site): Language {
  const { lang } = request.query as PageRequestQuery
  const fallback = site === undefined ? 'en' : siteLanguage(site)
  return LANGUAGES.find((known) => known === lang) ?? pickLanguage(request.headers['accept-language'], fallback)
}

/** Keeps the language that a reader chose on the page the form was on. */
function languageQuery(request: FastifyRequest): string {
  const { referer = '' } = request.headers
  const lang = URL.canParse(referer) ? new URL(referer).searchParams.get('lang') : null
  return LANGUAGES.some((known) => known === lang) ? `lang=${lang}&` : ''
}

function isDemoPage(request: FastifyRequest, ownOrigin: string): boolean {
  return ownReferer(request, ownOrigin)?.pathname === DEMO.path
}

/** The page of ours that a request came from; null: from elsewhere. */
function ownReferer(request: FastifyRequest, ownOrigin: string): URL | null {
  const { referer = '' } = request.headers
  const url = URL.canParse(referer) ? new URL(referer) : null
  return url?.origin === ownOrigin ? url : null
}

function framedBy(site: Site): string {
  const ancestors = site.origins.map((origin) =>
    origin === 'http://localhost:*' ? 'http://localhost:* http://127.0.0.1:*' : origin,
  )
  return `${PAGE_POLICY}; frame-ancestors 'self' ${ancestors.join(' ')}`
}

/** What was typed, shown again beside what is wrong with it; never the address. */
function formAfter(problem: Problem, body: unknown): Partial<FormView> {
  const { author, body: text } = (body ?? {}) as { author?: { name?: unknown; url?: unknown }; body?: unknown }
  const values = { name: author?.name, url: author?.url, body: text }
  return {
    errors: problem.errors ?? [],
    values: Object.fromEntries(
      Object.entries(values).filter(([, value]) => typeof value === 'string'),
    ) as FormView['values'],
  }
}

function flatten(comments: readonly PublicCommentJson[]): PublicCommentJson[] {
  return comments.flatMap((comment) => [comment, ...flatten(comment.replies)])
}
