import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table bans (
      id uuid primary key,
      site_id text not null references sites (id) on delete cascade,
      kind text not null check (kind in ('author', 'address', 'domain', 'network')),
      hash bytea not null,
      -- Of a network given by a moderator: how many bits of an address the hash is of.
      prefix_bits integer,
      author_id uuid references authors (id) on delete cascade,
      effect text not null check (effect in ('reject', 'hold')),
      reason text,
      banned_by text not null,
      banned_by_id text not null,
      created_at timestamptz not null,
      expires_at timestamptz,
      unique (site_id, hash, kind)
    );
    create index bans_site on bans (site_id, id);
    create index bans_author on bans (author_id) where author_id is not null;
    create index bans_expiry on bans (expires_at) where expires_at is not null;

    -- Which ban of a network a comment fell under when it was sent; goes with the network's hash.
    alter table comments add column network_ban_id uuid;
    alter table verdicts add column ban text;

    create table notes (
      id uuid primary key,
      site_id text not null references sites (id) on delete cascade,
      author_id uuid not null references authors (id) on delete cascade,
      -- null: on the author.
      comment_id uuid references comments (id) on delete cascade,
      body text not null,
      written_by text not null,
      written_by_id text not null,
      created_at timestamptz not null
    );
    create index notes_author on notes (author_id, id);
    create index notes_comment on notes (comment_id, id) where comment_id is not null;
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table notes;
    alter table verdicts drop column ban;
    alter table comments drop column network_ban_id;
    drop table bans
  `.execute(db)
}
