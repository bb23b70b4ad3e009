/** Decisions on many comments in the console: selected ones, all that match, and what became of each. */

import t from 'tap'
import { comeBack, enter, holdComments, PATIENCE_MS, plainBodies, startConsole } from '../support/console.js'
import { query } from '../support/dump.js'
import { insertHeld } from '../support/held.js'
import { createSite } from '../support/service.js'

t.setTimeout(6 * PATIENCE_MS)
const world = await startConsole(t)
const { service } = world
for (const site of ['few', 'many', 'stale']) await createSite(service.runtime, site, { mode: 'strict' })
const ada = await enter(service, 'ada')
const bob = await enter(service, 'bob', 'moderator')

t.test('many are selected and decided at once', async (t) => {
  await holdComments(service, plainBodies(3), 'few')
  const page = await world.open(ada, '/console?site=few')
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
      `select status, count(*)::int as n from comments where site_id = 'few' group by 1 order by 1`,
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
  const page = await world.open(ada, '/console?site=few')
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
       where comment_id in (select id from comments where site_id = 'few') and action = 'reject' group by 1, 2`,
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
    const row = page.getByRole('row').filter({ hasText: outcome })
    await row.waitFor()
    await page.getByRole('row').nth(2).waitFor({ state: 'detached' })
    t.equal(await row.getByRole('cell').last().textContent(), status)
  }
  await page.context().close()
})
