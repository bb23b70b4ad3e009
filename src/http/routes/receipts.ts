/** What became of my comment: for whoever holds its receipt. */

import Type from 'typebox'
import { findComment, findThreadSlug } from '../../../db/queries/comments.js'
import { findLastDecision } from '../../../db/queries/decisions.js'
import type { Deps } from '../../deps.js'
import { COMMENT_STATUSES } from '../../domain/comment-status.js'
import { DomainError } from '../../domain/errors.js'
import { ProblemSchema } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import { Nullable, OneOf, type Routes, Timestamp } from '../typebox.js'

const ReceiptAnswer = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    site: Type.String(),
    slug: Type.String(),
    status: OneOf(COMMENT_STATUSES),
    body: Type.String({ description: 'As it was sent; empty once deleted.' }),
    submittedAt: Timestamp,
    editableUntil: Timestamp,
    decision: Nullable(
      Type.Object(
        {
          reason: Type.String({
            description: 'Code of the reason, such as `clean`, `doubtful`, `spam`, `checker-unavailable`.',
          }),
          isAutomatic: Type.Boolean(),
          decidedAt: Timestamp,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { 'x-name': 'Receipt', additionalProperties: false },
)

export const receiptRoutes: Routes<{ deps: Deps; limits: RateLimits }> = async (app, { deps, limits }) => {
  app.get(
    '/v1/receipt',
    {
      config: { access: 'receipt', cache: 'private' },
      schema: {
        operationId: 'getReceipt',
        summary: 'See what became of my comment',
        tags: ['Receipt'],
        security: [{ receipt: [] }],
        response: { 200: ReceiptAnswer, '4xx': ProblemSchema, '5xx': ProblemSchema },
      },
      onRequest: async (request, reply) => {
        await limits.count('read', request, reply)
      },
    },
    async (request, reply) => {
      const [, receipt = ''] = /^bearer ([\x21-\x7e]{1,200})$/i.exec(request.headers.authorization ?? '') ?? []
      if (receipt === '') throw new DomainError('unauthorized', 'send the receipt as Authorization: Bearer …')
      const commentId = deps.receipts.read(receipt)
      const comment = commentId === undefined ? undefined : await findComment(deps.db, commentId)
      if (comment === undefined) throw new DomainError('receipt-not-found', 'this receipt belongs to no comment')

      const { slug = '' } = (await findThreadSlug(deps.db, comment.threadId)) ?? {}
      const decision = await findLastDecision(deps.db, comment.id)
      reply.header('cache-control', 'no-store')
      return {
        id: comment.id,
        site: comment.siteId,
        slug,
        status: comment.status,
        body: comment.body,
        submittedAt: comment.submittedAt.toISOString(),
        editableUntil: comment.editableUntil.toISOString(),
        decision:
          decision === undefined
            ? null
            : {
                reason: decision.reason,
                isAutomatic: decision.by.kind === 'policy' || decision.by.kind === 'system',
                decidedAt: decision.decidedAt.toISOString(),
              },
      }
    },
  )
}
