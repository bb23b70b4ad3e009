/** A reader votes for or against a comment: one vote a person, without account or cookie. */

import { findComment, lockComment } from '../../db/queries/comments.js'
import { addVotes, countVoters, deleteVote, findVote, listVotes, replaceVote } from '../../db/queries/votes.js'
import type { Deps } from '../deps.js'
import type { Comment, CommentId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import type { Site } from '../domain/site.js'
import { LIMITS } from '../limits.js'

type VotedComment = Pick<Comment, 'id' | 'submittedAt'>

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
  const { votersPerNetwork, showMs } = LIMITS.vote
  const found = await findComment(deps.db, commentId)
  if (found?.status !== 'approved') throw notFound()
  const votedAt = deps.clock()
  const { reader: voter, network } = hashVoter(deps, site, {
    comment: found,
    at: votedAt,
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

/** How a reader voted on these comments, by their ids; comments without a vote are left out. */
export async function listOwnVotes(
  deps: Pick<Deps, 'readDb' | 'clock' | 'hashReader'>,
  site: Site,
  of: { comments: readonly VotedComment[]; networkAddress: string; userAgent: string },
): Promise<Record<string, 1 | -1>> {
  const at = deps.clock()
  const { networkAddress, userAgent } = of
  const voters = of.comments.map((comment) => ({
    commentId: comment.id,
    voter: hashVoter(deps, site, { comment, at, networkAddress, userAgent }).reader,
  }))
  const votes = await listVotes(deps.readDb, voters)
  return Object.fromEntries(votes.map(({ commentId, value }) => [commentId, value]))
}

/** Somebody counts once while their vote is kept: with the next period of a comment everybody is new. */
function hashVoter(
  { hashReader }: Pick<Deps, 'hashReader'>,
  site: Site,
  vote: { comment: VotedComment; at: Date; networkAddress: string; userAgent: string },
): ReturnType<Deps['hashReader']> {
  const { comment, at, networkAddress, userAgent } = vote
  const period = Math.floor((at.getTime() - comment.submittedAt.getTime()) / LIMITS.vote.keepMs)
  return hashReader(site, { purpose: 'vote', about: comment.id, period, networkAddress, userAgent })
}

function notFound(): DomainError {
  return new DomainError('comment-not-found', 'there is no comment of this id')
}
