/** What the author of a comment may do with its receipt: see what became of it, change it, take it back, object, export, erase. */

import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { findComment, type StoredComment } from '../../../db/queries/comments.js'
import type { Deps } from '../../deps.js'
import { APPEAL_LIMITS } from '../../domain/appeal.js'
import { COMMENT_LIMITS, type CommentId } from '../../domain/comment.js'
import { DomainError } from '../../domain/errors.js'
import { appealDecision } from '../../lifecycle/appeal-decision.js'
import { editComment } from '../../lifecycle/edit-comment.js'
import { ERASURE_SCOPES, eraseAuthor } from '../../lifecycle/erase-author.js'
import { exportAuthor } from '../../lifecycle/export-author.js'
import { withdrawComment } from '../../lifecycle/withdraw-comment.js'
import { LIMITS } from '../../limits.js'
import { describeExport, ExportAnswer } from '../export-view.js'
import { ProblemSchema } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import { describeReceipt, ReceiptAnswer } from '../receipt-view.js'
import { OneOf, type Routes, Typed } from '../typebox.js'

const ERRORS = { '4xx': ProblemSchema, '5xx': ProblemSchema }
const COMMON = { tags: ['Receipt'], security: [{ receipt: [] }] }

export const receiptRoutes: Routes<{ deps: Deps; limits: RateLimits }> = async (app, { deps, limits }) => {
  app.get(
    '/v1/receipt',
    {
      config: { access: 'receipt', cache: 'private' },
      schema: {
        operationId: 'getReceipt',
        summary: 'See what became of my comment',
        ...COMMON,
        response: { 200: ReceiptAnswer, ...ERRORS },
      },
      onRequest: async (request, reply) => {
        await limits.count('read', request, reply)
      },
    },
    async (request) => await describeReceipt(deps, await commentOf(deps, request)),
  )

  app.patch(
    '/v1/receipt',
    {
      config: { access: 'receipt', cache: 'private' },
      schema: {
        operationId: 'editComment',
        summary: 'Change the text of my comment',
        description: 'Until `editableUntil`. The comment is pending again, unseen, and goes through every check.',
        ...COMMON,
        body: Type.Object(
          { body: Typed('markdown', { minLength: 1, maxLength: COMMENT_LIMITS.bodyLength }) },
          { 'x-name': 'Edit', additionalProperties: false },
        ),
        response: { 200: ReceiptAnswer, ...ERRORS },
      },
      onRequest: async (request, reply) => {
        await limits.count('submit', request, reply)
      },
    },
    async (request) => {
      const { id } = await commentOf(deps, request)
      await editComment(deps, { commentId: id, body: request.body.body })
      return await describeReceipt(deps, await findAgain(deps, id))
    },
  )

  app.delete(
    '/v1/receipt',
    {
      config: { access: 'receipt', cache: 'private' },
      schema: {
        operationId: 'withdrawComment',
        summary: 'Take my comment back',
        description: 'At any time. Its text and name are erased; where others replied, a tombstone stays.',
        ...COMMON,
        response: { 204: Type.Null({ description: 'It is gone' }), ...ERRORS },
      },
      onRequest: async (request, reply) => {
        await limits.count('submit', request, reply)
      },
    },
    async (request, reply) => {
      const { id } = await commentOf(deps, request)
      await withdrawComment(deps, { commentId: id })
      return await reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/receipt/appeals',
    {
      config: { access: 'receipt', cache: 'private' },
      schema: {
        operationId: 'appealDecision',
        summary: 'Object to the decision on my comment',
        description:
          'Once per decision, within six months. Another person than the first decides. A moderator’s deletion cannot be appealed: the text is gone. Nor can what rules alone hold: it waits for a person anyway.',
        ...COMMON,
        body: Type.Object(
          { text: Typed('text', { minLength: 1, maxLength: APPEAL_LIMITS.textLength }) },
          { 'x-name': 'AppealRequest', additionalProperties: false },
        ),
        response: { 202: ReceiptAnswer, ...ERRORS },
      },
      onRequest: async (request, reply) => {
        await limits.count('submit', request, reply)
      },
    },
    async (request, reply) => {
      const { id } = await commentOf(deps, request)
      await appealDecision(deps, { commentId: id, text: request.body.text })
      return await reply.code(202).send(await describeReceipt(deps, await findAgain(deps, id)))
    },
  )

  app.get(
    '/v1/receipt/export',
    {
      config: { access: 'receipt', cache: 'private' },
      schema: {
        operationId: 'exportAuthor',
        summary: 'Take what is kept about me',
        description:
          'This comment; and of its author’s others on the site those that are public, or came with the same address from the same network in the same week.',
        ...COMMON,
        response: { 200: ExportAnswer, ...ERRORS },
      },
      onRequest: async (request, reply) => {
        await limits.count('submit', request, reply)
      },
    },
    async (request, reply) => {
      const comment = await commentOf(deps, request)
      reply.header('content-disposition', 'attachment; filename="causerie-export.json"')
      return describeExport(await exportAuthor(deps, comment.id), comment.siteId, deps.clock())
    },
  )

  app.post(
    '/v1/receipt/erasure',
    {
      config: { access: 'receipt', cache: 'private' },
      schema: {
        operationId: 'eraseAuthor',
        summary: 'Erase me',
        description:
          '`comment`: this comment. `author`: also the author’s others that came with the same address from the same network in the same week, and those whose receipts are given. An address alone proves nothing, since anybody can type it.',
        ...COMMON,
        body: Type.Object(
          {
            scope: OneOf(ERASURE_SCOPES),
            receipts: Type.Optional(
              Type.Array(Type.String({ maxLength: 200 }), {
                maxItems: LIMITS.erasure.receipts,
                description: 'Receipts of further comments; those that belong to none are passed over.',
              }),
            ),
          },
          { 'x-name': 'ErasureRequest', additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            { erased: Type.Integer({ description: 'Comments of which nothing is left now.' }) },
            { 'x-name': 'Erasure', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
      onRequest: async (request, reply) => {
        await limits.count('submit', request, reply)
      },
    },
    async (request) => {
      const { id } = await commentOf(deps, request)
      const { scope, receipts = [] } = request.body
      const alsoProven = receipts.flatMap((receipt) => deps.receipts.read(receipt) ?? [])
      return { erased: await eraseAuthor(deps, { commentId: id, scope, alsoProven }) }
    },
  )
}

/** The comment whose receipt a request carries. Throws `unauthorized` without one, `receipt-not-found` for a stranger's. */
async function commentOf(deps: Pick<Deps, 'db' | 'receipts'>, request: FastifyRequest): Promise<StoredComment> {
  const [, receipt = ''] = /^bearer ([\x21-\x7e]{1,200})$/i.exec(request.headers.authorization ?? '') ?? []
  if (receipt === '') throw new DomainError('unauthorized', 'send the receipt as Authorization: Bearer …')
  const commentId = deps.receipts.read(receipt)
  const comment = commentId === undefined ? undefined : await findComment(deps.db, commentId)
  if (comment === undefined) throw new DomainError('receipt-not-found', 'this receipt belongs to no comment')
  return comment
}

async function findAgain(deps: Pick<Deps, 'db'>, id: CommentId): Promise<StoredComment> {
  const comment = await findComment(deps.db, id)
  if (comment === undefined) throw new DomainError('receipt-not-found', 'this receipt belongs to no comment')
  return comment
}
