/** What a receipt shows of its comment. */

import Type, { type Static } from 'typebox'
import { findLastAppeal } from '../../db/queries/appeals.js'
import { findThreadSlug, type StoredComment } from '../../db/queries/comments.js'
import { findLastDecision } from '../../db/queries/decisions.js'
import type { Deps } from '../deps.js'
import { APPEAL_LIMITS, APPEAL_STATES, objectionToAppeal } from '../domain/appeal.js'
import { isAutomatic, objectionToEdit } from '../domain/author-rights.js'
import { COMMENT_STATUSES, DECISION_ACTIONS } from '../domain/comment-status.js'
import { DECIDERS } from '../domain/decision.js'
import { Nullable, OneOf, Timestamp } from './typebox.js'

export const ReceiptAnswer = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    site: Type.String(),
    slug: Type.String(),
    status: OneOf(COMMENT_STATUSES),
    authorName: Type.String({ description: 'Empty once deleted.' }),
    body: Type.String({ description: 'As it was sent or last edited; empty once deleted.' }),
    submittedAt: Timestamp,
    editedAt: Nullable(Timestamp),
    editableUntil: Timestamp,
    canEdit: Type.Boolean(),
    canAppeal: Type.Boolean(),
    appealableUntil: Nullable(Timestamp),
    decision: Nullable(
      Type.Object(
        {
          action: OneOf(DECISION_ACTIONS),
          reason: Type.String({
            description: 'Code of the reason, such as `clean`, `doubtful`, `spam`, `checker-unavailable`.',
          }),
          by: OneOf(DECIDERS),
          isAutomatic: Type.Boolean({ description: 'True when rules decided, without any person.' }),
          decidedAt: Timestamp,
        },
        {
          additionalProperties: false,
          description: 'The last decision on the comment as it reads now; null until there is one.',
        },
      ),
    ),
    appeal: Nullable(
      Type.Object(
        { state: OneOf(APPEAL_STATES), text: Type.String(), createdAt: Timestamp, settledAt: Nullable(Timestamp) },
        {
          additionalProperties: false,
          description:
            'The last appeal. `upheld`: the decision stands; `overturned`: the comment was approved; `moot`: it was withdrawn.',
        },
      ),
    ),
  },
  { 'x-name': 'Receipt', additionalProperties: false },
)

export async function describeReceipt(
  deps: Pick<Deps, 'db' | 'clock'>,
  comment: StoredComment,
): Promise<Static<typeof ReceiptAnswer>> {
  const { slug = '' } = (await findThreadSlug(deps.db, comment.threadId)) ?? {}
  const last = await findLastDecision(deps.db, comment.id)
  const appeal = await findLastAppeal(deps.db, comment.id)
  const now = deps.clock()
  const mayObject = objectionToAppeal(comment.status, last, now) === undefined && appeal?.decisionId !== last?.id
  const decision = last === undefined || last.action === 'edit' || last.to !== comment.status ? null : last
  return {
    id: comment.id,
    site: comment.siteId,
    slug,
    status: comment.status,
    authorName: comment.authorName,
    body: comment.body,
    submittedAt: comment.submittedAt.toISOString(),
    editedAt: comment.editedAt?.toISOString() ?? null,
    editableUntil: comment.editableUntil.toISOString(),
    canEdit: objectionToEdit(comment, last, now) === undefined,
    canAppeal: mayObject,
    appealableUntil:
      mayObject && last !== undefined
        ? new Date(last.decidedAt.getTime() + APPEAL_LIMITS.windowMs).toISOString()
        : null,
    decision:
      decision === null
        ? null
        : {
            action: decision.action,
            reason: decision.reason,
            by: decision.by.kind,
            isAutomatic: isAutomatic(decision),
            decidedAt: decision.decidedAt.toISOString(),
          },
    appeal:
      appeal === undefined
        ? null
        : {
            state: appeal.state,
            text: comment.status === 'deleted' ? '' : appeal.text,
            createdAt: appeal.createdAt.toISOString(),
            settledAt: appeal.settledAt?.toISOString() ?? null,
          },
  }
}
