import { type RawBuilder, sql } from 'kysely'

/** What a comment's author wrote; empty once it is deleted: a text that could still be brought back is there for that alone. */
export function unlessDeleted(written: RawBuilder<unknown>): RawBuilder<string> {
  return sql`case when comments.status = 'deleted' then '' else ${written} end`
}
