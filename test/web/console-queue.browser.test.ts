import type { Page } from 'playwright-core'
import t from 'tap'
import { enter, holdComments, PATIENCE_MS, plainBodies, startConsole } from '../support/console.js'
import { query } from '../support/dump.js'
import { insertHeld } from '../support/held.js'
import { insertRaidOn } from '../support/raids.js'
import { createSite } from '../support/service.js'
import { listOutcomes } from '../support/submit.js'
import { waitFor } from '../support/wait-for.js'

t.setTimeout(6 * PATIENCE_MS)
const world = await startConsole(t)
const { service } = world
for (const site of ['shared', 'undone', 'raced', 'searched', 'fresh', 'banned', 'many', 'stale'])
  await createSite(service.runtime, site, { mode: 'strict' })
const ada = await enter(service, 'ada')
const bob = await enter(service, 'bob', 'moderator')

async function statusOf(id: string): Promise<{ status: string; decisions: number } | undefined> {
  return (await listOutcomes(service.databaseUrl)).find((outcome) => outcome.id === id)
}

/** As when somebody comes back to the window: what is new is asked for at once. */
async function comeBack(page: Page): Promise<void> {
  await page.evaluate(`window.dispatchEvent(new Event('focus'))`)
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

t.test('many are selected and decided at once', async (t) => {
  // Who read here before has closed their page, but a claim lasts for minutes.
  await query(service.databaseUrl, 'delete from claims')
  const page = await world.open(ada, '/console?site=fresh')
  await page.locator('.row').nth(2).waitFor()
  for (const key of ['x', 'j', 'j', 'X']) await page.keyboard.press(key)
  await page.getByRole('group', { name: '3 selected' }).waitFor()
  await page.keyboard.press('k')
  await page.keyboard.press('x')
  await page.getByRole('group', { name: '2 selected' }).waitFor()
  await page.keyboard.press('a')
  await page.getByText('Decided 2 of 2.').first().waitFor()
  const statuses = async () =>
    await query(
      service.databaseUrl,
      `select status, count(*)::int as n from comments where site_id = 'fresh' group by 1 order by 1`,
    )
  t.strictSame(await statuses(), [
    { status: 'approved', n: 2 },
    { status: 'held', n: 1 },
  ])
  await page.keyboard.press('u')
  await page.getByText('2 comments are as before.').first().waitFor()
  t.strictSame(await statuses(), [{ status: 'held', n: 3 }])
  await page.locator('.row').nth(2).waitFor()
  t.equal(await page.locator('.row-decided').count(), 0, 'the list shows it, too')
  await page.context().close()
})

t.test('keys that come faster than the screen is drawn are not lost', async (t) => {
  const page = await world.open(ada, '/console?site=fresh')
  await page.locator('.row').nth(2).waitFor()
  // Whatever is drawn in between, no frame is: all of it happens before the browser's next one.
  await page.evaluate(`(async () => {
    for (const key of ['x', 'r', '8']) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      for (let step = 0; step < 10; step += 1) await null
    }
  })()`)
  await page.getByText('Decided 1 of 1.').first().waitFor()
  await page.keyboard.press('u')
  await page.getByText('1 comment is as before.').first().waitFor()
  t.strictSame(
    await query(
      service.databaseUrl,
      `select action, reason, count(*)::int as n from decisions
       where comment_id in (select id from comments where site_id = 'fresh') and action = 'reject' group by 1, 2`,
    ),
    [{ action: 'reject', reason: 'duplicate', n: 1 }],
  )
  await page.context().close()
})

t.test(
  'all that match are decided by keyboard alone: named first, shown on the way, paused and taken back',
  async (t) => {
    const HELD = 200
    await insertHeld(service.databaseUrl, { site: 'many', slug: 'jam', count: HELD, words: 'Quince jelly,' })
    await insertHeld(service.databaseUrl, { site: 'many', slug: 'rest', count: 2, words: 'Something else,' })
    const page = await world.open(bob, '/console?site=many&q=quince')
    await page.locator('.row').nth(49).waitFor()
    const [late = ''] = await insertHeld(service.databaseUrl, {
      site: 'many',
      slug: 'late',
      count: 1,
      words: 'Quince,',
    })
    await comeBack(page)
    // By urgency the newest stands at the end of a list that is longer than what is loaded.
    await page.getByRole('button', { name: '1 new comment' }).waitFor()
    await query(service.databaseUrl, `update comments set status = 'approved' where id = $1`, [late])

    for (const key of ['A', 'A']) await page.keyboard.press(key)
    await page.getByRole('group', { name: 'All that match selected' }).waitFor()
    await page.keyboard.press('r')
    await page.keyboard.press('8')
    const question = page.getByRole('dialog', { name: 'Reject: 200 comments?' })
    await question.waitFor()
    t.match(await question.textContent(), /Status: Held.*Site: many.*“quince”.*Duplicate/)
    await page.keyboard.press('Enter')
    await page.getByRole('progressbar', { name: 'Reject: under way' }).waitFor()
    await page.keyboard.press('p')
    await page.getByText('Reject: paused').waitFor()
    const count = async (status: string): Promise<number> => {
      const found = await query(service.databaseUrl, `select 1 from comments where site_id = 'many' and status = $1`, [
        status,
      ])
      return found.length
    }
    const paused = await count('rejected')
    t.ok(paused < HELD, `paused after ${paused}`)
    await page.reload()
    await page.getByText('Reject: paused').waitFor()

    await page.getByRole('link', { name: 'Bulk decisions' }).click()
    const listed = page.getByRole('article', { name: 'Name of bob' }).first()
    await listed.getByText('Status: Held · Site: many · With the words “quince” · For the reason: Duplicate').waitFor()
    await listed.getByRole('button', { name: 'Go on' }).click()
    await page.goBack()
    await page.getByText(`Decided ${HELD} of ${HELD}.`).first().waitFor()
    t.equal(await count('rejected'), HELD)
    await page.keyboard.press('u')
    await page.getByText(`${HELD} comments are as before.`).first().waitFor()
    await page.getByRole('link', { name: 'Bulk decisions' }).click()
    await listed.getByText(`${HELD} taken back`).waitFor()
    t.match(await listed.textContent(), /On many/)
    t.equal(await count('held'), HELD + 2)
    await page.context().close()
  },
)

t.test('what became of each comment of a batch is listed page by page, with the way to the comment', async (t) => {
  const HELD = 60
  const ids = await insertHeld(service.databaseUrl, { site: 'many', slug: 'tea', count: HELD, words: 'Damson tea,' })
  const [rejected = '', deleted = '', claimed = ''] = ids
  const { body: begun } = await bob.send<{ id: string }>('/v1/admin/decisions', {
    json: { action: 'approve', filter: { site: 'many', q: 'damson' }, paused: true },
  })
  await ada.send(`/v1/admin/comments/${rejected}/decisions`, { json: { action: 'reject', reason: 'insult' } })
  await ada.send(`/v1/admin/comments/${deleted}/decisions`, { json: { action: 'delete', reason: 'insult' } })
  await ada.send(`/v1/admin/comments/${claimed}/claim`, { method: 'PUT' })
  await bob.send(`/v1/admin/decisions/${begun.id}`, { method: 'PATCH', json: { state: 'running' } })

  const page = await world.open(bob, '/console/decisions')
  const listed = page.getByRole('article', { name: 'Name of bob' }).first()
  await listed.getByText(`Decided ${HELD - 3} of ${HELD}.`).waitFor()
  await listed.getByRole('link', { name: '2 changed meanwhile' }).click()
  const table = page.getByRole('table')
  const rowOf = (text: string) => table.getByRole('row').filter({ hasText: text })
  await rowOf('Damson tea, number 1.').getByText('Left alone: changed meanwhile').waitFor()
  t.equal(await rowOf('Damson tea, number 1.').getByRole('cell').last().textContent(), 'Rejected')
  t.equal(await rowOf(deleted.slice(-8)).getByRole('cell').last().textContent(), 'Deleted', 'nothing of it is shown')
  t.equal(await table.getByRole('row').count(), 3, 'the head and two')

  await page.getByLabel('Outcome').selectOption('Left alone: somebody was working on it')
  await rowOf('Damson tea, number 3.').getByText('Held').waitFor()
  await page.getByLabel('Outcome').selectOption('All')
  await table.getByRole('row').nth(50).waitFor()
  t.equal(await table.getByRole('row').count(), 51, 'a page')
  await page.getByRole('button', { name: 'Show more' }).click()
  await table.getByRole('row').nth(HELD).waitFor()
  await rowOf('Damson tea, number 60.').getByText('Approved').waitFor()

  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByLabel('Outcome').selectOption('Taken back')
  await rowOf('Damson tea, number 4.').getByText('Held').waitFor()
  await rowOf('Damson tea, number 4.').getByRole('link').click()
  await page.waitForURL(`**/console/comments/${ids[3]}`)
  await page.getByText('Damson tea, number 4.').first().waitFor()
  await page.context().close()
})

t.test('of those selected, what a colleague decided before is told by whether the rest could be done', async (t) => {
  const ids = await holdComments(service, plainBodies(4), 'stale')
  const page = await world.open(bob, '/console?site=stale')
  await page.locator('.row').nth(3).waitFor()
  // What others decide does not reach the list: it shows all of them as they were.
  await page.route('**/v1/admin/comments?**', (route) => route.abort())
  const decide = (id: string | undefined, action: string) =>
    service.admin(`/v1/admin/comments/${id}/decisions`, { json: { action, reason: 'other' } })
  // Not on the first: that one is read, and so claimed, at some moment or other.
  t.equal((await decide(ids[2], 'approve')).status, 200)
  t.equal((await decide(ids[3], 'delete')).status, 200)
  await page.keyboard.press('A')
  await page.getByRole('group', { name: '4 selected' }).waitFor()
  await page.keyboard.press('a')
  await page
    .getByText('Decided 2 of 4. 1 had this status already. 1 was left alone: its status does not allow it.')
    .waitFor()

  await page.getByRole('link', { name: 'What became of each comment' }).click()
  for (const [link, outcome, status] of [
    ['1 with this status already', 'Left alone: it had this status already', 'Approved'],
    ['1 whose status does not allow it', 'Left alone: its status does not allow it', 'Deleted'],
  ] as const) {
    await page.getByRole('link', { name: link }).click()
    await page.getByRole('row').filter({ hasText: outcome }).getByText(status).waitFor()
    await page.getByRole('row').nth(2).waitFor({ state: 'detached' })
  }
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
  // Where nobody else has claimed anything: theirs would stand.
  const page = await world.open(bob, '/console?site=many')
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
