/** The author that an address of the admin API names. */

import type { Db } from '../../../../db/database.js'
import { type Author, findAuthor } from '../../../../db/queries/authors.js'
import type { AuthorId } from '../../../domain/comment.js'
import { DomainError } from '../../../domain/errors.js'
import { maySee, type Principal } from '../../access.js'

/** The author, if the caller may see the site; otherwise there is none. */
export async function findAuthorForPrincipal(db: Db, principal: Principal, id: string): Promise<Author> {
  const author = await findAuthor(db, id.toLowerCase() as AuthorId)
  if (author === undefined || !maySee(principal, author.siteId))
    throw new DomainError('author-not-found', 'there is no author of this id')
  return author
}
