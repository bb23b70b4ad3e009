import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table site_corrections (
      site_id text primary key references sites (id) on delete cascade,
      packed bytea not null,
      lessons integer not null,
      updated_at timestamptz not null
    );

    create table lessons (
      site_id text not null references sites (id) on delete cascade,
      subject text not null,
      label smallint not null check (label in (0, 1)),
      places integer[] not null,
      error integer not null,
      model_version text not null,
      taught_by text,
      taught_at timestamptz not null,
      primary key (site_id, subject)
    );

    alter table comments add column lesson_due_at timestamptz;
    create index comments_lesson_due on comments (lesson_due_at) where lesson_due_at is not null;
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table comments drop column lesson_due_at;
    drop table lessons, site_corrections
  `.execute(db)
}
