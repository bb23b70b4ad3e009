/** Decisions of people, on one comment or on many. */

import Type, { type Static } from 'typebox'
import { listItems } from '../../../../db/queries/decision-batches.js'
import type { Deps } from '../../../deps.js'
import type { AuthorId, CommentId } from '../../../domain/comment.js'
import { allowedActions, COMMENT_STATUSES, STATUS_ACTIONS } from '../../../domain/comment-status.js'
import { DECISION_LIMITS, MODERATOR_REASONS } from '../../../domain/decision.js'
import { BATCH_ITEM_STATES } from '../../../domain/decision-batch.js'
import { invalidField } from '../../../domain/errors.js'
import { beginBatch, decideMany } from '../../../lifecycle/begin-batch.js'
import { decideComment } from '../../../lifecycle/decide-comment.js'
import { undoDecision } from '../../../lifecycle/undo-decision.js'
import { LIMITS } from '../../../limits.js'
import { type Principal, principalOf, sitesAskedFor } from '../../access.js'
import { CommentIdSchema } from '../../thread-schema.js'
import { Nullable, OneOf, type Routes, Timestamp, Typed } from '../../typebox.js'
import { BatchFilter, BatchSchema, describeBatch } from './batches.js'
import { findForPrincipal } from './describe-comment.js'
import { ADMIN, ERRORS } from './schemas.js'

const DecisionBody = {
  action: OneOf(STATUS_ACTIONS),
  reason: Type.Optional(OneOf(MODERATOR_REASONS)),
  note: Type.Optional(
    Typed('markdown', { maxLength: DECISION_LIMITS.noteLength, description: 'For other moderators.' }),
  ),
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
const OUTCOMES = [...BATCH_ITEM_STATES, 'not-found'] as const

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
        summary: `Decide on up to ${DECISION_LIMITS.bulk} comments, or on all that match a filter`,
        description:
          'With `ids`, each comment is decided for itself; the answer has one outcome per id, in the order asked. With `filter`, all that match at this moment, in a status the action applies to, are worked off by a job: 202. Either way a comment that somebody changes meanwhile is left alone.',
        tags: ['Moderation'],
        security: ADMIN,
        body: Type.Object(
          {
            ...DecisionBody,
            ids: Type.Optional(
              Type.Array(CommentIdSchema, { minItems: 1, maxItems: DECISION_LIMITS.bulk, uniqueItems: true }),
            ),
            filter: Type.Optional(BatchFilter),
            paused: Type.Optional(
              Type.Boolean({ description: 'With `filter`: settle which comments, and wait to be set running.' }),
            ),
          },
          { 'x-name': 'BulkDecisionRequest', additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            {
              batch: BatchSchema,
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
          202: BatchSchema,
          ...ERRORS,
        },
      },
    },
    async (request, reply) => {
      const by = principalOf(request)
      const { ids, filter, paused = false, action, note = null } = request.body
      const decision = {
        action,
        reason: request.body.reason ?? DEFAULT_REASONS[action],
        note,
        by,
      }
      if (filter !== undefined) {
        if (ids !== undefined) throw invalidField('filter', 'and ids exclude each other')
        const set = { filter: readFilter(by, filter), shownFilter: filter, isPaused: paused }
        return await reply.code(202).send(await describeBatch(deps, await beginBatch(deps, { ...decision, ...set })))
      }
      if (ids === undefined) throw invalidField('ids', 'is missing: send ids, or a filter')
      if (paused) throw invalidField('paused', 'is for a filter alone')
      // Hundreds of decisions take longer than a silent connection is left open.
      request.raw.socket.setTimeout(LIMITS.admin.bulkMs)
      const wanted = ids.map((id) => id.toLowerCase() as CommentId)
      const batch = await decideMany(deps, { ...decision, ids: wanted, siteIds: by.siteIds })
      const items = await listItems(deps.db, batch.id, { state: null, after: null, limit: wanted.length })
      const found = new Map(items.map(({ id, outcome, status }) => [id, { id, outcome, status }]))
      const outcomes = wanted.map((id) => found.get(id) ?? { id, outcome: 'not-found' as const, status: null })
      return { batch: await describeBatch(deps, batch), outcomes }
    },
  )
}

/** The filter of a batch as that of the list, on the sites that the caller may see. */
function readFilter(by: Principal, { site, status, q, slug, author, reported }: Static<typeof BatchFilter>) {
  return {
    siteIds: sitesAskedFor(by, site),
    status: status ?? null,
    slug: slug ?? null,
    authorId: (author ?? null) as AuthorId | null,
    isReported: reported ?? null,
    text: q ?? null,
    unclaimedFor: null,
  }
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
