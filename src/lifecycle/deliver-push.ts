/** Tells one subscriber of one comment: sent, tried again later, or the subscription ends. */

import {
  type Delivery,
  type DeliveryRef,
  deleteDelivery,
  deleteSubscription,
  findDelivery,
  postponeDelivery,
} from '../../db/queries/push.js'
import type { Deps } from '../deps.js'
import { commentAddress, pageAddress } from '../domain/page-address.js'
import { LIMITS } from '../limits.js'

/** Safe to run twice: what was sent is no delivery any more, and the browser shows a comment's notice once. */
export async function deliverPush(
  deps: Pick<Deps, 'db' | 'clock' | 'push' | 'publicUrl'>,
  { subscriptionId, commentId }: DeliveryRef,
): Promise<void> {
  const ref = { subscriptionId, commentId }
  const delivery = await findDelivery(deps.db, ref)
  if (delivery === undefined) return
  if (delivery.status !== 'approved') return await deleteDelivery(deps.db, ref)

  const payload = toPayload(deps.publicUrl, ref, delivery)
  // Of two messages with one topic a push service keeps the later (RFC 8030, 5.4): 32 letters of base64url at most.
  const topic = commentId.replaceAll('-', '')
  const outcome = await deps.push.send(delivery.target, { payload, topic })
  if (outcome === 'gone') await deleteSubscription(deps.db, subscriptionId)
  else if (outcome !== 'later' || delivery.attempts + 1 >= LIMITS.push.attempts) await deleteDelivery(deps.db, ref)
  else {
    const pauseMs = LIMITS.push.backoffMs * 2 ** delivery.attempts
    await postponeDelivery(deps.db, ref, new Date(deps.clock().getTime() + pauseMs))
  }
}

/** Ids and a link; the text of a comment goes through nobody else's hands. */
function toPayload(publicUrl: string, ref: DeliveryRef, { siteId, slug, parentId, url }: Delivery): object {
  const link = commentAddress(pageAddress(publicUrl, { siteId, slug, url }), ref.commentId)
  return { site: siteId, slug, id: ref.commentId, parentId, subscription: ref.subscriptionId, url: link }
}
