/** Pages of the admin lists: what may be asked of every list, and where its next page begins. */

import Type from 'typebox'
import { LIMITS } from '../../../limits.js'
import { writeCursor } from '../../cursor.js'

export const PAGE_QUERY = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.admin.pageSizeMax, default: LIMITS.admin.pageSize })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
}

/** The page of a list, from rows of which one more than `limit` was asked for; `cursorAt` writes a row's position. */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  cursorAt: (row: Row) => string,
): { page: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { page, nextCursor: rows.length > limit && last !== undefined ? cursorAt(last) : null }
}

/** The position of a row in a list that is in the order of its ids. */
export function atId({ id }: { id: string }): string {
  return writeCursor({ id, rank: 0 })
}
