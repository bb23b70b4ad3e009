import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table raids (
      id uuid primary key,
      site_id text not null references sites (id) on delete cascade,
      thread_id uuid not null references threads (id) on delete cascade,
      reasons text[] not null,
      signs jsonb not null,
      started_at timestamptz not null,
      lasts_until timestamptz not null,
      ended_at timestamptz
    );
    create unique index raids_open on raids (thread_id) where ended_at is null;
    create index raids_site on raids (site_id, id);

    alter table verdicts add column holds text;
    create index body_prints_thread on body_prints (thread_id, created_at);
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop index body_prints_thread;
    alter table verdicts drop column holds;
    drop table raids
  `.execute(db)
}
