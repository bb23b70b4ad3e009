import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Decisions are written in the order of their time: a summary of each stretch finds a month of them, and costs
    -- an automatic decision next to nothing.
    create index decisions_time on decisions using brin (decided_at) with (pages_per_range = 16, autosummarize = on);
    create index decisions_people on decisions (decided_at) where decided_by = 'moderator';
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index decisions_people, decisions_time`.execute(db)
}
