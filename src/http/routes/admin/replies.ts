/** Answers of moderators to comments, for all to see. */

import Type from 'typebox'
import type { Deps } from '../../../deps.js'
import { COMMENT_LIMITS } from '../../../domain/comment.js'
import { replyAsModerator } from '../../../lifecycle/reply-as-moderator.js'
import { principalOf } from '../../access.js'
import { CommentIdSchema } from '../../thread-schema.js'
import { type Routes, Typed } from '../../typebox.js'
import { describeComments, findForPrincipal } from './describe-comment.js'
import { ADMIN, AdminComment, ERRORS } from './schemas.js'

export const replyRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.post(
    '/v1/admin/comments/:id/replies',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'replyAsModerator',
        summary: 'Answer a comment as a moderator',
        description:
          'Readers see it at once, with `author.moderator`. In a closed thread, too; not below what readers do not see.',
        tags: ['Moderation'],
        security: ADMIN,
        params: Type.Object({ id: CommentIdSchema }),
        body: Type.Object(
          {
            body: Typed('markdown', { minLength: 1, maxLength: COMMENT_LIMITS.bodyLength }),
            name: Type.Optional(
              Typed('line', {
                minLength: 1,
                maxLength: COMMENT_LIMITS.nameLength,
                description: 'The name readers see, such as that of the editors; yours when left out.',
              }),
            ),
          },
          { 'x-name': 'ModeratorReply', additionalProperties: false },
        ),
        response: { 201: AdminComment, ...ERRORS },
      },
    },
    async (request, reply) => {
      const by = principalOf(request)
      const { id: parentId } = await findForPrincipal(deps.db, by, request.params.id)
      const { body, name } = request.body
      const id = await replyAsModerator(deps, { parentId, body, name, by })
      const [described] = await describeComments(deps, [await findForPrincipal(deps.db, by, id)])
      if (described === undefined) throw new Error('a comment lost its description')
      return await reply.code(201).send(described)
    },
  )
}
