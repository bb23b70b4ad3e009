/** With 20,000 comments the hot statements still find their rows by index. */

import t from 'tap'
import { listBatches } from '../../db/queries/decision-batches.js'
import { listNewestBelow, listNewestOfSite, listNewestOfThread } from '../../db/queries/feeds.js'
import { claimPending, findBacklog } from '../../db/queries/relay.js'
import { findThread, listBelow, listLevel } from '../../db/queries/threads.js'
import type { CommentId, SiteId } from '../../src/domain/comment.js'
import { query } from '../support/dump.js'
import { openExplained, walk } from '../support/explained.js'
import { createTestDatabase } from '../support/test-db.js'

const COMMENTS = 20_000
const THREADS = 40
const PENDING = 600
const BATCHES = 2_000
/** A claim writes 250 rows and their index entries; nothing else comes near. */
const PAGES_MAX = 10_000
/** With few sites Postgres may come by the status of a site as well: it finds the pending rows alone either way. */
const PENDING_ONLY = /^comments_(?:pending|site_status)$/

t.setTimeout(120_000)

const FILL = `
  insert into sites values ('demo', 'Demo', '{}', 'en', '{}', gen_random_uuid(), now());
  insert into authors select gen_random_uuid(), 'demo', null, null, now();
  insert into threads (id, site_id, slug, created_at)
    select gen_random_uuid(), 'demo', 't' || n, now() from generate_series(1, ${THREADS}) n;
  with numbered as (select id as thread_id, row_number() over (order by slug) - 1 as place from threads),
  fresh as (
    select n, format('00000000-0000-7000-8000-%s', lpad(to_hex(n), 12, '0'))::uuid as id, n % ${THREADS} as place,
      (n / ${THREADS}) % 4 <> 0 as is_reply,
      format('00000000-0000-7000-8000-%s', lpad(to_hex(n - ((n / ${THREADS}) % 4) * ${THREADS}), 12, '0'))::uuid as top
    from generate_series(0, ${COMMENTS - 1}) n
  )
  insert into comments (id, site_id, thread_id, parent_id, root_id, path, author_id, author_name, body, status, form, submitted_at, editable_until)
    select f.id, 'demo', thread_id, case when is_reply then top end, top, case when is_reply then array[top] else '{}' end,
      (select id from authors), 'Ann', 'A comment of usual length, ' || repeat('as people write them ', 10),
      case when n >= ${COMMENTS - PENDING} then 'pending' else 'approved' end, '{}', now(), now()
    from fresh f join numbered using (place) order by n;
  update comments set approved_below = 1 where parent_id is null;
  insert into decision_batches (id, site_ids, action, reason, decider_id, decider_name, state, total, created_at)
    select gen_random_uuid(), '{demo}', 'approve', 'moderator', 'ann', 'Ann',
      case when n % 100 = 0 then 'cancelled' else 'done' end, 1, now() from generate_series(1, ${BATCHES}) n;
  analyze;
`

t.test('relay and thread pages stay on their indexes', async (t) => {
  const url = await createTestDatabase(t)
  await query(url, FILL)
  const { db, takePlans } = await openExplained(t, url)

  const thread = await findThread(db, 'demo' as SiteId, 't7')
  if (thread === undefined) throw new Error('no thread')
  const { id: threadId } = thread
  const level = { threadId, under: null, sort: 'oldest', after: null, limit: 51 } as const
  const tops = await listLevel(db, level)
  t.equal(tops.length, 51)
  const last = tops.at(-1)?.id as CommentId
  const roots = tops.map(({ id }) => ({ id, rootId: id }))
  t.ok((await listBelow(db, roots, 100)).length > 100)
  const now = new Date()
  const relay = { now, askAgainBefore: new Date(now.getTime() - 20_000), window: 1_000, batch: 250 }

  const everywhere = { deciderId: 'bob', siteIds: null }
  const batches = { state: null, before: null, limit: 21 }

  const questions: Record<string, { index: RegExp; ask: () => Promise<unknown> }> = {
    'relay claim': { index: PENDING_ONLY, ask: () => claimPending(db, relay) },
    backlog: { index: PENDING_ONLY, ask: () => findBacklog(db, now) },
    'first page': { index: /^comments_top_level$/, ask: () => listLevel(db, level) },
    'later page': {
      index: /^comments_top_level$/,
      ask: () => listLevel(db, { ...level, after: { id: last, votes: 0 } }),
    },
    'newest first': { index: /^comments_top_level$/, ask: () => listLevel(db, { ...level, sort: 'newest' }) },
    'most votes first': { index: /^comments_top_level_votes$/, ask: () => listLevel(db, { ...level, sort: 'top' }) },
    'replies to one': { index: /^comments_(?:parent|branch)$/, ask: () => listLevel(db, { ...level, under: last }) },
    'feed of a thread': { index: /^comments_approved$/, ask: () => listNewestOfThread(db, threadId, 50) },
    'feed below a comment': {
      index: /^comments_branch$/,
      ask: () => listNewestBelow(db, { id: last, rootId: last }, 50),
    },
    'feed of a site': {
      index: /^comments_(?:site_status|pkey)$/,
      ask: () => listNewestOfSite(db, 'demo' as SiteId, 50),
    },
    batches: { index: /^decision_batches_pkey$/, ask: () => listBatches(db, everywhere, batches) },
    'batches in a state': {
      index: /^decision_batches_state$/,
      ask: () => listBatches(db, { ...everywhere, siteIds: ['demo' as SiteId] }, { ...batches, state: 'cancelled' }),
    },
    'everything below a page': { index: /^comments_branch$/, ask: () => listBelow(db, roots, 100) },
  }
  for (const [name, { index, ask }] of Object.entries(questions)) {
    takePlans()
    await ask()
    const plans = takePlans()
    const nodes = plans.flatMap((plan) => [...walk(plan)])
    const scans = nodes.filter((node) => node['Relation Name'] === 'comments' && node['Node Type'] === 'Seq Scan')
    t.strictSame(scans, [], `${name}: no scan of all comments`)
    const used = nodes.flatMap((node) => node['Index Name'] ?? [])
    const pages = plans.reduce((sum, plan) => sum + plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], 0)
    t.ok(
      used.some((candidate) => index.test(candidate)),
      `${name}: ${used.join(', ')}`,
    )
    t.ok(pages < PAGES_MAX, `${name}: ${pages} pages of 8 KB`)
  }
  const claimed = await query<{ count: number }>(url, 'select count(*)::int from comments where queued_at is not null')
  t.strictSame(claimed, [{ count: relay.batch }], 'a claim takes no more than a batch')
})
