import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table saved_replies (
      id uuid primary key,
      site_id text not null references sites (id) on delete cascade,
      title text not null,
      body text not null,
      reason text,
      created_at timestamptz not null
    );
    create index saved_replies_site on saved_replies (site_id, title);

    -- Whoever answers readers as staff is one author on a site.
    alter table authors
      add column moderator_id text,
      add unique (site_id, moderator_id);

    -- Tells a reporter again on other comments of the site, for a month at most.
    alter table reports add column reporter_key bytea;
    create index reports_reporter_key on reports (site_id, reporter_key) where reporter_key is not null;
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table reports drop column reporter_key;
    alter table authors drop column moderator_id;
    drop table saved_replies
  `.execute(db)
}
