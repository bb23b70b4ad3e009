import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table decision_batches (
      id uuid primary key,
      site_ids text[] not null,
      filter jsonb,
      action text not null,
      reason text not null,
      note text,
      decider_id text not null,
      decider_name text not null,
      undone_by text,
      state text not null check (state in ('running', 'paused', 'done', 'cancelled', 'undoing', 'undone')),
      total integer not null,
      created_at timestamptz not null,
      paused_until timestamptz,
      finished_at timestamptz,
      due_at timestamptz
    );
    create index decision_batches_due on decision_batches (due_at) where due_at is not null;
    create index decision_batches_finished on decision_batches (finished_at);
    create index decision_batches_unfinished on decision_batches (decider_id)
      where state in ('running', 'paused', 'undoing');

    create table decision_batch_items (
      batch_id uuid not null references decision_batches (id) on delete cascade,
      comment_id uuid not null references comments (id) on delete cascade,
      revision integer not null,
      state text not null check (
        state in ('waiting', 'decided', 'conflict', 'claimed', 'not-allowed', 'undone', 'kept')
      ),
      decision_id uuid,
      primary key (batch_id, comment_id)
    );
    create index decision_batch_items_state on decision_batch_items (batch_id, state, comment_id);
    create index decision_batch_items_comment on decision_batch_items (comment_id);
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table decision_batch_items, decision_batches`.execute(db)
}
