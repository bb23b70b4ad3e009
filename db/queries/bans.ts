/** Bans: placed, listed, lifted. A row is there as long as the ban is in force. */

import { type Insertable, type Selectable, sql } from 'kysely'
import { BAN_LIMITS, type Ban, type BanKind, type NetworkBan } from '../../src/domain/ban.js'
import type { AuthorId, CommentId, SiteId } from '../../src/domain/comment.js'
import type { EmailHash } from '../../src/privacy/hash-email.js'
import type { NetworkHash } from '../../src/privacy/hash-network.js'
import type { Db, Trx } from '../database.js'
import type { BanTable } from '../schema.js'

/** Places a ban; whoever is banned already is banned anew, under the ban that is there. Returns its id. */
export async function replaceBan(trx: Trx, ban: Insertable<BanTable>): Promise<string> {
  const { effect, reason, bannedBy, bannedById, createdAt, expiresAt, authorId } = ban
  const { id } = await trx
    .insertInto('bans')
    .values(ban)
    .onConflict((conflict) =>
      conflict
        .columns(['siteId', 'hash', 'kind'])
        .doUpdateSet({ effect, reason, bannedBy, bannedById, createdAt, expiresAt, authorId }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** How many bans a site has, of networks alone and of all kinds. */
export async function countBans(trx: Trx, siteId: SiteId): Promise<{ all: number; networks: number }> {
  return await trx
    .selectFrom('bans')
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.countAll<number>().filterWhere('prefixBits', 'is not', null).as('networks'),
    ])
    .where('siteId', '=', siteId)
    .executeTakeFirstOrThrow()
}

/** Lifts a ban; false when there is none. */
export async function deleteBan(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('bans').where('id', '=', id).executeTakeFirst()
  return numDeletedRows === 1n
}

export async function findBan(db: Db, id: string): Promise<Ban | undefined> {
  const row = await selectBans(db).where('bans.id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : toBan(row)
}

/** The ban on an author. */
export async function findAuthorBan(db: Db, authorId: AuthorId): Promise<Ban | undefined> {
  const row = await selectBans(db).where('authorId', '=', authorId).where(inForce).executeTakeFirst()
  return row === undefined ? undefined : toBan(row)
}

/** Every ban in force that an author's comments fall under, whatever the network. */
export async function listBansOn(db: Db, authorId: AuthorId): Promise<Ban[]> {
  const rows = await selectBans(db)
    .innerJoin('authors as banned', 'banned.siteId', 'bans.siteId')
    .where('banned.id', '=', authorId)
    .where(sql<boolean>`bans.hash in (banned.email_hash, banned.domain_hash)`)
    .where(inForce)
    .orderBy('bans.id', 'desc')
    .limit(10)
    .execute()
  return rows.map(toBan)
}

/** Newest first. `siteIds` null: all sites. */
export async function listBans(
  db: Db,
  filter: { siteIds: readonly SiteId[] | null; kind: BanKind | null },
  page: { before: string | null; limit: number },
): Promise<Ban[]> {
  let query = selectBans(db).where(inForce)
  if (filter.siteIds !== null) query = query.where('bans.siteId', 'in', filter.siteIds)
  if (filter.kind !== null) query = query.where('bans.kind', '=', filter.kind)
  if (page.before !== null) query = query.where('bans.id', '<', page.before)
  return (await query.orderBy('bans.id', 'desc').limit(page.limit).execute()).map(toBan)
}

/** A site's banned networks, as submits are compared with them. */
export async function listNetworkBans(db: Db, siteId: SiteId): Promise<NetworkBan[]> {
  const rows = await db
    .selectFrom('bans')
    .select(['id', 'effect', 'hash', 'prefixBits'])
    .where('siteId', '=', siteId)
    .where('prefixBits', 'is not', null)
    .where(inForce)
    // What rejects is found before what holds.
    .orderBy('effect', 'desc')
    .limit(BAN_LIMITS.networksPerSite)
    .execute()
  return rows.map(({ id, effect, hash, prefixBits }) => ({
    id,
    effect,
    hash: hash.toString('hex'),
    prefixBits: prefixBits ?? 0,
  }))
}

/** What a ban on an author, or on the network of a comment, is placed on. */
export async function findBannable(
  db: Db,
  by: { authorId: AuthorId } | { commentId: CommentId },
): Promise<
  { siteId: SiteId; emailHash: EmailHash | null; networkHash: NetworkHash | null; submittedAt: Date } | undefined
> {
  const query = db
    .selectFrom('authors')
    .innerJoin('comments', 'comments.authorId', 'authors.id')
    .select(['authors.siteId', 'authors.emailHash', 'comments.networkHash', 'comments.submittedAt'])
  return await ('authorId' in by
    ? query.where('authors.id', '=', by.authorId)
    : query.where('comments.id', '=', by.commentId)
  )
    .limit(1)
    .executeTakeFirst()
}

// The database's own time, as it is asked for with every comment. A ban that is over waits for the maintenance.
const inForce = sql<boolean>`(bans.expires_at is null or bans.expires_at > now())`

function selectBans(db: Db) {
  return db.selectFrom('bans').select([
    'bans.id',
    'bans.siteId',
    'bans.kind',
    'bans.effect',
    'bans.reason',
    'bans.authorId',
    'bans.prefixBits',
    'bans.bannedBy',
    'bans.createdAt',
    'bans.expiresAt',
    sql<string | null>`(
        select author_name from comments c where c.author_id = bans.author_id and c.status <> 'deleted'
        order by submitted_at desc limit 1
      )`.as('authorName'),
  ])
}

function toBan({
  bannedBy,
  ...row
}: Omit<Selectable<BanTable>, 'hash' | 'bannedById'> & { authorName: string | null }): Ban {
  return { ...row, by: bannedBy }
}
