/** Held comments made by Postgres itself: many in a moment, with what a decision on them looks at. */

import { query } from './dump.js'

interface Held {
  site?: string
  slug: string
  threads?: number
  count: number
  words: string
}

/** Puts comments into new threads, by turns; the first words of each are given. Ids rise with every call. */
export async function insertHeld(
  databaseUrl: string,
  { site = 'demo', slug, threads = 1, count, words }: Held,
): Promise<string[]> {
  const rows = await query<{ id: string }>(
    databaseUrl,
    `with made as (
       insert into threads (id, site_id, slug, created_at)
       select gen_random_uuid(), $1, $2 || case when n = 1 then '' else '-' || n end, now() from generate_series(1, $5::int) n
       returning id
     ), thread as (
       select id, row_number() over () - 1 as turn from made
     ), author as (
       insert into authors values (gen_random_uuid(), $1, null, null, now()) returning id
     ), numbers as (
       select n, (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
         || lpad(to_hex(n), 3, '0') || '8' || substr(md5(random()::text), 1, 15))::uuid as id
       from generate_series(1, $3::int) n
     )
     insert into comments (id, site_id, thread_id, root_id, path, author_id, author_name, body, status, form, submitted_at, editable_until)
     select numbers.id, $1, thread.id, numbers.id, '{}', author.id, 'Reader ' || n, $4 || ' number ' || n || '.', 'held', '{}',
       now() - interval '1 hour', now() - interval '50 minutes'
     from numbers join thread on thread.turn = numbers.n % $5::int, author returning id`,
    [site, slug, count, words, threads],
  )
  return rows.map(({ id }) => id).sort()
}
