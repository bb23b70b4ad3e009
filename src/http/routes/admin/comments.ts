/** The moderation queue: list, search, detail, decisions. */

import Type, { type Static } from 'typebox'
import type { Db } from '../../../../db/database.js'
import { findLastDecision, listDecisions } from '../../../../db/queries/decisions.js'
import { countAuthorRecord } from '../../../../db/queries/facts.js'
import {
  countByStatus,
  findModerated,
  listComments,
  MODERATION_SORTS,
  type ModeratedComment,
} from '../../../../db/queries/moderation.js'
import { listVerdicts, type StoredVerdict } from '../../../../db/queries/verdicts.js'
import type { Deps } from '../../../deps.js'
import type { AuthorId, CommentId } from '../../../domain/comment.js'
import { allowedActions, COMMENT_STATUSES, STATUS_ACTIONS } from '../../../domain/comment-status.js'
import { DECISION_LIMITS, type Decision, MODERATOR_REASONS } from '../../../domain/decision.js'
import { DomainError } from '../../../domain/errors.js'
import { renderBody } from '../../../domain/render-body.js'
import { decideComment } from '../../../lifecycle/decide-comment.js'
import { LIMITS } from '../../../limits.js'
import { withShadow } from '../../../screening/run-checks.js'
import { maySee, type Principal, principalOf, sitesAskedFor } from '../../access.js'
import { readCursor, writeCursor } from '../../cursor.js'
import { CommentIdSchema } from '../../thread-schema.js'
import { Nullable, OneOf, type Routes } from '../../typebox.js'
import { ADMIN, AdminComment, DecisionSchema, ERRORS, VerdictSchema } from './schemas.js'

const DecisionBody = {
  action: OneOf(STATUS_ACTIONS),
  reason: Type.Optional(OneOf(MODERATOR_REASONS)),
  note: Type.Optional(Type.String({ maxLength: DECISION_LIMITS.noteLength, description: 'For other moderators.' })),
}
const DecisionAnswer = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    status: OneOf(COMMENT_STATUSES),
    revision: Type.Integer(),
    allowedActions: Type.Array(OneOf(STATUS_ACTIONS)),
  },
  { 'x-name': 'DecisionOutcome', additionalProperties: false },
)
const OUTCOMES = ['decided', 'conflict', 'not-allowed', 'not-found'] as const

export const moderationRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/comments',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'listComments',
        summary: 'The moderation queue, and search',
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
            sort: Type.Optional(OneOf(MODERATION_SORTS, { default: 'newest' })),
            limit: Type.Optional(
              Type.Integer({ minimum: 1, maximum: LIMITS.admin.pageSizeMax, default: LIMITS.admin.pageSize }),
            ),
            cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            {
              comments: Type.Array(AdminComment),
              counts: Type.Record(Type.String(), Type.Integer(), {
                description: 'Comments by status on the sites asked for.',
              }),
              nextCursor: Nullable(Type.String()),
            },
            { 'x-name': 'ModerationQueue', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { site, status, q, slug, author, sort = 'newest', limit = LIMITS.admin.pageSize, cursor } = request.query
      const siteIds = sitesAskedFor(principalOf(request), site)
      const filter = {
        siteIds,
        status: status ?? null,
        slug: slug ?? null,
        authorId: (author ?? null) as AuthorId | null,
        text: q ?? null,
      }
      const after = readCursor(cursor)
      const rows =
        siteIds?.length === 0
          ? []
          : await listComments(deps.db, filter, { sort, after: after?.id ?? null, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return {
        comments: await describeComments(deps.db, page),
        counts: siteIds?.length === 0 ? {} : ((await countByStatus(deps.db, siteIds)) as Record<string, number>),
        nextCursor: rows.length > limit && last !== undefined ? writeCursor({ id: last.id, rank: 0 }) : null,
      }
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
              decisions: Type.Array(DecisionSchema),
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
      const comment = await findForPrincipal(deps.db, principalOf(request), request.params.id)
      const [summary] = await describeComments(deps.db, [comment])
      if (summary === undefined) throw new Error('a comment lost its description')
      const verdicts = await listVerdicts(deps.db, [comment.id])
      return {
        ...summary,
        verdicts: verdicts.map(({ commentId: _commentId, isNewcomer: _isNewcomer, createdAt, ...verdict }) => ({
          ...verdict,
          withShadow: withShadow(verdict.signals),
          createdAt: createdAt.toISOString(),
        })),
        decisions: (await listDecisions(deps.db, comment.id)).map(describeDecision),
        authorRecord: await countAuthorRecord(deps.db, comment.authorId, comment.id),
      }
    },
  )

  app.post(
    '/v1/admin/comments/:id/decisions',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'decideComment',
        summary: 'Decide on a comment',
        description: 'With `ifRevision`, a comment that changed since is left alone: 409 says who was faster.',
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
      const { status, revision } = await decide(deps, principal, id, { ...decision, ifRevision })
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
    return { id, outcome: error.code === 'status-conflict' ? ('conflict' as const) : ('not-allowed' as const), status }
  }
}

/** The comment, if the caller may see its site; otherwise it does not exist. */
export async function findForPrincipal(db: Db, principal: Principal, id: string): Promise<ModeratedComment> {
  const comment = await findModerated(db, id.toLowerCase() as CommentId)
  if (comment === undefined || !maySee(principal, comment.siteId))
    throw new DomainError('comment-not-found', 'there is no comment of this id')
  return comment
}

async function describeComments(db: Db, rows: readonly ModeratedComment[]): Promise<Static<typeof AdminComment>[]> {
  const verdicts = await listVerdicts(
    db,
    rows.map(({ id }) => id),
  )
  const decisions = await Promise.all(rows.map(({ id }) => findLastDecision(db, id)))
  return rows.map((row, index) => {
    const newest = newestVerdicts(verdicts, row.id)
    const lastDecision = decisions[index]
    const {
      id,
      siteId,
      slug,
      threadTitle,
      threadUrl,
      parentId,
      authorId,
      authorName,
      authorUrl,
      hasEmail,
      body,
      status,
      revision,
      votes,
    } = row
    return {
      id,
      site: siteId,
      slug,
      thread: { title: threadTitle, url: threadUrl },
      parentId,
      author: { id: authorId, name: authorName, url: authorUrl, hasEmail },
      body,
      html: row.html ?? renderBody(body),
      status,
      revision,
      votes,
      pinned: row.isPinned,
      createdAt: row.submittedAt.toISOString(),
      editedAt: row.editedAt?.toISOString() ?? null,
      allowedActions: allowedActions(status),
      signals: newest.flatMap(({ signals }) => signals) as Static<typeof AdminComment>['signals'],
      scores: {
        spam: newest.find(({ stage }) => stage === 'spam')?.score ?? null,
        conduct: newest.find(({ stage }) => stage === 'conduct')?.score ?? null,
      },
      lastDecision: lastDecision === undefined ? null : describeDecision(lastDecision),
    }
  })
}

function newestVerdicts(verdicts: readonly StoredVerdict[], id: CommentId): StoredVerdict[] {
  const own = verdicts.filter(({ commentId }) => commentId === id)
  return own.filter((verdict) => verdict.revision === own[0]?.revision)
}

/** A decision as the admin API shows it. */
export function describeDecision({ decidedAt, ...decision }: Decision) {
  return { ...decision, decidedAt: decidedAt.toISOString() }
}
