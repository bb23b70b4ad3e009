/** Last automatic step of a comment's life: the conduct stage, the site's policy, a decision. */

import { findComment } from '../../db/queries/comments.js'
import { findVerdict, insertVerdict } from '../../db/queries/verdicts.js'
import type { Deps } from '../deps.js'
import type { Comment, CommentRef } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { applyPolicy, type Judgement, type Policy } from '../domain/policy.js'
import { urgentSince } from '../domain/urgency.js'
import { conductChecks } from '../screening/conduct/index.js'
import { runChecks } from '../screening/run-checks.js'
import { decideComment } from './decide-comment.js'
import { CONDUCT_FACTS, gatherFacts } from './gather-facts.js'
import { toSubject } from './to-subject.js'

type ModerationDeps = Pick<Deps, 'db' | 'clock' | 'newId' | 'sites' | 'models' | 'announce'>

export async function moderateComment(deps: ModerationDeps, ref: CommentRef): Promise<void> {
  const comment = await findComment(deps.db, ref.commentId)
  // Jobs are delivered at least once: a comment already decided, edited or erased needs nothing.
  if (comment?.status !== 'pending' || comment.revision !== ref.revision) return

  const site = await deps.sites.get(comment.siteId)
  const facts = await gatherFacts(deps, site, comment, CONDUCT_FACTS)
  // undefined: the spam stage gave up.
  const spam = await findVerdict(deps.db, ref, 'spam')
  const conduct = runChecks(conductChecks, toSubject(comment), facts)
  const isNewcomer = facts.author.approved === 0
  const verdict = { ...conduct, isNewcomer, createdAt: deps.clock() }
  await insertVerdict(deps.db, { ...ref, stage: 'conduct', ...verdict })

  const stages = { spam, conduct, isNewcomer }
  await decideByPolicy(deps, comment, site.policy, stages)
}

/** The stages cannot be run: after the last attempt the comment waits for a person. */
export async function holdUnchecked(deps: ModerationDeps, ref: CommentRef): Promise<void> {
  const comment = await findComment(deps.db, ref.commentId)
  if (comment?.status !== 'pending') return
  const { policy } = await deps.sites.get(comment.siteId)
  await decideByPolicy(deps, { ...comment, revision: ref.revision }, policy, {
    spam: undefined,
    conduct: undefined,
    isNewcomer: true,
  })
}

async function decideByPolicy(
  deps: ModerationDeps,
  comment: Pick<Comment, 'id' | 'revision' | 'submittedAt'>,
  policy: Policy,
  stages: { spam: Judgement | undefined; conduct: Judgement | undefined; isNewcomer: boolean },
): Promise<void> {
  const { action, reason } = applyPolicy(policy, stages)
  const scores = { spam: stages.spam?.score ?? null, conduct: stages.conduct?.score ?? null }
  try {
    await decideComment(deps, {
      commentId: comment.id,
      action,
      by: { kind: reason === 'checker-unavailable' ? 'system' : 'policy', name: null },
      reason,
      note: null,
      ifRevision: comment.revision,
      onlyPending: true,
      policy,
      urgentSince: urgentSince(comment.submittedAt, policy, { ...scores, reports: 0 }),
    })
  } catch (error) {
    // Somebody was faster: a moderator, the author, or this very job in another worker. Theirs stands.
    if (error instanceof DomainError && (error.code === 'status-conflict' || error.code === 'comment-not-found')) return
    throw error
  }
}
