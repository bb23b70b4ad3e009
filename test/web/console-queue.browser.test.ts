/** The moderation queue in the console: one comment at a time, by key and by hand, with others at work. */

import type { Page } from 'playwright-core'
import t from 'tap'
import { comeBack, enter, holdComments, PATIENCE_MS, plainBodies, startConsole } from '../support/console.js'
import { query } from '../support/dump.js'
import { insertRaidOn } from '../support/raids.js'
import { createSite } from '../support/service.js'
import { listOutcomes } from '../support/submit.js'
import { waitFor } from '../support/wait-for.js'

t.setTimeout(6 * PATIENCE_MS)
const world = await startConsole(t)
const { service } = world
for (const site of ['shared', 'undone', 'raced', 'searched', 'fresh', 'banned', 'alone'])
  await createSite(service.runtime, site, { mode: 'strict' })
const ada = await enter(service, 'ada')
const bob = await enter(service, 'bob', 'moderator')

async function statusOf(id: string): Promise<{ status: string; decisions: number } | undefined> {
  return (await listOutcomes(service.databaseUrl)).find((outcome) => outcome.id === id)
}

function rows(page: Page): Promise<number> {
  return page.locator('.row').count()
}

t.test('what was decided is taken back with one key, as if it never was', async (t) => {
  const [id = ''] = await holdComments(service, plainBodies(1), 'undone')
  const page = await world.open(ada, '/console?site=undone')
  await page.locator('.row-current').waitFor()
  await page.keyboard.press('a')
  await page.locator('.undo').waitFor()
  t.match(await page.locator('.undo-left').textContent(), /^(?:2\d|30) s$/, 'the seconds left are shown')
  t.equal((await statusOf(id))?.status, 'approved')
  await page.keyboard.press('u')
  await page.locator('.row-decided').waitFor({ state: 'detached' })
  t.equal((await statusOf(id))?.status, 'held')
  await page.getByRole('button', { name: 'Approve' }).waitFor()
  await page.keyboard.press('s')
  await waitFor('the second decision', async () => (await statusOf(id))?.status === 'spam')
  await page.context().close()
})

t.test('a saved text and a ban go along with a rejection by key, and both come back', async (t) => {
  const json = { title: 'Off topic', body: 'Please stay with the article.', reason: 'off-topic' }
  await service.admin('/v1/admin/sites/banned/saved-replies', { json })
  const [id = ''] = await holdComments(service, plainBodies(1), 'banned')
  const page = await world.open(ada, '/console?site=banned')
  await page.locator('.row-current').waitFor()
  await page.keyboard.press('r')
  await page.keyboard.press('b')
  t.equal(await page.getByLabel('and ban the author').isChecked(), true)
  await page.keyboard.press('t')
  await page.getByRole('group', { name: 'Saved texts' }).getByRole('button').waitFor()
  await page.keyboard.press('1')
  const bansOf = async () =>
    (await service.admin<{ bans: { reason: string }[] }>('/v1/admin/bans?site=banned')).body.bans
  await waitFor('the ban', async () => (await bansOf()).length === 1)
  t.match(await bansOf(), [{ kind: 'author', reason: 'Off topic', by: 'Name of ada' }])
  t.match((await service.admin(`/v1/admin/comments/${id}`)).body, {
    status: 'rejected',
    lastDecision: { reason: 'off-topic', note: 'Please stay with the article.' },
  })
  await page.keyboard.press('u')
  await waitFor('the ban to be lifted', async () => (await bansOf()).length === 0)
  t.equal((await statusOf(id))?.status, 'held')
  await page.context().close()
})

t.test('two moderators at once never decide on the same comment twice', async (t) => {
  const ids = await holdComments(service, plainBodies(24), 'shared')
  const first = await world.open(ada, '/console?site=shared')
  const second = await world.open(bob, '/console?site=shared')
  await first.locator('.row-current').waitFor()
  await second.getByText('Name of ada is on it').first().waitFor()
  t.ok(true, 'whoever comes second sees who is working on what')

  const clear = async (page: Page): Promise<void> => {
    for (let presses = 0; presses < 3 * ids.length; presses += 1) {
      await page.keyboard.press(presses % 2 === 0 ? 'a' : 's')
      const held = (await listOutcomes(service.databaseUrl)).filter(
        ({ id, status }) => ids.includes(id) && status === 'held',
      )
      if (held.length === 0) return
      if ((await page.locator('.decide-done, .claim').count()) > 0) await page.keyboard.press('j')
    }
  }
  await Promise.all([clear(first), clear(second)])
  // Who presses on may change their own mind; nobody decides on what somebody else has decided.
  const people = await query<{ comment_id: string; deciders: string }>(
    service.databaseUrl,
    `select comment_id, count(distinct decider_name) as deciders from decisions
     where site_id = 'shared' and decided_by = 'moderator' group by 1`,
  )
  t.strictSame(people.map(({ comment_id }) => comment_id).sort(), [...ids].sort(), 'each is decided')
  t.ok(
    people.every(({ deciders }) => Number(deciders) === 1),
    'by one person alone',
  )
  await first.context().close()
  await second.context().close()
})

