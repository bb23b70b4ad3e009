/** With 50,000 comments every list, filter and search of the moderators still finds its rows by index. */

import t from 'tap'
import { fillQueue } from '../../bench/big-queue.js'
import { countByStatus, listComments, type ModerationFilter } from '../../db/queries/moderation.js'
import type { AuthorId, SiteId } from '../../src/domain/comment.js'
import { LIMITS } from '../../src/limits.js'
import { query } from '../support/dump.js'
import { openExplained, walk } from '../support/explained.js'
import { createTestDatabase } from '../support/test-db.js'

const COMMENTS = 50_000
const { searchMax, walkMax, countMax } = LIMITS.admin
/** Comments, texts and threads of them all are far more than 5,000 pages of 8 KB; their indexes as much again. */
const PAGES_MAX = 3_000

t.setTimeout(120_000)

const url = await createTestDatabase(t)
await fillQueue(url, { comments: COMMENTS, sites: 3 })
// Of the hundred texts that Postgres usually keeps of so small a table two may hold a rare word by chance: it would then
// expect a thousand of them.
await query(url, 'alter table comment_search alter column text set statistics 1000')
await query(url, 'analyze comment_search')
const { db, takePlans } = await openExplained(t, url)
const site = ['s1' as SiteId]
const none: ModerationFilter = {
  siteIds: null,
  status: null,
  slug: null,
  authorId: null,
  isReported: null,
  text: null,
  unclaimedFor: null,
}

t.test('lists, filters and searches stay on their indexes', async (t) => {
  const [author] = await query<{ id: AuthorId }>(url, 'select author_id as id from comments order by id limit 1')
  const filters: Record<string, Partial<ModerationFilter>> = {
    'all of it': {},
    'a site': { siteIds: site },
    'a status': { status: 'held' },
    'a site and a status': { siteIds: site, status: 'held' },
    'some sites': { siteIds: ['s1', 's2'] as SiteId[] },
    'a thread': { siteIds: site, slug: 't7' },
    'a thread and a status': { siteIds: site, slug: 't7', status: 'approved' },
    'an author': { authorId: author?.id ?? null },
    'an author and a status': { authorId: author?.id ?? null, siteIds: site, status: 'approved' },
    'what nobody else has claimed': {
      siteIds: site,
      status: 'held',
      unclaimedFor: { claimantId: 'me', now: new Date() },
    },
    'a rare word': { text: 'zeppelin' },
    'a rare word in a site and a status': { siteIds: site, status: 'approved', text: 'ZEPPELIN' },
    'a common word': { text: 'remember' },
    'a common word in a status': { siteIds: site, status: 'held', text: 'remember' },
    'a word among the pending': { status: 'pending', text: 'remember' },
    'a word among the deleted': { status: 'deleted', text: 'remember' },
    'what is reported': { isReported: true },
    'what nobody reported': { siteIds: site, status: 'held', isReported: false },
    'two words': { siteIds: site, text: 'remember zeppelin' },
    'a name': { text: 'reader 7771' },
    'a word in a thread': { siteIds: site, slug: 't7', text: 'remember' },
  }
  for (const [name, filter] of Object.entries(filters)) {
    for (const sort of ['newest', 'oldest', 'urgent'] as const) {
      let after: { id: (typeof rows)[number]['comment']['id']; rank: number } | null = null
      let rows: Awaited<ReturnType<typeof listComments>> = []
      for (const turn of ['first', 'second']) {
        takePlans()
        rows = await listComments(db, { ...none, ...filter }, { sort, after, limit: 50, searchMax, walkMax })
        const plans = takePlans()
        const label = `${turn} page of ${name}, ${sort} first`
        const nodes = plans.flatMap((plan) => [...walk(plan)])
        const scans = nodes.filter(
          (node) =>
            /^comment/.test(node['Relation Name'] ?? '') &&
            node['Node Type'] === 'Seq Scan' &&
            // What waits to be checked is a small part, which Postgres may as well read from its own index.
            node['Shared Hit Blocks'] + node['Shared Read Blocks'] > 50,
        )
        t.strictSame(scans, [], `${label}: no scan of all comments`)
        const pages = plans.reduce((sum, plan) => sum + plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], 0)
        t.ok(pages < PAGES_MAX, `${label}: ${pages} pages of 8 KB`)
        const last = rows.at(-1)
        after = last === undefined ? null : { id: last.comment.id, rank: last.rank }
      }
    }
  }
  takePlans()
  const counts = await countByStatus(db, null, countMax)
  const nodes = takePlans().flatMap((plan) => [...walk(plan)])
  t.equal(counts.approved, countMax, 'a count ends at its limit')
  t.notOk(nodes.some((node) => node['Relation Name'] === 'comments' && node['Node Type'] === 'Seq Scan'))
})

t.test('a word is found alike along the list and by its index', async (t) => {
  // So that what waits longest is not what came first.
  await query(url, `update comments set urgent_since = submitted_at - hashtext(id::text) * interval '1 second'`)
  const filters: Record<string, Partial<ModerationFilter>> = {
    'a common word': { text: 'remember' },
    'a word that fills no page on the way': { text: 'zeppelin' },
    'a number': { text: 'number 717' },
    'a site and a status': { siteIds: site, status: 'rejected', text: 'remember' },
    'a long list of a site and a status': { siteIds: site, status: 'approved', text: 'remember' },
    'a rare word in a site and a status': { siteIds: site, status: 'approved', text: 'zeppelin' },
    'a word that is nowhere': { text: 'xylograph' },
  }
  for (const [name, filter] of Object.entries(filters)) {
    for (const sort of ['newest', 'oldest', 'urgent'] as const) {
      const page = { sort, limit: 50, searchMax: COMMENTS }
      const first = await listComments(db, { ...none, ...filter }, { ...page, after: null, walkMax })
      const last = first.at(-1)
      for (const after of [null, last === undefined ? null : { id: last.comment.id, rank: last.rank }]) {
        const [walked = [], indexed = []] = await Promise.all(
          [walkMax, 0].map((steps) => listComments(db, { ...none, ...filter }, { ...page, after, walkMax: steps })),
        )
        t.strictSame(walked, indexed, `${name}, ${sort} first`)
      }
      if (filter.text === 'remember') t.equal(first.length, 50, 'there is something to find')
    }
  }
})
