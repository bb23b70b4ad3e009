/** Appeals: listed, and decided by another person than the first. */

import Type, { type Static } from 'typebox'
import { findAppeal, type ListedAppeal, listAppeals } from '../../../../db/queries/appeals.js'
import type { Deps } from '../../../deps.js'
import { APPEAL_OUTCOMES, APPEAL_STATES, isOwnDecision } from '../../../domain/appeal.js'
import { COMMENT_STATUSES, DECISION_ACTIONS } from '../../../domain/comment-status.js'
import { DECIDERS, DECISION_LIMITS } from '../../../domain/decision.js'
import { DomainError } from '../../../domain/errors.js'
import { decideAppeal } from '../../../lifecycle/decide-appeal.js'
import { LIMITS } from '../../../limits.js'
import { maySee, type Principal, principalOf, sitesAskedFor } from '../../access.js'
import { readCursor } from '../../cursor.js'
import { Nullable, OneOf, type Routes, Timestamp, Typed } from '../../typebox.js'
import { atId, cutPage, PAGE_QUERY } from './paging.js'
import { ADMIN, ERRORS } from './schemas.js'

const AppealSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    site: Type.String(),
    slug: Type.String(),
    state: OneOf(APPEAL_STATES),
    text: Type.String({ description: 'What the author says; empty once the comment is deleted.' }),
    createdAt: Timestamp,
    settledAt: Nullable(Timestamp),
    settledBy: Nullable(Type.String()),
    note: Nullable(Type.String()),
    mayDecide: Type.Boolean({ description: 'False when it is settled, or the caller made the decision.' }),
    comment: Type.Object(
      {
        id: Type.String({ format: 'uuid' }),
        authorName: Type.String(),
        body: Type.String(),
        status: OneOf(COMMENT_STATUSES),
      },
      { additionalProperties: false },
    ),
    decision: Type.Object(
      {
        action: OneOf(DECISION_ACTIONS),
        reason: Type.String(),
        by: Type.Object({ kind: OneOf(DECIDERS), name: Nullable(Type.String()) }, { additionalProperties: false }),
        decidedAt: Timestamp,
      },
      { additionalProperties: false, description: 'The decision that the author objects to.' },
    ),
  },
  { 'x-name': 'Appeal', additionalProperties: false },
)

export const appealRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/appeals',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'listAppeals',
        summary: 'What authors object to, newest first',
        tags: ['Moderation'],
        security: ADMIN,
        querystring: Type.Object(
          {
            site: Type.Optional(Type.String({ maxLength: 50 })),
            state: Type.Optional(OneOf(APPEAL_STATES)),
            ...PAGE_QUERY,
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            { appeals: Type.Array(AppealSchema), nextCursor: Nullable(Type.String()) },
            { 'x-name': 'Appeals', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { site, state, limit = LIMITS.admin.pageSize, cursor } = request.query
      const principal = principalOf(request)
      const siteIds = sitesAskedFor(principal, site)
      const page = { after: readCursor(cursor)?.id ?? null, limit: limit + 1 }
      const rows = siteIds?.length === 0 ? [] : await listAppeals(deps.db, { siteIds, state: state ?? null }, page)
      const { page: appeals, nextCursor } = cutPage(rows, limit, atId)
      return {
        appeals: appeals.map((appeal) => describe(appeal, principal)),
        nextCursor,
      }
    },
  )

  app.post(
    '/v1/admin/appeals/:id/decisions',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'decideAppeal',
        summary: 'Decide on an appeal',
        description: '`overturned` approves the comment. Not for who made the decision: 403.',
        tags: ['Moderation'],
        security: ADMIN,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        body: Type.Object(
          {
            outcome: OneOf(APPEAL_OUTCOMES),
            note: Type.Optional(
              Typed('markdown', { maxLength: DECISION_LIMITS.noteLength, description: 'For other moderators.' }),
            ),
          },
          { 'x-name': 'AppealDecision', additionalProperties: false },
        ),
        response: { 200: AppealSchema, ...ERRORS },
      },
    },
    async (request) => {
      const principal = principalOf(request)
      const { id } = await findForPrincipal(deps, principal, request.params.id)
      const { outcome, note = null } = request.body
      await decideAppeal(deps, { id, outcome, note, by: principal })
      return describe(await findForPrincipal(deps, principal, id), principal)
    },
  )
}

/** The appeal, if the caller may see its site; otherwise it does not exist. */
async function findForPrincipal(deps: Pick<Deps, 'db'>, principal: Principal, id: string): Promise<ListedAppeal> {
  const appeal = await findAppeal(deps.db, id.toLowerCase())
  if (appeal === undefined || !maySee(principal, appeal.siteId))
    throw new DomainError('appeal-not-found', 'there is no appeal of this id')
  return appeal
}

function describe(appeal: ListedAppeal, principal: Principal): Static<typeof AppealSchema> {
  const { id, siteId, slug, state, text, createdAt, settledAt, settledBy, note } = appeal
  const isOwn = isOwnDecision(appeal, principal)
  return {
    id,
    site: siteId,
    slug,
    state,
    text: appeal.status === 'deleted' ? '' : text,
    createdAt: createdAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
    settledBy,
    note,
    mayDecide: state === 'open' && principal.role !== 'viewer' && !isOwn,
    comment: { id: appeal.commentId, authorName: appeal.authorName, body: appeal.body, status: appeal.status },
    decision: {
      action: appeal.action,
      reason: appeal.reason,
      by: { kind: appeal.decidedBy, name: appeal.deciderName },
      decidedAt: appeal.decidedAt.toISOString(),
    },
  }
}
