/** A reader votes for or against a comment: one vote a person, without account or cookie. */

import { findComment, lockComment } from '../../db/queries/comments.js'
import { addVotes, countVoters, deleteVote, findVote, replaceVote } from '../../db/queries/votes.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import type { Site } from '../domain/site.js'
import { LIMITS } from '../limits.js'

export interface Vote {
  site: Site
  commentId: CommentId
  /** 0 takes a vote back. */
  value: 1 | 0 | -1
  networkAddress: string
  userAgent: string
}

/** Returns the comment's sum of votes. The same vote again changes nothing. Throws `comment-not-found`, `vote-limit`. */
export async function voteComment(deps: Pick<Deps, 'db' | 'clock' | 'hashReader'>, vote: Vote): Promise<number> {
  const { site, commentId, value, networkAddress, userAgent } = vote
  const { keepMs, votersPerNetwork, showMs } = LIMITS.vote
  const found = await findComment(deps.db, commentId)
  if (found?.status !== 'approved') throw notFound()
  const votedAt = deps.clock()
  const period = Math.floor((votedAt.getTime() - found.submittedAt.getTime()) / keepMs)
  const { reader: voter, network } = deps.hashReader(site, {
    purpose: 'vote',
    commentId,
    period,
    networkAddress,
    userAgent,
  })

  return await deps.db.transaction().execute(async (trx) => {
    const locked = await lockComment(trx, commentId)
    if (locked?.comment.status !== 'approved') throw notFound()
    const before = await findVote(trx, commentId, voter)
    if (before === undefined && value !== 0 && (await countVoters(trx, commentId, network)) >= votersPerNetwork) {
      throw new DomainError('vote-limit', 'your network has cast all the votes it may on this comment')
    }
    if (value === 0) await deleteVote(trx, commentId, voter)
    else await replaceVote(trx, { commentId, voter, network, value, votedAt })
    const dueAt = new Date(votedAt.getTime() + showMs)
    return await addVotes(trx, locked.comment, value - (before ?? 0), dueAt)
  })
}

function notFound(): DomainError {
  return new DomainError('comment-not-found', 'there is no comment of this id')
}
