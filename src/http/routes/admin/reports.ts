/** Reports of readers: listed, and dismissed. To uphold one is to decide on its comment. */

import Type, { type Static } from 'typebox'
import { findReport, type ListedReport, listReports } from '../../../../db/queries/reports.js'
import type { Deps } from '../../../deps.js'
import type { CommentId } from '../../../domain/comment.js'
import { COMMENT_STATUSES } from '../../../domain/comment-status.js'
import { DomainError } from '../../../domain/errors.js'
import { REPORT_REASONS, REPORT_STATES } from '../../../domain/report.js'
import { dismissReports } from '../../../lifecycle/dismiss-reports.js'
import { LIMITS } from '../../../limits.js'
import { maySee, type Principal, principalOf, sitesAskedFor } from '../../access.js'
import { readCursor } from '../../cursor.js'
import { CommentIdSchema } from '../../thread-schema.js'
import { Nullable, OneOf, type Routes, Timestamp } from '../../typebox.js'
import { findForPrincipal as findCommentForPrincipal } from './describe-comment.js'
import { atId, cutPage, PAGE_QUERY } from './paging.js'
import { ADMIN, ERRORS } from './schemas.js'

export const ReportSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    site: Type.String(),
    slug: Type.String(),
    reason: OneOf(REPORT_REASONS),
    text: Nullable(Type.String()),
    reporterName: Nullable(Type.String({ description: 'As the reader gave it; nobody checked it.' })),
    hasEmail: Type.Boolean({ description: 'Whether an address came with it, of which only a hash is kept.' }),
    revision: Type.Integer({ description: 'Of the comment, as the reader saw it.' }),
    state: OneOf(REPORT_STATES),
    createdAt: Timestamp,
    settledAt: Nullable(Timestamp),
    settledBy: Nullable(Type.String()),
    reporter: Nullable(
      Type.Object(
        { upheld: Type.Integer(), dismissed: Type.Integer() },
        {
          additionalProperties: false,
          description:
            'What became of the same reader’s earlier reports on the site within the month; null: who reported is forgotten.',
        },
      ),
    ),
    comment: Type.Object(
      {
        id: Type.String({ format: 'uuid' }),
        authorName: Type.String(),
        body: Type.String(),
        status: OneOf(COMMENT_STATUSES),
      },
      { additionalProperties: false },
    ),
  },
  { 'x-name': 'Report', additionalProperties: false },
)

const Dismissal = Type.Object(
  { outcome: OneOf(['dismissed']) },
  { 'x-name': 'ReportDecision', additionalProperties: false },
)

export const reportRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/reports',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'listReports',
        summary: 'What readers reported, newest first',
        tags: ['Moderation'],
        security: ADMIN,
        querystring: Type.Object(
          {
            site: Type.Optional(Type.String({ maxLength: 50 })),
            state: Type.Optional(OneOf(REPORT_STATES)),
            comment: Type.Optional(
              Type.Array(CommentIdSchema, { maxItems: 50, description: 'On these comments only.' }),
            ),
            ...PAGE_QUERY,
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            { reports: Type.Array(ReportSchema), nextCursor: Nullable(Type.String()) },
            { 'x-name': 'Reports', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { site, state, comment, limit = LIMITS.admin.pageSize, cursor } = request.query
      const siteIds = sitesAskedFor(principalOf(request), site)
      const page = { after: readCursor(cursor)?.id ?? null, limit: limit + 1 }
      const commentIds = (comment?.map((id) => id.toLowerCase()) ?? null) as CommentId[] | null
      const filter = { siteIds, state: state ?? null, commentIds }
      const rows = siteIds?.length === 0 || commentIds?.length === 0 ? [] : await listReports(deps.db, filter, page)
      const { page: reports, nextCursor } = cutPage(rows, limit, atId)
      return {
        reports: reports.map(describeReport),
        nextCursor,
      }
    },
  )

  app.post(
    '/v1/admin/reports/:id/decisions',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'dismissReport',
        summary: 'Dismiss a report',
        description: 'For a comment that stays as it is. A decision on the comment settles all its open reports.',
        tags: ['Moderation'],
        security: ADMIN,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        body: Dismissal,
        response: { 200: ReportSchema, ...ERRORS },
      },
    },
    async (request) => {
      const principal = principalOf(request)
      const { id, state, siteId } = await findForPrincipal(deps, principal, request.params.id)
      if (
        state !== 'dismissed' &&
        (await dismissReports(deps, { which: { reportId: id }, siteId, by: principal })) === 0
      ) {
        throw new DomainError('report-settled', `this report is ${state} already`)
      }
      return describeReport(await findForPrincipal(deps, principal, id))
    },
  )

  app.post(
    '/v1/admin/comments/:id/reports/decisions',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'dismissReports',
        summary: 'Dismiss all open reports on a comment',
        description: 'For a comment that stays as it is.',
        tags: ['Moderation'],
        security: ADMIN,
        params: Type.Object({ id: CommentIdSchema }),
        body: Dismissal,
        response: {
          200: Type.Object(
            { dismissed: Type.Integer() },
            { 'x-name': 'ReportsDismissed', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const by = principalOf(request)
      const { id: commentId, siteId } = await findCommentForPrincipal(deps.db, by, request.params.id)
      return { dismissed: await dismissReports(deps, { which: { commentId }, siteId, by }) }
    },
  )
}

/** The report, if the caller may see its site; otherwise it does not exist. */
async function findForPrincipal(deps: Pick<Deps, 'db'>, principal: Principal, id: string): Promise<ListedReport> {
  const report = await findReport(deps.db, id.toLowerCase())
  if (report === undefined || !maySee(principal, report.siteId))
    throw new DomainError('report-not-found', 'there is no report of this id')
  return report
}

export function describeReport(report: ListedReport): Static<typeof ReportSchema> {
  const { siteId, commentId, authorName, body, status, createdAt, settledAt, ...rest } = report
  return {
    ...rest,
    site: siteId,
    createdAt: createdAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
    comment: { id: commentId, authorName, body, status },
  }
}
