import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table claims (
      comment_id uuid primary key references comments (id) on delete cascade,
      claimant_id text not null,
      claimant_name text not null,
      until timestamptz not null
    );
    create index claims_until on claims (until);

    alter table decisions
      add column decider_id text,
      add column undone_at timestamptz,
      add column undone_by text;

    -- A comment that a moderator deleted keeps its text until then, so that the deletion can be taken back.
    alter table comments add column blank_due_at timestamptz;
    create index comments_blank_due on comments (blank_due_at) where blank_due_at is not null;
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table comments drop column blank_due_at;
    alter table decisions drop column undone_by, drop column undone_at, drop column decider_id;
    drop table claims
  `.execute(db)
}
