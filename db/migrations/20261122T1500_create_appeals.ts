import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table appeals (
      id uuid primary key,
      comment_id uuid not null references comments (id) on delete cascade,
      site_id text not null,
      decision_id uuid not null unique references decisions (id) on delete cascade,
      text text not null check (char_length(text) <= 2000),
      state text not null check (state in ('open', 'upheld', 'overturned', 'moot')),
      created_at timestamptz not null,
      settled_at timestamptz,
      settled_by text,
      note text
    );
    create index appeals_comment on appeals (comment_id, id);
    create index appeals_site on appeals (site_id, id);
    create index appeals_age on appeals (settled_at) where settled_at is not null
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table appeals`.execute(db)
}
