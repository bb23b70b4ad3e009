import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table reports add column thread_id uuid, add column thread_network bytea;
    create index reports_recent on reports (thread_id, created_at) where thread_network is not null;
    create index reports_network_age on reports (created_at) where thread_network is not null
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop index reports_network_age;
    drop index reports_recent;
    alter table reports drop column thread_network, drop column thread_id
  `.execute(db)
}
