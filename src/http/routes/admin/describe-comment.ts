/** Comments as moderators see them, and who may see which. */

import type { Static } from 'typebox'
import type { Db } from '../../../../db/database.js'
import { type Claim, listLiveClaims } from '../../../../db/queries/claims.js'
import { listLastDecisions, type StoredDecision } from '../../../../db/queries/decisions.js'
import { findModerated, type ModeratedComment } from '../../../../db/queries/moderation.js'
import { listVerdicts, type StoredVerdict } from '../../../../db/queries/verdicts.js'
import type { Deps } from '../../../deps.js'
import type { CommentId } from '../../../domain/comment.js'
import { allowedActions } from '../../../domain/comment-status.js'
import type { Decision } from '../../../domain/decision.js'
import { DomainError } from '../../../domain/errors.js'
import { renderBody } from '../../../domain/render-body.js'
import { maySee, type Principal } from '../../access.js'
import type { AdminComment } from './schemas.js'

/** The comment, if the caller may see its site; otherwise it does not exist. */
export async function findForPrincipal(db: Db, principal: Principal, id: string): Promise<ModeratedComment> {
  const comment = await findModerated(db, id.toLowerCase() as CommentId)
  if (comment === undefined || !maySee(principal, comment.siteId))
    throw new DomainError('comment-not-found', 'there is no comment of this id')
  return comment
}

export async function describeComments(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  rows: readonly ModeratedComment[],
): Promise<Static<typeof AdminComment>[]> {
  const ids = rows.map(({ id }) => id)
  const [verdicts, liveClaims, lastDecisions] = await Promise.all([
    listVerdicts(db, ids),
    listLiveClaims(db, ids, clock()),
    listLastDecisions(db, ids),
  ])
  const claims = new Map(liveClaims.map((claim) => [claim.commentId, claim]))
  return rows.map((row) => {
    const newest = newestVerdicts(verdicts, row.id)
    const lastDecision = lastDecisions.get(row.id)
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
      reportCount,
    } = row
    return {
      id,
      site: siteId,
      slug,
      thread: { title: threadTitle, url: threadUrl },
      parentId,
      author: { id: authorId, name: authorName, url: authorUrl, hasEmail, moderator: row.isStaff },
      body,
      html: row.html ?? renderBody(body),
      status,
      revision,
      votes,
      reportCount,
      pinned: row.isPinned,
      createdAt: row.submittedAt.toISOString(),
      editedAt: row.editedAt?.toISOString() ?? null,
      allowedActions: allowedActions(status),
      signals: newest.flatMap(({ signals }) => signals) as Static<typeof AdminComment>['signals'],
      scores: {
        spam: newest.find(({ stage }) => stage === 'spam')?.score ?? null,
        conduct: newest.find(({ stage }) => stage === 'conduct')?.score ?? null,
      },
      claim: describeClaim(claims.get(id)),
      lastDecision: lastDecision === undefined ? null : describeDecision(lastDecision),
    }
  })
}

function newestVerdicts(verdicts: readonly StoredVerdict[], id: CommentId): StoredVerdict[] {
  const own = verdicts.filter(({ commentId }) => commentId === id)
  return own.filter((verdict) => verdict.revision === own[0]?.revision)
}

export function describeDecision({ decidedAt, undoneAt, ...decision }: Decision) {
  return { ...decision, decidedAt: decidedAt.toISOString(), undoneAt: undoneAt?.toISOString() ?? null }
}

/** With the policy it followed: too much for lists. */
export function explainDecision({ commentId: _commentId, deciderId: _deciderId, policy, ...decision }: StoredDecision) {
  const followed = policy === null ? null : { mode: policy.mode, thresholds: policy.thresholds }
  return { ...describeDecision(decision), policy: followed }
}

function describeClaim(claim: Claim | undefined) {
  if (claim === undefined) return null
  return { by: { id: claim.claimantId, name: claim.claimantName }, until: claim.until.toISOString() }
}
