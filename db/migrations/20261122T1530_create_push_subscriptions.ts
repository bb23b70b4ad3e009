import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table push_subscriptions (
      id uuid primary key,
      site_id text not null references sites (id) on delete cascade,
      slug text not null,
      under uuid references comments (id) on delete cascade,
      endpoint text not null,
      p256dh text not null,
      auth text not null,
      network_hash bytea,
      created_at timestamptz not null
    );
    -- One browser is told once, however often it asks.
    create unique index push_subscriptions_endpoint on push_subscriptions (
      site_id, slug, coalesce(under, '00000000-0000-0000-0000-000000000000'::uuid), md5(endpoint)
    );
    create index push_subscriptions_under on push_subscriptions (under) where under is not null;
    create index push_subscriptions_age on push_subscriptions (created_at);

    create table push_deliveries (
      subscription_id uuid not null references push_subscriptions (id) on delete cascade,
      comment_id uuid not null references comments (id) on delete cascade,
      attempts integer not null default 0,
      due_at timestamptz not null,
      primary key (subscription_id, comment_id)
    );
    create index push_deliveries_due on push_deliveries (due_at);
    create index push_deliveries_comment on push_deliveries (comment_id);
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table push_deliveries, push_subscriptions`.execute(db)
}
