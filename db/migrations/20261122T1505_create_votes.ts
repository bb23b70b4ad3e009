import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table votes (
      comment_id uuid not null references comments (id) on delete cascade,
      voter bytea not null,
      network bytea not null,
      value smallint not null check (value in (-1, 1)),
      voted_at timestamptz not null,
      primary key (comment_id, voter)
    );
    create index votes_age on votes (voted_at);

    alter table threads add column votes_due_at timestamptz;
    create index threads_votes_due on threads (votes_due_at) where votes_due_at is not null
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table threads drop column votes_due_at;
    drop table votes
  `.execute(db)
}
