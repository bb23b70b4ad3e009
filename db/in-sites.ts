import { type RawBuilder, sql } from 'kysely'
import type { SiteId } from '../src/domain/comment.js'

/** The condition that a column names one of these sites; null: any site. */
export function inSites(column: RawBuilder<unknown>, siteIds: readonly SiteId[] | null): RawBuilder<boolean> {
  return siteIds === null ? sql`true` : sql`${column} = any(${siteIds})`
}
