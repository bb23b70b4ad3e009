/** An author's record: what is known of somebody whom nobody knows by name. */

import Type from 'typebox'
import { countAuthor, listDecisionsOn } from '../../../../db/queries/authors.js'
import { listBansOn } from '../../../../db/queries/bans.js'
import { listComments } from '../../../../db/queries/moderation.js'
import { listNotesOf } from '../../../../db/queries/notes.js'
import type { Deps } from '../../../deps.js'
import { COMMENT_STATUSES } from '../../../domain/comment-status.js'
import { REPORT_STATES } from '../../../domain/report.js'
import { LIMITS } from '../../../limits.js'
import { principalOf } from '../../access.js'
import { Nullable, type Routes, Timestamp } from '../../typebox.js'
import { BanSchema, describeBan } from './bans.js'
import { describeComments, describeDecision } from './describe-comment.js'
import { findAuthorForPrincipal } from './find-author.js'
import { describeNote, NoteSchema } from './notes.js'
import { ADMIN, AdminComment, DecisionSchema, ERRORS } from './schemas.js'

function countsOf<Name extends string>(names: readonly Name[], description: string) {
  const properties = Object.fromEntries(names.map((name) => [name, Type.Integer()])) as Record<
    Name,
    ReturnType<typeof Type.Integer>
  >
  return Type.Object(properties, { additionalProperties: false, description })
}

const AuthorRecord = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    site: Type.String(),
    hasEmail: Type.Boolean({
      description:
        'Whether an address came along, of which only a hash is kept. Without, every comment is a new author.',
    }),
    names: Type.Array(Type.String(), { description: 'As the author gave them, the last one first, 10 at most.' }),
    firstSeenAt: Timestamp,
    lastSeenAt: Nullable(Timestamp),
    counts: countsOf(COMMENT_STATUSES, 'The author’s comments by status.'),
    reports: countsOf(REPORT_STATES, 'Reports of readers on them.'),
    comments: Type.Array(AdminComment, { description: 'The newest.' }),
    decisions: Type.Array(
      Type.Object(
        { ...DecisionSchema.properties, commentId: Type.String({ format: 'uuid' }) },
        { additionalProperties: false },
      ),
      { description: 'The last ones, newest first.' },
    ),
    bans: Type.Array(BanSchema, { description: 'In force on the author, the address or its domain.' }),
    notes: Type.Array(NoteSchema, { description: 'On the author and on their comments, newest first.' }),
  },
  { 'x-name': 'AuthorRecord', additionalProperties: false },
)

export const authorRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/authors/:id',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'getAuthor',
        summary: 'Everything known of an author',
        description: 'Never an address, nor a hash of one.',
        tags: ['Moderation'],
        security: ADMIN,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 200: AuthorRecord, ...ERRORS },
      },
    },
    async (request) => {
      const principal = principalOf(request)
      const { id, siteId, hasEmail, createdAt } = await findAuthorForPrincipal(deps.db, principal, request.params.id)
      const { authorComments, authorDecisions } = LIMITS.admin
      const [record, rows, decisions, bans, notes] = await Promise.all([
        countAuthor(deps.db, id),
        listComments(
          deps.db,
          {
            siteIds: null,
            status: null,
            slug: null,
            authorId: id,
            isReported: null,
            text: null,
            unclaimedFor: null,
          },
          { sort: 'newest', after: null, limit: authorComments, searchMax: LIMITS.admin.searchMax, walkMax: 0 },
        ),
        listDecisionsOn(deps.db, id, authorDecisions),
        listBansOn(deps.db, id),
        listNotesOf(deps.db, id),
      ])
      return {
        id,
        site: siteId,
        hasEmail,
        names: record.names,
        firstSeenAt: createdAt.toISOString(),
        lastSeenAt: record.lastSeenAt?.toISOString() ?? null,
        counts: record.counts,
        reports: record.reports,
        comments: await describeComments(
          deps,
          rows.map(({ comment }) => comment),
        ),
        decisions: decisions.map(({ commentId, ...decision }) => ({ ...describeDecision(decision), commentId })),
        bans: bans.map(describeBan),
        notes: notes.map((note) => describeNote(note, principal)),
      }
    },
  )
}
