/** A person's decision teaches the model of that site; an overturned one takes its lesson back. Running it twice changes nothing. */

import { findComment } from '../../db/queries/comments.js'
import { clearLessonDue, findLastHumanDecision, lockCorrection } from '../../db/queries/lessons.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import type { DecisionAction } from '../domain/comment-status.js'
import { toClassified } from '../screening/text/classified.js'
import { teachSite } from './teach-site.js'

/** What an action says about spam: 1 it is, 0 it is not; null: neither any more; undefined: nothing about that. */
const LABELS: Record<DecisionAction, 0 | 1 | null | undefined> = {
  approve: 0,
  markSpam: 1,
  // Against the rules, or in doubt again: whatever was taught about spam no longer stands.
  reject: null,
  hold: null,
  // A deleted text can teach nothing new, and what it taught before stays.
  delete: undefined,
  // Says nothing about spam, and only its author edits a comment.
  edit: undefined,
}

export async function learnFromDecision(
  deps: Pick<Deps, 'db' | 'clock' | 'models'>,
  { commentId }: { commentId: CommentId },
): Promise<void> {
  const taught = await deps.db.transaction().execute(async (trx) => {
    const comment = await findComment(trx, commentId)
    if (comment === undefined) return undefined
    const { siteId } = comment
    // The lock comes first: what is read after it is what the last lesson left.
    await lockCorrection(trx, siteId, deps.clock())
    await clearLessonDue(trx, commentId)
    const decision = await findLastHumanDecision(trx, commentId)
    // A comment that is gone has no text to learn from, whoever took it away; decisions that were all taken back have
    // taught nothing.
    const taught = decision === undefined ? null : LABELS[decision.action]
    const label = comment.status === 'deleted' ? undefined : taught
    if (label === undefined) return undefined
    const taughtBy = decision?.deciderName ?? null
    return (await teachSite(trx, deps, { siteId, subject: commentId, text: toClassified(comment), label, taughtBy }))
      ? siteId
      : undefined
  })
  if (taught !== undefined) deps.models.forget(taught)
}
