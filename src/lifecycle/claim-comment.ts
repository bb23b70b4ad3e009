/** A moderator takes a comment for a while, so that two people do not work on the same one. */

import type { Db } from '../../db/database.js'
import { findLiveClaim, replaceClaim } from '../../db/queries/claims.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { LIMITS } from '../limits.js'

/** Takes or renews the claim; returns when it ends. Throws `claimed`, naming who has it and until when. */
export async function claimComment(
  deps: Pick<Deps, 'db' | 'clock'>,
  { commentId, by }: { commentId: CommentId; by: { id: string; name: string } },
): Promise<{ until: Date }> {
  const now = deps.clock()
  const until = new Date(now.getTime() + LIMITS.decision.claimMs)
  const claim = { commentId, claimantId: by.id, claimantName: by.name, until }
  // A claim that ends between the two questions is free when it is asked for again.
  while (!(await replaceClaim(deps.db, claim, now))) await requireUnclaimed(deps.db, commentId, by.id, now)
  return { until }
}

/** Throws `claimed` while somebody else has the comment. */
export async function requireUnclaimed(
  db: Db,
  commentId: CommentId,
  claimantId: string | null,
  now: Date,
): Promise<void> {
  const claim = await findLiveClaim(db, commentId, now)
  if (claim === undefined || claim.claimantId === claimantId) return
  const until = claim.until.toISOString()
  throw new DomainError('claimed', `${claim.claimantName} is working on this comment until ${until}`, {
    extra: { claim: { by: { id: claim.claimantId, name: claim.claimantName }, until } },
  })
}
