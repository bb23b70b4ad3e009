/** The moderation queue: list, search, counts, detail. */

import Type, { type TInteger } from 'typebox'
import { listBansOn } from '../../../../db/queries/bans.js'
import { listDecisions } from '../../../../db/queries/decisions.js'
import { countAuthorRecord } from '../../../../db/queries/facts.js'
import { countByStatus, listComments, MODERATION_SORTS } from '../../../../db/queries/moderation.js'
import { listNotesFor } from '../../../../db/queries/notes.js'
import { listReportsOf } from '../../../../db/queries/reports.js'
import { listVerdicts } from '../../../../db/queries/verdicts.js'
import type { Deps } from '../../../deps.js'
import type { AuthorId } from '../../../domain/comment.js'
import { COMMENT_STATUSES, type CommentStatus } from '../../../domain/comment-status.js'
import { LIMITS } from '../../../limits.js'
import { withShadow } from '../../../screening/run-checks.js'
import { principalOf, sitesAskedFor } from '../../access.js'
import { readCursor, writeCursor } from '../../cursor.js'
import { CommentIdSchema } from '../../thread-schema.js'
import { Nullable, OneOf, type Routes } from '../../typebox.js'
import { BanSchema, describeBan } from './bans.js'
import { describeComments, explainDecision, findForPrincipal } from './describe-comment.js'
import { describeNote, NoteSchema } from './notes.js'
import { cutPage, PAGE_QUERY } from './paging.js'
import { describeReport, ReportSchema } from './reports.js'
import { ADMIN, AdminComment, ERRORS, ExplainedDecision, VerdictSchema } from './schemas.js'

const StatusCounts = Type.Object(
  {
    counts: Type.Object(
      Object.fromEntries(COMMENT_STATUSES.map((status) => [status, Type.Integer()])) as Record<CommentStatus, TInteger>,
      { additionalProperties: false },
    ),
    countedTo: Type.Integer({ description: 'A count that has reached this number means so many or more.' }),
  },
  { 'x-name': 'StatusCounts', additionalProperties: false },
)
const COUNTS = `Comments by status on the sites asked for, counted up to ${LIMITS.admin.countMax}.`

export const moderationRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/comments',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'listComments',
        summary: 'The moderation queue, and search',
        description:
          'All filters combine. `urgent` puts first who waits longest, where doubt and reports count as hours of waiting.',
        tags: ['Moderation'],
        security: ADMIN,
        querystring: Type.Object(
          {
            site: Type.Optional(Type.String({ maxLength: 50 })),
            status: Type.Optional(OneOf(COMMENT_STATUSES)),
            q: Type.Optional(
              Type.String({ minLength: 1, maxLength: 200, description: 'Words in the body or the author’s name.' }),
            ),
            slug: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
            author: Type.Optional(Type.String({ format: 'uuid' })),
            reported: Type.Optional(Type.Boolean({ description: 'With open reports of readers, or without.' })),
            unclaimed: Type.Optional(
              Type.Boolean({ description: 'Leave out what somebody else has claimed.', default: false }),
            ),
            sort: Type.Optional(OneOf(MODERATION_SORTS, { default: 'newest' })),
            ...PAGE_QUERY,
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            {
              comments: Type.Array(AdminComment),
              counts: Type.Record(Type.String(), Type.Integer(), { description: COUNTS }),
              nextCursor: Nullable(Type.String()),
            },
            { 'x-name': 'ModerationQueue', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { site, status, q, slug, author, reported, sort = 'newest', cursor } = request.query
      const { limit = LIMITS.admin.pageSize } = request.query
      const principal = principalOf(request)
      const siteIds = sitesAskedFor(principal, site)
      const filter = {
        siteIds,
        status: status ?? null,
        slug: slug ?? null,
        authorId: (author ?? null) as AuthorId | null,
        isReported: reported ?? null,
        text: q ?? null,
        unclaimedFor: request.query.unclaimed === true ? { claimantId: principal.id, now: deps.clock() } : null,
      }
      const after = readCursor(cursor, Number.MAX_SAFE_INTEGER)
      if (siteIds?.length === 0) return { comments: [], counts: {}, nextCursor: null }
      const { searchMax, walkMax, countMax } = LIMITS.admin
      const [rows, counts] = await Promise.all([
        listComments(deps.db, filter, { sort, after, limit: limit + 1, searchMax, walkMax }),
        countByStatus(deps.db, siteIds, countMax),
      ])
      const { page, nextCursor } = cutPage(rows, limit, ({ comment, rank }) => writeCursor({ id: comment.id, rank }))
      return {
        comments: await describeComments(
          deps,
          page.map(({ comment }) => comment),
        ),
        counts,
        nextCursor,
      }
    },
  )

  app.get(
    '/v1/admin/comments/counts',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'countComments',
        summary: 'How many comments there are of each status',
        tags: ['Moderation'],
        security: ADMIN,
        querystring: Type.Object(
          { site: Type.Optional(Type.String({ maxLength: 50 })) },
          { additionalProperties: false },
        ),
        response: { 200: StatusCounts, ...ERRORS },
      },
    },
    async (request) => {
      const siteIds = sitesAskedFor(principalOf(request), request.query.site)
      const { countMax } = LIMITS.admin
      return { counts: await countByStatus(deps.db, siteIds, countMax), countedTo: countMax }
    },
  )

  app.get(
    '/v1/admin/comments/:id',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'getComment',
        summary: 'Everything known of a comment',
        tags: ['Moderation'],
        security: ADMIN,
        params: Type.Object({ id: CommentIdSchema }),
        response: {
          200: Type.Object(
            {
              ...AdminComment.properties,
              verdicts: Type.Array(VerdictSchema),
              decisions: Type.Array(ExplainedDecision),
              reports: Type.Array(ReportSchema, { description: 'Newest first, 200 at most.' }),
              notes: Type.Array(NoteSchema, { description: 'On the comment and on its author, newest first.' }),
              bans: Type.Array(BanSchema, { description: 'In force on the author, the address or its domain.' }),
              authorRecord: Type.Object(
                { approved: Type.Integer(), rejected: Type.Integer(), spam: Type.Integer(), pending: Type.Integer() },
                { additionalProperties: false, description: 'The author’s other comments on the site.' },
              ),
            },
            { 'x-name': 'CommentDetail', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const principal = principalOf(request)
      const comment = await findForPrincipal(deps.db, principal, request.params.id)
      const [summary] = await describeComments(deps, [comment])
      if (summary === undefined) throw new Error('a comment lost its description')
      const verdicts = await listVerdicts(deps.db, [comment.id])
      return {
        ...summary,
        verdicts: verdicts.map(({ commentId: _commentId, isNewcomer: _isNewcomer, createdAt, ...verdict }) => ({
          ...verdict,
          withShadow: withShadow(verdict.signals),
          createdAt: createdAt.toISOString(),
        })),
        decisions: (await listDecisions(deps.db, comment.id)).map(explainDecision),
        reports: (await listReportsOf(deps.db, comment.id)).map(describeReport),
        notes: (await listNotesFor(deps.db, { authorId: comment.authorId, commentId: comment.id })).map((note) =>
          describeNote(note, principal),
        ),
        bans: (await listBansOn(deps.db, comment.authorId)).map(describeBan),
        authorRecord: await countAuthorRecord(deps.db, comment.authorId, comment.id),
      }
    },
  )
}
