/** Everything that is kept about a person on a site, as far as a receipt can prove that it is theirs. */

import {
  type ExportedAuthor,
  type ExportedComment,
  findExportedAuthor,
  listExported,
} from '../../db/queries/author-data.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { LIMITS } from '../limits.js'

/** Newest first, at most LIMITS.export.comments. Throws `comment-not-found`. */
export async function exportAuthor(
  deps: Pick<Deps, 'db'>,
  commentId: CommentId,
): Promise<{ author: ExportedAuthor; comments: ExportedComment[] }> {
  const author = await findExportedAuthor(deps.db, commentId)
  if (author === undefined) throw new DomainError('comment-not-found', 'there is no comment of this id')
  return { author, comments: await listExported(deps.db, commentId, LIMITS.export.comments) }
}
