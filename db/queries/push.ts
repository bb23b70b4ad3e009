/** Who wants to be told of replies by Web Push, and what is still to be sent: the deliveries are the outbox. */

import { type Insertable, sql, type Transaction } from 'kysely'
import type { CommentId, SiteId } from '../../src/domain/comment.js'
import type { CommentStatus } from '../../src/domain/comment-status.js'
import type { PushTarget } from '../../src/domain/push.js'
import type { ThreadSignal } from '../../src/domain/thread-signal.js'
import type { NetworkHash } from '../../src/privacy/hash-network.js'
import type { Db } from '../database.js'
import { prepared } from '../prepared.js'
import type { Database, PushSubscriptionTable } from '../schema.js'

/** Names one delivery: a subscription and the comment that it is to hear of. */
export interface DeliveryRef {
  subscriptionId: string
  commentId: CommentId
}

/** Keeps a subscription; the id is that of an earlier one when the same browser asked for the same before. */
export async function insertSubscription(db: Db, subscription: Insertable<PushSubscriptionTable>): Promise<string> {
  const { id, siteId, slug, under, endpoint, p256dh, auth, networkHash, createdAt } = subscription
  const { rows } = await sql<{ id: string }>`
    insert into push_subscriptions (id, site_id, slug, under, endpoint, p256dh, auth, network_hash, created_at)
    values (${id}, ${siteId}, ${slug}, ${under}, ${endpoint}, ${p256dh}, ${auth}, ${networkHash}, ${createdAt})
    on conflict (site_id, slug, coalesce(under, '00000000-0000-0000-0000-000000000000'::uuid), md5(endpoint))
    do update set p256dh = excluded.p256dh, auth = excluded.auth, created_at = excluded.created_at
    returning id`.execute(db)
  return rows[0]?.id ?? id
}

/** How many subscriptions a thread has, and how many of them came from one network. */
export async function countSubscriptions(
  db: Db,
  thread: { siteId: SiteId; slug: string },
  networkHash: NetworkHash,
): Promise<{ all: number; ofNetwork: number }> {
  const { rows } = await sql<{ all: number; ofNetwork: number }>`
    select count(*) as all, count(*) filter (where network_hash = ${networkHash}) as of_network
    from push_subscriptions where site_id = ${thread.siteId} and slug = ${thread.slug}`.execute(db)
  return rows[0] ?? { all: 0, ofNetwork: 0 }
}

export async function deleteSubscription(db: Db, id: string): Promise<void> {
  await db.deleteFrom('pushSubscriptions').where('id', '=', id).execute()
}

/** Notes that whoever watches the thread, or a comment above this one, is to be told of it; unless they were told before. */
export async function insertDeliveries(
  trx: Transaction<Database>,
  comment: { id: CommentId; path: readonly CommentId[] },
  thread: ThreadSignal,
  now: Date,
): Promise<void> {
  await sql`
    insert into push_deliveries (subscription_id, comment_id, due_at)
    select id, ${comment.id}, ${now} from push_subscriptions
    where site_id = ${thread.siteId} and slug = ${thread.slug}
      and (under is null or under = any(${comment.path}::uuid[]))
      and not exists (select from decisions where comment_id = ${comment.id} and to_status = 'approved')
    on conflict do nothing ${prepared}`.execute(trx)
}

/** Takes deliveries that are due, oldest first, and sets when they are due again if nobody reports back. */
export async function claimDeliveriesDue(
  db: Db,
  { now, nextAt, batch }: { now: Date; nextAt: Date; batch: number },
): Promise<DeliveryRef[]> {
  const { rows } = await sql<DeliveryRef>`
    update push_deliveries set due_at = ${nextAt}
    where (subscription_id, comment_id) in (
      select subscription_id, comment_id from push_deliveries
      where due_at <= ${now} order by due_at limit ${batch} for update skip locked
    )
    returning subscription_id as "subscriptionId", comment_id as "commentId"`.execute(db)
  return rows
}

export interface Delivery {
  target: PushTarget
  attempts: number
  siteId: SiteId
  slug: string
  status: CommentStatus
  parentId: CommentId | null
  /** The page's address, when it is known. */
  url: string | null
}

/** What a delivery needs; undefined when it was made or is no longer wanted. */
export async function findDelivery(db: Db, { subscriptionId, commentId }: DeliveryRef): Promise<Delivery | undefined> {
  const row = await db
    .selectFrom('pushDeliveries')
    .innerJoin('pushSubscriptions', 'pushSubscriptions.id', 'pushDeliveries.subscriptionId')
    .innerJoin('comments', 'comments.id', 'pushDeliveries.commentId')
    .innerJoin('threads', 'threads.id', 'comments.threadId')
    .select(['endpoint', 'p256dh', 'auth', 'attempts', 'threads.siteId', 'threads.slug', 'status', 'parentId', 'url'])
    .where('subscriptionId', '=', subscriptionId)
    .where('commentId', '=', commentId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { endpoint, p256dh, auth, ...rest } = row
  return { ...rest, target: { endpoint, p256dh, auth } }
}

export async function deleteDelivery(db: Db, { subscriptionId, commentId }: DeliveryRef): Promise<void> {
  await db
    .deleteFrom('pushDeliveries')
    .where('subscriptionId', '=', subscriptionId)
    .where('commentId', '=', commentId)
    .execute()
}

export async function postponeDelivery(db: Db, { subscriptionId, commentId }: DeliveryRef, dueAt: Date): Promise<void> {
  await db
    .updateTable('pushDeliveries')
    .set((eb) => ({ dueAt, attempts: eb('attempts', '+', 1) }))
    .where('subscriptionId', '=', subscriptionId)
    .where('commentId', '=', commentId)
    .execute()
}
