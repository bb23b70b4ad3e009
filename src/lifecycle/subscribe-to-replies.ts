/** A reader wants to be told of what is new in a thread, or below one comment, without leaving an address. */

import { findComment, findThreadSlug } from '../../db/queries/comments.js'
import { countSubscriptions, insertSubscription } from '../../db/queries/push.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { DomainError, invalidField } from '../domain/errors.js'
import { type PushTarget, parsePushTarget } from '../domain/push.js'
import type { Site } from '../domain/site.js'
import { LIMITS } from '../limits.js'

export interface PushRequest {
  site: Site
  slug: string
  target: PushTarget
  /** Only of what comes below this comment. */
  under: CommentId | undefined
  /** The receipt of the reader's own comment, which may still be pending; without `under` it says which one is meant. */
  receipt: string | undefined
  /** Only a keyed hash of its prefix goes further than this function. */
  networkAddress: string
}

/**
 * Keeps a subscription and returns its id and the token that ends it. Throws `invalid-request` with the field's name,
 * `comment-not-found`, `too-many-subscriptions`.
 */
export async function subscribeToReplies(
  deps: Pick<Deps, 'db' | 'clock' | 'newRandomId' | 'receipts' | 'subscriptionTokens' | 'hashNetwork' | 'push'>,
  request: PushRequest,
): Promise<{ id: string; token: string }> {
  const { site, slug } = request
  const target = parsePushTarget(request.target, deps.push.hosts)
  const under = await findUnder(deps, request)
  const now = deps.clock()
  const networkHash = deps.hashNetwork.forSite(site, request.networkAddress, now)
  const { subscriptionsPerThread, subscriptionsPerNetwork } = LIMITS.push
  const { all, ofNetwork } = await countSubscriptions(deps.db, { siteId: site.id, slug }, networkHash)
  if (all >= subscriptionsPerThread || ofNetwork >= subscriptionsPerNetwork)
    throw new DomainError('too-many-subscriptions', 'this thread takes no more subscriptions from here')
  const id = await insertSubscription(deps.db, {
    id: deps.newRandomId(),
    siteId: site.id,
    slug,
    under,
    ...target,
    networkHash,
    createdAt: now,
  })
  return { id, token: deps.subscriptionTokens.issue(id) }
}

async function findUnder(
  deps: Pick<Deps, 'db' | 'receipts'>,
  { site, slug, under, receipt }: PushRequest,
): Promise<CommentId | null> {
  const own = receipt === undefined ? undefined : deps.receipts.read(receipt)
  if (receipt !== undefined && own === undefined) throw invalidField('receipt', 'belongs to no comment')
  const wanted = under ?? own
  if (wanted === undefined) return null
  const comment = await findComment(deps.db, wanted)
  const thread = comment === undefined ? undefined : await findThreadSlug(deps.db, comment.threadId)
  const isHere = comment !== undefined && thread?.siteId === site.id && thread.slug === slug
  // Of a comment that was not approved, only its author may know that it is there.
  if (isHere && comment.status !== 'deleted' && (comment.status === 'approved' || wanted === own)) return wanted
  throw new DomainError('comment-not-found', 'there is no such comment in this thread', {
    fields: [{ field: under === undefined ? 'receipt' : 'under', detail: 'is not a comment of this thread' }],
  })
}
