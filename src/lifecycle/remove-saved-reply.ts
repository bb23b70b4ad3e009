/** A text that nobody needs any more is taken off the list. */

import { insertAct } from '../../db/queries/audit.js'
import { deleteSavedReply } from '../../db/queries/saved-replies.js'
import type { Deps } from '../deps.js'
import type { Actor } from '../domain/audit.js'
import type { SiteId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'

/** Throws `saved-reply-not-found`. */
export async function removeSavedReply(
  deps: Pick<Deps, 'db' | 'clock'>,
  { siteId, id, by }: { siteId: SiteId; id: string; by: Actor },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    if (!(await deleteSavedReply(trx, siteId, id)))
      throw new DomainError('saved-reply-not-found', 'there is no saved reply of this id')
    await insertAct(trx, { by, verb: 'saved-reply.remove', at: deps.clock(), siteId, subject: id })
  })
}
