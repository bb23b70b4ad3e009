/** A moderator keeps a text for the next time, or changes one. */

import { insertAct } from '../../db/queries/audit.js'
import {
  countSavedReplies,
  findSavedReply,
  insertSavedReply,
  replaceSavedReply,
} from '../../db/queries/saved-replies.js'
import type { Deps } from '../deps.js'
import type { Actor } from '../domain/audit.js'
import type { SiteId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { parseSavedReply, SAVED_REPLY_LIMITS, type SavedReply } from '../domain/saved-reply.js'

export interface SavedReplyInput {
  siteId: SiteId
  /** undefined: a new one. */
  id: string | undefined
  text: Pick<SavedReply, 'title' | 'body' | 'reason'>
  by: Actor
}

/** Throws `invalid-request` naming `title` or `body`, `saved-reply-not-found`, `too-many`. */
export async function saveReply(
  deps: Pick<Deps, 'db' | 'clock' | 'newId'>,
  { siteId, id, text, by }: SavedReplyInput,
): Promise<SavedReply> {
  const change = { siteId, reason: text.reason, ...parseSavedReply(text) }
  const act = { by, verb: 'saved-reply.save', at: deps.clock(), siteId } as const
  return await deps.db.transaction().execute(async (trx) => {
    if (id !== undefined) {
      const isThere = await replaceSavedReply(trx, { id, ...change })
      const changed = isThere ? await findSavedReply(trx, siteId, id) : undefined
      if (changed === undefined) throw new DomainError('saved-reply-not-found', 'there is no saved reply of this id')
      await insertAct(trx, { ...act, subject: id })
      return changed
    }
    const reply = { id: deps.newId(), ...change, createdAt: deps.clock() }
    await insertSavedReply(trx, reply)
    await insertAct(trx, { ...act, subject: reply.id })
    if ((await countSavedReplies(trx, siteId)) > SAVED_REPLY_LIMITS.perSite)
      throw new DomainError('too-many', `a site has ${SAVED_REPLY_LIMITS.perSite} saved replies at most: remove some`)
    return reply
  })
}
