/** What the author of a comment may do with its receipt: see what became of it, change it, take it back. */

import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { findComment, type StoredComment } from '../../../db/queries/comments.js'
import type { Deps } from '../../deps.js'
import { COMMENT_LIMITS, type CommentId } from '../../domain/comment.js'
import { DomainError } from '../../domain/errors.js'
import { editComment } from '../../lifecycle/edit-comment.js'
import { withdrawComment } from '../../lifecycle/withdraw-comment.js'
import { ProblemSchema } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import { describeReceipt, ReceiptAnswer } from '../receipt-view.js'
import type { Routes } from '../typebox.js'

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
          { body: Type.String({ minLength: 1, maxLength: COMMENT_LIMITS.bodyLength }) },
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
