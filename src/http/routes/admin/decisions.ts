/** Decisions of people, on one comment or on many. */

import Type from 'typebox'
import type { Deps } from '../../../deps.js'
import type { CommentId } from '../../../domain/comment.js'
import { allowedActions, COMMENT_STATUSES, STATUS_ACTIONS } from '../../../domain/comment-status.js'
import { DECISION_LIMITS, MODERATOR_REASONS } from '../../../domain/decision.js'
import { DomainError } from '../../../domain/errors.js'
import { decideComment } from '../../../lifecycle/decide-comment.js'
import { undoDecision } from '../../../lifecycle/undo-decision.js'
import { LIMITS } from '../../../limits.js'
import { type Principal, principalOf } from '../../access.js'
import { CommentIdSchema } from '../../thread-schema.js'
import { Nullable, OneOf, type Routes, Timestamp } from '../../typebox.js'
import { findForPrincipal } from './describe-comment.js'
import { ADMIN, ERRORS } from './schemas.js'

const DecisionBody = {
  action: OneOf(STATUS_ACTIONS),
  reason: Type.Optional(OneOf(MODERATOR_REASONS)),
  note: Type.Optional(Type.String({ maxLength: DECISION_LIMITS.noteLength, description: 'For other moderators.' })),
}
const State = {
  id: Type.String({ format: 'uuid' }),
  status: OneOf(COMMENT_STATUSES),
  revision: Type.Integer(),
  allowedActions: Type.Array(OneOf(STATUS_ACTIONS)),
}
const DecisionAnswer = Type.Object(
  {
    ...State,
    decisionId: Type.String({ format: 'uuid' }),
    undoUntil: Timestamp,
  },
  { 'x-name': 'DecisionOutcome', additionalProperties: false },
)
const OUTCOMES = ['decided', 'conflict', 'claimed', 'not-allowed', 'not-found'] as const

export const decisionRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.post(
    '/v1/admin/comments/:id/decisions',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'decideComment',
        summary: 'Decide on a comment',
        description:
          'With `ifRevision`, a comment that changed since is left alone: 409 says who was faster. So is one that somebody else has claimed.',
        tags: ['Moderation'],
        security: ADMIN,
        params: Type.Object({ id: CommentIdSchema }),
        body: Type.Object(
          { ...DecisionBody, ifRevision: Type.Optional(Type.Integer({ minimum: 1 })) },
          { 'x-name': 'DecisionRequest', additionalProperties: false },
        ),
        response: { 200: DecisionAnswer, ...ERRORS },
      },
    },
    async (request) => {
      const principal = principalOf(request)
      const { id } = await findForPrincipal(deps.db, principal, request.params.id)
      const { ifRevision, ...decision } = request.body
      const { status, revision, decisionId, decidedAt } = await decide(deps, principal, id, { ...decision, ifRevision })
      const undoUntil = new Date(decidedAt.getTime() + LIMITS.decision.undoMs).toISOString()
      return { id, status, revision, allowedActions: allowedActions(status), decisionId, undoUntil }
    },
  )

  app.delete(
    '/v1/admin/comments/:id/decisions/:decision',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'undoDecision',
        summary: 'Take back what you just decided',
        description: `For ${LIMITS.decision.undoMs / 1_000} s, and only while nothing else happened to the comment. What it taught is taken back, too.`,
        tags: ['Moderation'],
        security: ADMIN,
        params: Type.Object({ id: CommentIdSchema, decision: Type.String({ format: 'uuid' }) }),
        response: {
          200: Type.Object(State, { 'x-name': 'DecisionUndone', additionalProperties: false }),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const by = principalOf(request)
      const { id } = await findForPrincipal(deps.db, by, request.params.id)
      const decisionId = request.params.decision.toLowerCase()
      const { status, revision } = await undoDecision(deps, { commentId: id, decisionId, by })
      return { id, status, revision, allowedActions: allowedActions(status) }
    },
  )

  app.post(
    '/v1/admin/decisions',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'decideComments',
        summary: `Decide on up to ${DECISION_LIMITS.bulk} comments`,
        description: 'Each comment is decided for itself; the answer has one outcome per id, in the order asked.',
        tags: ['Moderation'],
        security: ADMIN,
        body: Type.Object(
          {
            ...DecisionBody,
            ids: Type.Array(CommentIdSchema, { minItems: 1, maxItems: DECISION_LIMITS.bulk, uniqueItems: true }),
          },
          { 'x-name': 'BulkDecisionRequest', additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            {
              outcomes: Type.Array(
                Type.Object(
                  {
                    id: Type.String({ format: 'uuid' }),
                    outcome: OneOf(OUTCOMES),
                    status: Nullable(OneOf(COMMENT_STATUSES)),
                  },
                  { additionalProperties: false },
                ),
              ),
            },
            { 'x-name': 'BulkOutcome', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const principal = principalOf(request)
      // Hundreds of decisions take longer than a silent connection is left open.
      request.raw.socket.setTimeout(LIMITS.admin.bulkMs)
      const { ids, ...decision } = request.body
      const outcomes: {
        id: string
        outcome: (typeof OUTCOMES)[number]
        status: (typeof COMMENT_STATUSES)[number] | null
      }[] = []
      for (const id of ids) outcomes.push(await decideOne(deps, principal, id, decision))
      return { outcomes }
    },
  )
}

interface DecisionRequest {
  action: (typeof STATUS_ACTIONS)[number]
  reason?: (typeof MODERATOR_REASONS)[number]
  note?: string
  ifRevision?: number | undefined
}

async function decide(deps: Deps, principal: Principal, commentId: CommentId, request: DecisionRequest) {
  return await decideComment(deps, {
    commentId,
    action: request.action,
    by: { kind: 'moderator', name: principal.name },
    deciderId: principal.id,
    reason: request.reason ?? DEFAULT_REASONS[request.action],
    note: request.note ?? null,
    ifRevision: request.ifRevision,
    onlyPending: false,
    policy: null,
  })
}

const DEFAULT_REASONS: Record<(typeof STATUS_ACTIONS)[number], string> = {
  approve: 'clean',
  hold: 'doubtful',
  reject: 'other',
  markSpam: 'spam',
  delete: 'other',
}

async function decideOne(deps: Deps, principal: Principal, id: string, request: DecisionRequest) {
  try {
    const comment = await findForPrincipal(deps.db, principal, id)
    const { status } = await decide(deps, principal, comment.id, request)
    return { id, outcome: 'decided' as const, status }
  } catch (error) {
    // One comment's refusal is its outcome, not the end of the others.
    if (!(error instanceof DomainError)) throw error
    const { comment } = error.extra as { comment?: { status: (typeof COMMENT_STATUSES)[number] } }
    const status = comment?.status ?? null
    if (error.code === 'comment-not-found') return { id, outcome: 'not-found' as const, status: null }
    if (error.code === 'claimed') return { id, outcome: 'claimed' as const, status }
    return { id, outcome: error.code === 'status-conflict' ? ('conflict' as const) : ('not-allowed' as const), status }
  }
}
