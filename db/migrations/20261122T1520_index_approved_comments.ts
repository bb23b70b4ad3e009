import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The newest comments of a thread, replies among them: what a feed shows.
  await sql`create index comments_approved on comments (thread_id, id) where status = 'approved'`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index comments_approved`.execute(db)
}
