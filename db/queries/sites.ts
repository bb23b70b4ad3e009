/** Sites with their policy and blocked terms. */

import { sql, type Transaction } from 'kysely'
import type { SiteId } from '../../src/domain/comment.js'
import { changePolicy, DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js'
import { entriesFor, type Site } from '../../src/domain/site.js'
import type { Term } from '../../src/domain/term.js'
import type { Db } from '../database.js'
import type { Database } from '../schema.js'
import { listNetworkBans } from './bans.js'

const SITES_MAX = 1_000

export async function findSite(db: Db, id: string): Promise<Site | undefined> {
  const row = await db
    .selectFrom('sites')
    .selectAll()
    .where('id', '=', id as SiteId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    ...row,
    policy: completePolicy(row.policy),
    terms: await listTerms(db, row.id),
    networkBans: await listNetworkBans(db, row.id),
  }
}

/** What is loaded with a site that is asked for by itself. */
type Listed = 'terms' | 'networkBans'

/** All sites, without their terms, in order of their id. */
export async function listSites(db: Db): Promise<Omit<Site, Listed>[]> {
  const rows = await db.selectFrom('sites').selectAll().orderBy('id').limit(SITES_MAX).execute()
  return rows.map((row) => ({ ...row, policy: completePolicy(row.policy) }))
}

/** False when a site of this id is there already. */
export async function insertSite(db: Db, site: Omit<Site, Listed> & { createdAt: Date }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('sites')
    .values({ ...site, origins: [...site.origins], policy: JSON.stringify(site.policy) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Changes what may change of a site; false when there is none of this id. */
export async function replaceSite(
  db: Db,
  id: SiteId,
  change: { name?: string; origins?: string[]; language?: string; policy?: Policy },
): Promise<boolean> {
  const { policy, ...fields } = change
  const { numUpdatedRows } = await db
    .updateTable('sites')
    .set({ ...fields, ...(policy === undefined ? {} : { policy: JSON.stringify(policy) }), id: undefined })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The first site, in order of ids, that takes comments from an origin, those that name it before others; among the given ones, or all. */
export async function findSiteByOrigin(
  db: Db,
  origin: string,
  among: readonly SiteId[] | null,
): Promise<SiteId | undefined> {
  let query = db
    .selectFrom('sites')
    .select('id')
    .where(sql<boolean>`origins && ${entriesFor(origin)}::text[]`)
  if (among !== null) query = query.where('id', 'in', among)
  const isNamed = sql<boolean>`${origin} = any(origins)`
  return (await query.orderBy(isNamed, 'desc').orderBy('id').executeTakeFirst())?.id
}

export async function listTerms(db: Db, siteId: SiteId): Promise<Term[]> {
  const rows = await db
    .selectFrom('terms')
    .select(['kind', 'text', 'action', 'isShadow'])
    .where('siteId', '=', siteId)
    .orderBy('kind')
    .orderBy('text')
    .limit(10_000)
    .execute()
  return rows.map(({ isShadow, ...term }) => (isShadow ? { ...term, shadow: true } : term))
}

/** Puts a list of terms in the place of the present one. */
export async function replaceTerms(trx: Transaction<Database>, siteId: SiteId, terms: readonly Term[]): Promise<void> {
  await trx.deleteFrom('terms').where('siteId', '=', siteId).execute()
  if (terms.length === 0) return
  await trx
    .insertInto('terms')
    .values(terms.map(({ kind, text, action, shadow = false }) => ({ siteId, kind, text, action, isShadow: shadow })))
    .execute()
}

/** A policy stored by an older version may lack a setting: the default stands in. */
function completePolicy(stored: Policy): Policy {
  return changePolicy(DEFAULT_POLICY, stored)
}
