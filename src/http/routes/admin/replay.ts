/** Why a past decision was made, recomputed; and what would be different today. */

import Type from 'typebox'
import type { Deps } from '../../../deps.js'
import type { CommentId } from '../../../domain/comment.js'
import { COMMENT_STATUSES, DECISION_ACTIONS } from '../../../domain/comment-status.js'
import { replayDecision } from '../../../lifecycle/replay-decision.js'
import { principalOf } from '../../access.js'
import { CommentIdSchema } from '../../thread-schema.js'
import { Nullable, OneOf, type Routes } from '../../typebox.js'
import { explainDecision, findForPrincipal } from './describe-comment.js'
import { ADMIN, ERRORS, ExplainedDecision } from './schemas.js'

const Act = { action: OneOf(DECISION_ACTIONS), reason: Type.String(), status: OneOf(COMMENT_STATUSES) }
const Change = Type.Object(
  {
    what: OneOf(['policy', 'model', 'check', 'signal', 'text', 'newcomer']),
    name: Type.String({ description: 'Which setting or check.' }),
    before: Nullable(Type.String()),
    now: Nullable(Type.String()),
  },
  { additionalProperties: false },
)
const ReplaySchema = Type.Object(
  {
    decision: ExplainedDecision,
    from: OneOf(['signals', 'scores', 'person'], {
      description:
        'What it was recomputed from: the kept signals; only their sum, because the comment was deleted; or nothing but the step itself, because a policy did not decide.',
    }),
    recomputed: Type.Object(Act, { additionalProperties: false }),
    equal: Type.Boolean({ description: 'Whether that is what was done.' }),
    withShadow: Nullable(
      Type.Object(Act, {
        additionalProperties: false,
        description: 'What would have been done if the signals that only record had counted.',
      }),
    ),
    today: Nullable(
      Type.Object(
        {
          ...Act,
          scores: Type.Object({ spam: Type.Number(), conduct: Type.Number() }, { additionalProperties: false }),
          changes: Type.Array(Change),
        },
        { additionalProperties: false, description: 'The same comment judged now, and what changed since.' },
      ),
    ),
  },
  { 'x-name': 'Replay', additionalProperties: false },
)

export const replayRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/comments/:id/decisions/:decision/replay',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'replayDecision',
        summary: 'Recompute a past decision',
        description: 'From the signals, versions and policy that were kept with it. Changes nothing.',
        tags: ['Moderation'],
        security: ADMIN,
        params: Type.Object({ id: CommentIdSchema, decision: Type.String({ format: 'uuid' }) }),
        response: { 200: ReplaySchema, ...ERRORS },
      },
    },
    async (request) => {
      const { id } = await findForPrincipal(deps.db, principalOf(request), request.params.id)
      const replay = await replayDecision(deps, id as CommentId, request.params.decision.toLowerCase())
      const { decision, from, recomputed, isEqual, withShadow, today } = replay
      return { decision: explainDecision(decision), from, recomputed, equal: isEqual, withShadow, today }
    },
  )
}
