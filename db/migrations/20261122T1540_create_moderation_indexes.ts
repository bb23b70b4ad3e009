import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create extension if not exists pg_trgm;

    alter table comments add column urgent_since timestamptz;
    create index comments_urgency on comments (site_id, status, (coalesce(urgent_since, submitted_at)), id)
      where status <> 'pending';
    create index comments_thread on comments (thread_id, id);

    -- What the search looks through. Kept by a trigger, whoever writes the comment; not for pending ones, so that
    -- a submit does not pay for it.
    create table comment_search (
      comment_id uuid primary key references comments (id) on delete cascade,
      text text not null
    );
    create index comment_search_text on comment_search using gin (text gin_trgm_ops) with (gin_pending_list_limit = 1024);

    create function keep_comment_search() returns trigger language plpgsql as $$
    begin
      if new.status = 'pending' then
        delete from comment_search where comment_id = new.id;
      else
        insert into comment_search (comment_id, text) values (new.id, lower(new.author_name || E'\n' || new.body))
        on conflict (comment_id) do update set text = excluded.text;
      end if;
      return null;
    end $$;
    create trigger comments_search_insert after insert on comments
      for each row when (new.status <> 'pending') execute function keep_comment_search();
    create trigger comments_search_update after update of status, body, author_name on comments
      for each row when (
        (old.status = 'pending') <> (new.status = 'pending')
        or (new.status <> 'pending' and (old.body <> new.body or old.author_name <> new.author_name))
      ) execute function keep_comment_search();

    insert into comment_search (comment_id, text)
      select id, lower(author_name || E'\n' || body) from comments where status <> 'pending';
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger comments_search_update on comments;
    drop trigger comments_search_insert on comments;
    drop function keep_comment_search;
    drop table comment_search;
    drop index comments_thread, comments_urgency;
    alter table comments drop column urgent_since;
    drop extension pg_trgm
  `.execute(db)
}
