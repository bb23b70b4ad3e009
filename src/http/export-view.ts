/** What is kept about a person, as the file they take along. */

import Type, { type Static } from 'typebox'
import type { ExportedAuthor, ExportedComment } from '../../db/queries/author-data.js'
import { APPEAL_STATES } from '../domain/appeal.js'
import type { SiteId } from '../domain/comment.js'
import { COMMENT_STATUSES, DECISION_ACTIONS } from '../domain/comment-status.js'
import { DECIDERS } from '../domain/decision.js'
import { Nullable, OneOf, Timestamp } from './typebox.js'

const strict = { additionalProperties: false }
const Comment = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    slug: Type.String(),
    threadTitle: Nullable(Type.String()),
    threadUrl: Nullable(Type.String()),
    parentId: Nullable(Type.String({ format: 'uuid' })),
    authorName: Type.String(),
    authorUrl: Nullable(Type.String()),
    body: Type.String(),
    status: OneOf(COMMENT_STATUSES),
    votes: Type.Integer(),
    form: Type.Record(Type.String(), Type.Unknown(), {
      description: 'How the form was filled in, for the spam check.',
    }),
    hasNetworkHash: Type.Boolean({ description: 'Whether a keyed hash of the network prefix is still kept.' }),
    submittedAt: Timestamp,
    editedAt: Nullable(Timestamp),
    verdicts: Type.Array(
      Type.Object({ stage: OneOf(['spam', 'conduct']), score: Type.Number(), createdAt: Timestamp }, strict),
    ),
    decisions: Type.Array(
      Type.Object(
        {
          action: OneOf(DECISION_ACTIONS),
          from: OneOf(COMMENT_STATUSES),
          to: OneOf(COMMENT_STATUSES),
          by: OneOf(DECIDERS),
          reason: Type.String(),
          decidedAt: Timestamp,
        },
        strict,
      ),
    ),
    appeals: Type.Array(
      Type.Object(
        {
          text: Type.String(),
          state: OneOf(APPEAL_STATES),
          createdAt: Timestamp,
          settledAt: Nullable(Timestamp),
        },
        strict,
      ),
    ),
  },
  { 'x-name': 'ExportedComment', ...strict },
)

export const ExportAnswer = Type.Object(
  {
    exportedAt: Timestamp,
    site: Type.String(),
    author: Type.Object(
      {
        id: Type.String({ format: 'uuid' }),
        hasEmailHash: Type.Boolean({ description: 'The address itself is kept nowhere.' }),
        createdAt: Timestamp,
      },
      strict,
    ),
    comments: Type.Array(Comment),
  },
  { 'x-name': 'Export', ...strict },
)

export function describeExport(
  { author, comments }: { author: ExportedAuthor; comments: ExportedComment[] },
  site: SiteId,
  now: Date,
): Static<typeof ExportAnswer> {
  return {
    exportedAt: now.toISOString(),
    site,
    author: { ...author, createdAt: author.createdAt.toISOString() },
    comments: comments.map(({ submittedAt, editedAt, form, verdicts, decisions, appeals, ...comment }) => ({
      ...comment,
      form: { ...form },
      submittedAt: submittedAt.toISOString(),
      editedAt: editedAt?.toISOString() ?? null,
      verdicts: verdicts.map((verdict) => ({ ...verdict, createdAt: rewriteTime(verdict.createdAt) })),
      decisions: decisions.map((decision) => ({ ...decision, decidedAt: rewriteTime(decision.decidedAt) })),
      appeals: appeals.map((appeal) => ({
        ...appeal,
        createdAt: rewriteTime(appeal.createdAt),
        settledAt: appeal.settledAt === null ? null : rewriteTime(appeal.settledAt),
      })),
    })),
  }
}

/** Postgres writes times into JSON its own way, with an offset: here all of them look alike. */
function rewriteTime(time: string): string {
  return new Date(time).toISOString()
}
