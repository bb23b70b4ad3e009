import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table settings (
      name text primary key,
      value text not null
    );

    create table sites (
      id text primary key,
      name text not null,
      origins text[] not null,
      language text not null,
      policy jsonb not null,
      key_seed uuid not null unique,
      created_at timestamptz not null
    );

    create table terms (
      site_id text not null references sites (id) on delete cascade,
      kind text not null,
      text text not null,
      action text not null,
      primary key (site_id, kind, text)
    );

    create table threads (
      id uuid primary key,
      site_id text not null references sites (id) on delete cascade,
      slug text not null check (char_length(slug) between 1 and 200),
      url text,
      title text,
      is_open boolean not null default true,
      version bigint not null default 1,
      approved_count integer not null default 0 check (approved_count >= 0),
      created_at timestamptz not null,
      unique (site_id, slug)
    );

    create table authors (
      id uuid primary key,
      site_id text not null references sites (id) on delete cascade,
      email_hash bytea,
      domain_hash bytea,
      created_at timestamptz not null,
      unique (site_id, email_hash)
    );

    create table comments (
      id uuid primary key,
      site_id text not null references sites (id) on delete cascade,
      thread_id uuid not null references threads (id) on delete cascade,
      parent_id uuid references comments (id),
      root_id uuid not null,
      path uuid[] not null,
      author_id uuid not null references authors (id),
      author_name text not null check (char_length(author_name) <= 80),
      author_url text,
      body text not null check (char_length(body) <= 10000),
      html text,
      html_version integer,
      status text not null check (status in ('pending', 'held', 'approved', 'rejected', 'spam', 'deleted')),
      revision integer not null default 1,
      is_pinned boolean not null default false,
      is_staff boolean not null default false,
      votes integer not null default 0,
      approved_below integer not null default 0 check (approved_below >= 0),
      approved_replies integer not null default 0 check (approved_replies >= 0),
      form jsonb not null,
      network_hash bytea,
      submitted_at timestamptz not null,
      edited_at timestamptz,
      editable_until timestamptz not null,
      queued_at timestamptz
    ) with (fillfactor = 85);

    -- The relay's outbox: only what still waits, oldest first (ids rise with time).
    create index comments_pending on comments (id) where status = 'pending';
    create index comments_top_level on comments (thread_id, id)
      where parent_id is null and (status = 'approved' or approved_below > 0);
    create index comments_top_level_votes on comments (thread_id, votes desc, id)
      where parent_id is null and (status = 'approved' or approved_below > 0);
    create index comments_branch on comments (root_id, id)
      where parent_id is not null and (status = 'approved' or approved_below > 0);
    create index comments_site_status on comments (site_id, status, id);
    create index comments_author on comments (author_id, submitted_at);
    create index comments_network on comments (network_hash, submitted_at) where network_hash is not null;
    create index comments_parent on comments (parent_id) where parent_id is not null;

    create table submissions (
      site_id text not null,
      key text not null,
      fingerprint bytea not null,
      comment_id uuid not null,
      expires_at timestamptz not null,
      primary key (site_id, key)
    );
    create index submissions_expiry on submissions (expires_at);

    create table verdicts (
      comment_id uuid not null references comments (id) on delete cascade,
      revision integer not null,
      stage text not null check (stage in ('spam', 'conduct')),
      score real not null,
      demanded text,
      signals jsonb not null,
      created_at timestamptz not null,
      primary key (comment_id, revision, stage)
    );

    create table decisions (
      id uuid primary key,
      comment_id uuid not null references comments (id) on delete cascade,
      site_id text not null,
      action text not null,
      from_status text not null,
      to_status text not null,
      revision integer not null,
      decided_by text not null,
      decider_name text,
      reason text not null,
      note text,
      policy jsonb,
      decided_at timestamptz not null
    );
    create index decisions_comment on decisions (comment_id, id);

    create table body_prints (
      comment_id uuid primary key references comments (id) on delete cascade,
      site_id text not null,
      thread_id uuid not null,
      exact text not null,
      bands integer[] not null,
      created_at timestamptz not null
    );
    create index body_prints_exact on body_prints (exact);
    create index body_prints_bands on body_prints using gin (bands) with (fastupdate = off);
    create index body_prints_age on body_prints (created_at);

    create table api_keys (
      id uuid primary key,
      name text not null,
      key_hash bytea not null unique,
      role text not null check (role in ('admin', 'moderator', 'viewer')),
      site_ids text[],
      created_at timestamptz not null,
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz
    );

    create table workers (
      id text primary key,
      seen_at timestamptz not null
    );
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table workers, api_keys, body_prints, decisions, verdicts, submissions, comments, authors, threads, terms, sites, settings
  `.execute(db)
}
