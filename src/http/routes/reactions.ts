/** What readers do with a comment that is not theirs. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import { findComment, findThreadSlug } from '../../../db/queries/comments.js'
import type { Deps } from '../../deps.js'
import { COMMENT_LIMITS, type CommentId } from '../../domain/comment.js'
import { DomainError } from '../../domain/errors.js'
import { REPORT_LIMITS, REPORT_REASONS } from '../../domain/report.js'
import type { Site } from '../../domain/site.js'
import { reportComment } from '../../lifecycle/report-comment.js'
import { voteComment } from '../../lifecycle/vote-comment.js'
import { Redacted } from '../../privacy/redacted.js'
import type { Pages } from '../pages.js'
import { ProblemSchema } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import { CommentIdSchema } from '../thread-schema.js'
import { OneOf, type Routes, Typed } from '../typebox.js'
import { checkOrigin, isForm, wantsHtml } from './comments.js'

const ERRORS = { '4xx': ProblemSchema, '5xx': ProblemSchema }
const Params = Type.Object({ id: CommentIdSchema })
const ReportBody = Type.Object(
  {
    reason: OneOf(REPORT_REASONS),
    text: Type.Optional(Typed('text', { maxLength: REPORT_LIMITS.textLength })),
    name: Type.Optional(Typed('line', { maxLength: COMMENT_LIMITS.nameLength })),
    email: Type.Optional(
      Typed('line', {
        description: 'Turned into a keyed hash on arrival, kept nowhere, shown to nobody.',
        maxLength: COMMENT_LIMITS.emailBytes,
      }),
    ),
  },
  { 'x-name': 'ReportRequest', additionalProperties: false },
)
const VoteValue = Type.Union([Type.Literal(1), Type.Literal(0), Type.Literal(-1)])

const FormVote = Type.Object({ value: OneOf(['1', '0', '-1']) }, { 'x-name': 'FormVote', additionalProperties: false })

export const reactionRoutes: Routes<{ deps: Deps; limits: RateLimits; pages: Pages; publicUrl: string }> = async (
  app,
  { deps, limits, pages, publicUrl },
) => {
  const vote = async (request: FastifyRequest, value: 1 | 0 | -1) => {
    const target = await findTarget(deps, (request.params as { id: string }).id)
    const { id, site } = target
    checkOrigin(site, request.headers.origin, publicUrl)
    const votes = await voteComment(deps, {
      site,
      commentId: id,
      value,
      networkAddress: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
    })
    return { ...target, votes }
  }
  /** What a form's reader gets where it failed: a page, with the way back to the thread. */
  const answerForm = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (!isForm(request) || !wantsHtml(request)) throw error
    return pages.sendErrorPage(error, request, reply, pages.cameFrom(request))
  }

  app.put(
    '/v1/comments/:id/vote',
    {
      config: { access: 'public', cache: 'private' },
      schema: {
        operationId: 'voteComment',
        summary: 'Vote for or against a comment',
        description: 'One vote a person, told apart by network and browser. 0 takes it back.',
        tags: ['Comments'],
        params: Params,
        body: Type.Object({ value: VoteValue }, { 'x-name': 'Vote', additionalProperties: false }),
        response: {
          200: Type.Object(
            { id: Type.String({ format: 'uuid' }), votes: Type.Integer(), value: VoteValue },
            { 'x-name': 'VoteOutcome', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
      onRequest: async (request, reply) => {
        await limits.count('vote', request, reply)
      },
    },
    async (request) => {
      const { value } = request.body as { value: Static<typeof VoteValue> }
      const { id, votes } = await vote(request as FastifyRequest, value)
      return { id, votes, value }
    },
  )

  app.post(
    '/v1/comments/:id/vote',
    {
      config: { access: 'public', cache: 'private' },
      schema: {
        operationId: 'voteByForm',
        summary: 'Vote with a form',
        description:
          'The same for pages without scripts (`application/x-www-form-urlencoded`): answered with 303 back to the thread.',
        tags: ['Comments'],
        params: Params,
        body: FormVote,
        response: { 303: Type.Null({ description: 'Back to the comment.' }), ...ERRORS },
      },
      onRequest: async (request, reply) => {
        await limits.count('vote', request, reply)
      },
      errorHandler: answerForm,
    },
    async (request, reply) => {
      const { id, thread } = await vote(request as FastifyRequest, Number(request.body.value) as 1 | 0 | -1)
      return reply.redirect(`${pages.threadAddress(request, thread)}#comment-${id}`, 303)
    },
  )

  app.post(
    '/v1/comments/:id/reports',
    {
      config: { access: 'public', cache: 'private' },
      schema: {
        operationId: 'reportComment',
        summary: 'Report a comment',
        description:
          'One report a reader and comment: a second one is the first. Name and address are not needed. A form (`application/x-www-form-urlencoded`) is answered with 303 back to the thread.',
        tags: ['Comments'],
        params: Params,
        body: ReportBody,
        response: {
          202: Type.Object(
            { id: Type.String({ format: 'uuid', description: 'Of the report.' }) },
            { 'x-name': 'ReportOutcome', additionalProperties: false },
          ),
          303: Type.Null({ description: 'Back to the thread.' }),
          ...ERRORS,
        },
      },
      onRequest: async (request, reply) => {
        await limits.count('report', request, reply)
      },
      errorHandler: answerForm,
    },
    async (request, reply) => {
      const { id: commentId, site, thread } = await findTarget(deps, request.params.id)
      checkOrigin(site, request.headers.origin, publicUrl)
      const { reason, text, name, email: address } = request.body as Static<typeof ReportBody>
      // First of all: from here on the address is a hash.
      const email =
        address === undefined || address === '' ? null : deps.hashEmail(site, new Redacted(address), 'email')
      const id = await reportComment(deps, {
        site,
        commentId,
        reason,
        text,
        name,
        email,
        networkAddress: request.ip,
        userAgent: request.headers['user-agent'] ?? '',
      })
      if (isForm(request))
        return reply.redirect(`${pages.threadAddress(request, thread, { reported: '1' })}#causerie-notice`, 303)
      return await reply.code(202).send({ id })
    },
  )
}

interface Target {
  id: CommentId
  site: Site
  thread: { site: string; slug: string }
}

/** An approved comment with its site and thread; any other is as missing as one that never was. */
async function findTarget(deps: Pick<Deps, 'db' | 'sites'>, param: string): Promise<Target> {
  const id = param.toLowerCase() as CommentId
  const comment = await findComment(deps.db, id)
  const thread = comment?.status === 'approved' ? await findThreadSlug(deps.db, comment.threadId) : undefined
  if (thread === undefined) throw new DomainError('comment-not-found', 'there is no comment of this id')
  return { id, site: await deps.sites.get(thread.siteId), thread: { site: thread.siteId, slug: thread.slug } }
}
