import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table comments add column page_url text, add column page_title text;
    alter table threads add column described_by uuid;

    -- What a thread says of its page came with its first comment: where that is not visible, it waits with it again.
    with firsts as (
      select distinct on (thread_id) id, thread_id, status from comments order by thread_id, id
    )
    update comments set page_url = t.url, page_title = t.title
    from firsts f join threads t on t.id = f.thread_id
    where comments.id = f.id and f.status in ('pending', 'held', 'approved') and (t.url is not null or t.title is not null);

    with firsts as (
      select distinct on (thread_id) id, thread_id, status from comments order by thread_id, id
    )
    update threads set
      described_by = case when f.status = 'approved' then f.id end,
      url = case when f.status = 'approved' then url end,
      title = case when f.status = 'approved' then title end
    from firsts f
    where threads.id = f.thread_id and (url is not null or title is not null);
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    with firsts as (
      select distinct on (thread_id) thread_id, page_url, page_title
      from comments where page_url is not null or page_title is not null order by thread_id, id
    )
    update threads set url = page_url, title = page_title
    from firsts f
    where threads.id = f.thread_id and url is null and title is null;
    alter table threads drop column described_by;
    alter table comments drop column page_url, drop column page_title;
  `.execute(db)
}
