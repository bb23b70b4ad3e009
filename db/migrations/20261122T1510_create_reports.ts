import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reports (
      id uuid primary key,
      comment_id uuid not null references comments (id) on delete cascade,
      site_id text not null,
      revision integer not null,
      reason text not null,
      text text,
      reporter_name text,
      email_hash bytea,
      reporter bytea,
      network bytea,
      state text not null check (state in ('open', 'upheld', 'dismissed', 'moot')),
      created_at timestamptz not null,
      settled_at timestamptz,
      settled_by text,
      unique (comment_id, reporter)
    );
    create index reports_open on reports (comment_id) where state = 'open';
    create index reports_site on reports (site_id, id);
    create index reports_age on reports (settled_at) where settled_at is not null;
    create index reports_reporter_age on reports (created_at) where reporter is not null
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table reports`.execute(db)
}
