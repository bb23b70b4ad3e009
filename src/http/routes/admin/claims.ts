/** Claims: a short lease on a comment, so that two people do not work on the same one. */

import Type from 'typebox'
import { deleteClaim } from '../../../../db/queries/claims.js'
import type { Deps } from '../../../deps.js'
import { claimComment } from '../../../lifecycle/claim-comment.js'
import { LIMITS } from '../../../limits.js'
import { principalOf } from '../../access.js'
import { CommentIdSchema } from '../../thread-schema.js'
import type { Routes } from '../../typebox.js'
import { findForPrincipal } from './describe-comment.js'
import { ADMIN, ClaimSchema, ERRORS } from './schemas.js'

const Params = Type.Object({ id: CommentIdSchema })

export const claimRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.put(
    '/v1/admin/comments/:id/claim',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'claimComment',
        summary: 'Claim a comment, or renew the claim',
        description: `It lasts for ${LIMITS.decision.claimMs / 1_000} s. While it does, nobody else can decide on the comment.`,
        tags: ['Moderation'],
        security: ADMIN,
        params: Params,
        response: {
          200: Type.Object(
            { id: Type.String({ format: 'uuid' }), claim: ClaimSchema },
            { 'x-name': 'ClaimedComment', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const by = principalOf(request)
      const { id } = await findForPrincipal(deps.db, by, request.params.id)
      const { until } = await claimComment(deps, { commentId: id, by })
      return { id, claim: { by: { id: by.id, name: by.name }, until: until.toISOString() } }
    },
  )

  app.delete(
    '/v1/admin/comments/:id/claim',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'releaseComment',
        summary: 'Give a claim back',
        description: 'A claim of somebody else stays.',
        tags: ['Moderation'],
        security: ADMIN,
        params: Params,
        response: { 204: Type.Null({ description: 'Not claimed by you any more' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      const by = principalOf(request)
      const { id } = await findForPrincipal(deps.db, by, request.params.id)
      await deleteClaim(deps.db, id, by.id)
      return await reply.code(204).send(null)
    },
  )
}
