/** A moderator answers a comment for all to see: approved at once, and marked as the site's own word. */

import { lockComment } from '../../db/queries/comments.js'
import { clearLessonDue } from '../../db/queries/lessons.js'
import { findStaffAuthor, insertStaffReply } from '../../db/queries/staff-replies.js'
import type { Deps } from '../deps.js'
import { type AuthorId, COMMENT_LIMITS, type CommentId, parseBody, parseName } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { announceDecided, decideLocked } from './decide-comment.js'

export interface ModeratorReply {
  parentId: CommentId
  body: string
  /** The name readers see; undefined: the moderator's own. */
  name: string | undefined
  by: { id: string; name: string }
}

/**
 * Returns the id of the reply. A closed thread is closed to readers, not to its moderators. Throws `comment-not-found`,
 * `parent-not-found` for a comment that readers do not see, `reply-too-deep`, `invalid-request` naming `body` or `name`.
 */
export async function replyAsModerator(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'newRandomId' | 'announce' | 'nudgeRelay'>,
  { parentId, body, name, by }: ModeratorReply,
): Promise<CommentId> {
  const text = parseBody(body)
  const authorName = parseName(name ?? by.name, 'name')
  const id = deps.newId() as CommentId
  const now = deps.clock()

  const decided = await deps.db.transaction().execute(async (trx) => {
    const locked = await lockComment(trx, parentId)
    if (locked === undefined) throw new DomainError('comment-not-found', 'there is no comment of this id')
    const { comment: parent } = locked
    if (parent.status !== 'approved')
      throw new DomainError('parent-not-found', 'readers do not see this comment, and so would not see a reply')
    if (parent.path.length >= COMMENT_LIMITS.depth)
      throw new DomainError('reply-too-deep', `replies go ${COMMENT_LIMITS.depth} levels deep at most`)

    const newAuthorId = deps.newRandomId() as AuthorId
    const authorId = await findStaffAuthor(trx, { siteId: parent.siteId, moderatorId: by.id, newAuthorId, now })
    await insertStaffReply(trx, { id, authorId, authorName, body: text, parent, now })
    const own = await lockComment(trx, id)
    if (own === undefined) throw new Error('a reply went away in its own transaction')
    const decision = await decideLocked(trx, deps, own, {
      commentId: id,
      action: 'approve',
      by: { kind: 'moderator', name: by.name },
      deciderId: by.id,
      reason: 'staff',
      note: null,
      ifRevision: undefined,
      onlyPending: true,
      policy: null,
    })
    // The site's own word says nothing about what readers write.
    await clearLessonDue(trx, id)
    return decision
  })
  announceDecided(deps, decided)
  // Whoever asked to hear of replies hears of this one.
  deps.nudgeRelay()
  return id
}
