import type { ColumnType } from 'kysely'

/** Written once, at insert. */
export type Fixed<T> = ColumnType<T, T, never>