t.test('who was faster is named, and theirs stands', async (t) => {
  const [id = ''] = await holdComments(service, plainBodies(1), 'raced')
  const page = await world.open(bob, '/console/account')
  // The page's own claim never arrives: whichever came first would decide who is faster.
  await page.route('**/claim', (route) => route.abort())
  await page.goto('/console?site=raced')
  await page.locator('.row-current').waitFor()
  await service.admin(`/v1/admin/comments/${id}/decisions`, { json: { action: 'reject', reason: 'insult' } })
  await page.keyboard.press('a')
  await page.locator('.notice-problem').waitFor()
  t.match(await page.locator('.notice-problem').textContent(), /environment was faster.*“Rejected”/)
  t.equal((await statusOf(id))?.status, 'rejected')
  await page.context().close()
})

t.test('filters and words are in the address: a link shows the same, and back goes back', async (t) => {
  await holdComments(service, ['The pelican came back.', 'Nothing about birds here.'], 'searched')
  const page = await world.open(ada, '/console?site=searched')
  await page.locator('.row').nth(1).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('pelican')
  await page.keyboard.press('Enter')
  await page.locator('.row').nth(1).waitFor({ state: 'detached' })
  t.match(page.url(), /q=pelican/)
  const other = await world.open(bob, page.url())
  await other.locator('.row').first().waitFor()
  t.equal(await rows(other), 1)
  await page.goBack()
  await page.locator('.row').nth(1).waitFor()
  t.equal(await page.locator('#queue-search').inputValue(), '')
  await page.context().close()
  await other.context().close()
})

t.test('new comments wait above the list, and nothing moves until they are asked for', async (t) => {
  await holdComments(service, plainBodies(2), 'fresh')
  const page = await world.open(ada, '/console?site=fresh&sort=newest')
  await page.locator('.row').nth(1).waitFor()
  const before = await page.locator('.row-current').textContent()
  await holdComments(service, ['Here is news.'], 'fresh')
  await comeBack(page)
  await page.getByRole('button', { name: '1 new comment' }).waitFor()
  t.equal(await rows(page), 2)
  await page.keyboard.press('.')
  await page.locator('.row').nth(2).waitFor()
  t.equal(await page.locator('.row-current').textContent(), before, 'whoever reads goes on reading')
  await page.context().close()
})

t.test('a raid is told above the list, leads to its thread alone, and stays on record with its site', async (t) => {
  await insertRaidOn(service, { site: 'fresh', slug: 'thread-0', startedAt: new Date('2026-01-01T10:00:00Z') })
  const page = await world.open(bob, '/console?site=fresh')
  await page.locator('.row').nth(2).waitFor()
  await insertRaidOn(service, { site: 'fresh', slug: 'thread-1' })
  await comeBack(page)
  const banner = page.getByRole('region', { name: 'Raids now' })
  await banner.waitFor()
  t.equal(await banner.getByRole('listitem').count(), 1, 'one that is over is not told')
  t.match(await banner.textContent(), /“thread-1” is flooded fresh/)
  t.match(await banner.textContent(), /41 comments in 2 minutes, 38 from newcomers, 14 that repeat each other/)
  await banner.getByRole('link').click()
  await page.locator('.row').nth(1).waitFor({ state: 'detached' })
  t.match(page.url(), /site=fresh&slug=thread-1/)
  t.equal(await rows(page), 1)

  await page.goto('/console/sites/fresh/raids')
  await page.locator('tbody tr').nth(1).waitFor()
  t.match(await page.locator('tbody tr').first().textContent(), /^thread-1.*on now/, 'the newest is the first')
  t.match(await page.locator('tbody tr').nth(1).textContent(), /^thread-0.*1 Jan 2026/)
  await page.context().close()
})

t.test('a session that ends takes nothing away: the same page goes on after the log-in', async (t) => {
  const carol = await enter(service, 'carol', 'moderator')
  const page = await world.open(carol, '/console?site=searched')
  await page.locator('.row-current').waitFor()
  await query(service.databaseUrl, `delete from sessions where moderator_id = '${carol.id}'`)
  await page.keyboard.press('a')
  await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor()
  t.ok((await page.locator('.row').count()) > 0, 'the list is still there')
  t.equal(await page.locator('.row-decided').count(), 0, 'and nothing pretends to be decided')
  await page.context().close()
})

t.test('single keys can be switched off', async (t) => {
  await holdComments(service, plainBodies(1), 'alone')
  const page = await world.open(bob, '/console?site=alone')
  await page.locator('.row-current').waitFor()
  await page.keyboard.press('?')
  await page.getByLabel('Single keys act').uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('a')
  t.equal(await page.locator('.row-decided').count(), 0)
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.locator('.row-decided').waitFor()
  await page.context().close()
})
