/** What the checks see of a comment. */

import type { Comment } from '../domain/comment.js'
import type { Subject } from '../screening/check.js'

export function toSubject({ body, authorName, authorUrl, parentId }: Comment): Subject {
  return { body, authorName, authorUrl, isReply: parentId !== null }
}
