import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table helper_calls (
      helper text not null,
      day date not null,
      outcome text not null,
      calls integer not null,
      primary key (day, helper, outcome)
    );

    create table akismet_checks (
      comment_id uuid primary key references comments (id) on delete cascade,
      sealed bytea not null,
      verdict text not null check (verdict in ('true', 'false')),
      guid text,
      recheck_at timestamptz,
      told_at timestamptz,
      expires_at timestamptz not null
    );
    create index akismet_checks_expiry on akismet_checks (expires_at);
    create index akismet_checks_recheck on akismet_checks (recheck_at) where recheck_at is not null;
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table akismet_checks, helper_calls`.execute(db)
}
