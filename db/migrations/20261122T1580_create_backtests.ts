import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table verdicts alter column score type double precision, add column is_newcomer boolean;
    alter table terms add column is_shadow boolean not null default false;

    create table backtests (
      id uuid primary key,
      site_id text not null references sites (id) on delete cascade,
      policy jsonb not null,
      terms jsonb,
      days integer not null,
      until timestamptz not null,
      state text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
      total integer not null,
      done integer not null default 0,
      last_comment_id uuid not null,
      summary jsonb not null,
      asked_by text,
      asked_at timestamptz not null,
      finished_at timestamptz,
      due_at timestamptz,
      expires_at timestamptz not null
    );
    create index backtests_site on backtests (site_id, id);
    create index backtests_due on backtests (due_at) where due_at is not null;
    create index backtests_expiry on backtests (expires_at);

    create table backtest_differences (
      backtest_id uuid not null references backtests (id) on delete cascade,
      comment_id uuid not null references comments (id) on delete cascade,
      done text not null,
      proposed text not null,
      reason text not null,
      people text,
      effect text not null,
      primary key (backtest_id, comment_id)
    );
    create index backtest_differences_comment on backtest_differences (comment_id);
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table backtest_differences, backtests;
    alter table terms drop column is_shadow;
    alter table verdicts drop column is_newcomer, alter column score type real
  `.execute(db)
}
