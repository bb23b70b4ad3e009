/** A moderation queue of any size, made by Postgres itself: only what lists, filters and searches look at is lifelike. */

import pg from 'pg'

/** One comment in so many holds the word `zeppelin`; every second one `remember`. */
const RARE_EVERY = 997

/**
 * Fills an empty database: sites `s1` …, each with threads `t1` …; 90 in 100 comments approved, 5 spam, 2 rejected,
 * 1 deleted, 1 held, and of the newest 1,000 a tenth pending. One minute lies between two comments.
 */
export async function fillQueue(url: string, { comments, sites }: { comments: number; sites: number }): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const threads = Math.max(50, Math.round(comments / 200))
  const authors = Math.max(50, Math.round(comments / 20))
  await client.query(
    `insert into sites select 's' || n, 'Site ' || n, array[]::text[], 'en', '{}'::jsonb, gen_random_uuid(), now() from generate_series(1, ${sites}) n`,
  )
  await client.query(
    `insert into authors select md5('a' || n)::uuid, 's' || (1 + n % ${sites}), null, null, now() from generate_series(1, ${authors}) n`,
  )
  await client.query(`insert into threads (id, site_id, slug, created_at)
       select md5('t' || n)::uuid, 's' || (1 + n % ${sites}), 't' || (n / ${sites}), now() from generate_series(1, ${threads}) n`)
  const batch = 50_000
  for (let from = 0; from < comments; from += batch) {
    await client.query(
      insertComments({ from, to: Math.min(comments, from + batch) - 1, comments, sites, threads, authors }),
    )
  }
  await client.query('vacuum analyze comments, comment_search, threads, authors, sites')
  await client.end()
}

function insertComments(of: Record<'from' | 'to' | 'comments' | 'sites' | 'threads' | 'authors', number>): string {
  return `
    insert into comments (id, site_id, thread_id, root_id, path, author_id, author_name, body, status, form, submitted_at, editable_until)
    select id, site_id, thread_id, id, '{}', author_id, 'Reader ' || n, 'What I remember of number ' || n || ' is ' ||
        case when n % 2 = 0 then 'little' else 'to remember' end || case when n % ${RARE_EVERY} = 0 then ' but the zeppelin' else '' end
        || ', and ' || md5(n::text) || ' ' || repeat('as people write it ', 5 + n % 10),
      case
        when n > ${of.comments} - 1000 and n % 10 = 0 then 'pending'
        when n % 100 = 7 then 'held' when n % 100 < 5 then 'spam' when n % 100 < 7 then 'rejected'
        when n % 100 = 8 then 'deleted' else 'approved'
      end, '{}', at, at
    from (
      select n, lpad(to_hex(n), 12, '0') as hex, timestamptz '2026-01-01' + n * interval '1 minute' as at,
        1 + n % ${of.threads} as thread, 1 + n % ${of.authors} as author
      from generate_series(${of.from}, ${of.to}) n
    ) numbers
    cross join lateral (
      select ('00000000-0000-7000-8000-' || hex)::uuid as id, 's' || (1 + thread % ${of.sites}) as site_id,
        md5('t' || thread)::uuid as thread_id, md5('a' || author)::uuid as author_id
    ) made`
}
