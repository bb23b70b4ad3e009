import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The list of those in one state, newest first; of all of them, the primary key is the order.
    create index decision_batches_state on decision_batches (state, id);
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index decision_batches_state`.execute(db)
}
