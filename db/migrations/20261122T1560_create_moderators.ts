import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table moderators (
      id uuid primary key,
      name text not null check (char_length(name) between 1 and 80),
      login text not null unique check (login ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
      role text not null check (role in ('admin', 'moderator', 'viewer')),
      site_ids text[],
      password_hash text,
      totp_secret bytea,
      totp_secret_offered bytea,
      totp_step bigint,
      created_at timestamptz not null,
      disabled_at timestamptz
    );

    create table passkeys (
      id uuid primary key,
      moderator_id uuid not null references moderators (id) on delete cascade,
      credential_id text not null unique,
      public_key bytea not null,
      counter bigint not null,
      transports text[] not null,
      name text not null check (char_length(name) between 1 and 80),
      created_at timestamptz not null,
      last_used_at timestamptz
    );
    create index passkeys_moderator on passkeys (moderator_id, id);

    create table sessions (
      id uuid primary key,
      token_hash bytea not null unique,
      moderator_id uuid not null references moderators (id) on delete cascade,
      device text not null,
      has_second_factor boolean not null,
      created_at timestamptz not null,
      seen_at timestamptz not null,
      expires_at timestamptz not null,
      reauthenticated_at timestamptz not null
    );
    create index sessions_moderator on sessions (moderator_id, id);
    create index sessions_expiry on sessions (expires_at);
    create index sessions_seen on sessions (seen_at);

    create table invitations (
      id uuid primary key,
      token_hash bytea not null unique,
      name text not null check (char_length(name) between 1 and 80),
      role text not null check (role in ('admin', 'moderator', 'viewer')),
      site_ids text[],
      is_set_up boolean not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz
    );

    create table used_challenges (
      hash bytea primary key,
      expires_at timestamptz not null
    );
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table used_challenges, invitations, sessions, passkeys, moderators
  `.execute(db)
}
