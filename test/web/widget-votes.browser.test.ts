/** Votes and reports from the widget: taken, said to those who listen, and not lost when they are not taken. */

import t from 'tap'
import { LIMITS } from '../../src/limits.js'
import { inParallel, submitApproved, type Thread, threadPath } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'
import { hasFocus, startWidgetBrowser } from '../support/widget-page.js'

t.setTimeout(120_000)
const service = await startTestService(t, { hasWorkers: false, config: { isRateLimited: true } })
const { open } = await startWidgetBrowser(t, service)

t.test('a vote counts, changes and is taken back; the keyboard stays where it is', async (t) => {
  const slug = 'votes'
  const id = await submitApproved(service, slug)
  const votes = async (): Promise<number | undefined> =>
    (await service.client<Thread>(threadPath(slug))).body.comments[0]?.votes
  const { page, widget, said, complaints, close } = await open({ slug })
  const up = widget.getByRole('button', { name: 'I like this comment' })
  await up.focus()
  await page.keyboard.press('Enter')
  await waitFor('the vote is counted', async () => (await votes()) === 1)
  t.equal(await up.getAttribute('aria-pressed'), 'true')
  t.equal(await widget.locator('.total').textContent(), '1')
  t.ok(await hasFocus(up))
  await waitFor('it is said', async () => (await said()) === 'Your vote has been counted.')
  // The thread is read again, and the comment is drawn anew with the vote in it.
  await submitApproved(service, slug, { parentId: id })
  await widget.getByRole('button', { name: 'Show 1 new comment' }).waitFor()
  t.ok(await hasFocus(up), 'the keyboard stays there')

  await page.reload()
  await widget.locator('.vote[aria-pressed=true]').waitFor()
  await widget.getByRole('button', { name: 'I do not like this comment' }).first().click()
  await waitFor('the vote is changed', async () => (await votes()) === -1)
  await widget.locator('.vote:last-child[aria-pressed=true]').waitFor()
  await widget.getByRole('button', { name: 'I do not like this comment' }).first().click()
  await waitFor('the vote is taken back', async () => (await votes()) === 0)
  await waitFor('that is said too', async () => (await said()) === 'Your vote has been taken back.')
  t.same(complaints, [])
  await close()
})

t.test('a vote that is not taken is shown as not taken', async (t) => {
  await submitApproved(service, 'refused')
  const { widget, said, close } = await open(
    { slug: 'refused' },
    { prepare: (page) => page.route('**/vote', (route) => route.abort()) },
  )
  await widget.getByRole('button', { name: 'I like this comment' }).click()
  await waitFor('it is said', async () => (await said()).startsWith('This could not be sent.'))
  t.equal(await widget.locator('.vote[aria-pressed=true]').count(), 0)
  t.equal(await widget.locator('.total').textContent(), '')
  await close()
})

t.test('a report is made by keyboard, is said, and reaches the moderators', async (t) => {
  await submitApproved(service, 'reported')
  const { page, widget, said, complaints, close } = await open({ slug: 'reported' })
  const dialog = widget.getByRole('dialog', { name: 'Report this comment' })
  const report = widget.getByRole('button', { name: 'Report' })
  await report.focus()
  await page.keyboard.press('Enter')
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await waitFor('the keyboard is back', () => hasFocus(report))

  await page.keyboard.press('Enter')
  await dialog.waitFor()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  t.ok(await dialog.getByRole('radio', { name: 'Harassment' }).isChecked())
  await page.keyboard.press('Tab')
  await page.keyboard.type('It goes on like this.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await waitFor('the keyboard is where it was', () => hasFocus(widget.locator('.actions .reported')))
  t.equal(await said(), 'Thank you, a moderator will look at it.')
  const { body } = await service.admin<{ reports: object[] }>('/v1/admin/reports')
  t.match(body.reports, [{ slug: 'reported', reason: 'harassment', text: 'It goes on like this.' }])
  t.same(complaints, [])
  await close()
})

t.test('a report that is not taken says why in its dialog, and keeps what was written', async (t) => {
  const id = await submitApproved(service, 'unheard')
  const { page, widget, close } = await open({ slug: 'unheard' })
  await widget.getByRole('button', { name: 'Report' }).click()
  const dialog = widget.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Something else' }).check()
  await dialog.getByRole('textbox').fill('Written in a train.')
  await page.context().setOffline(true)
  await dialog.getByRole('button', { name: 'Send' }).click()
  await dialog.getByRole('alert').getByText('This could not be sent. Your text is kept here').waitFor()

  await page.context().setOffline(false)
  await inParallel(
    Array.from(
      { length: LIMITS.rate.reportsPerNetwork },
      () => () =>
        service.client(`/v1/comments/${id}/reports`, {
          json: { reason: 'spam' },
          headers: { 'user-agent': 'Another' },
        }),
    ),
  )
  await dialog.getByRole('button', { name: 'Send' }).click()
  await dialog
    .getByRole('alert')
    .getByText(/^Too much was sent from here. Please wait \d+ seconds?.$/)
    .waitFor()
  t.equal(await dialog.getByRole('alert').count(), 1, 'the earlier sentence is gone')
  t.ok(await dialog.getByRole('radio', { name: 'Something else' }).isChecked())
  t.equal(await dialog.getByRole('textbox').inputValue(), 'Written in a train.')
  await close()
})
