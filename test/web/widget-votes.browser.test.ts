/** Votes from the widget: counted once, taken back, remembered by the browser alone. */

import t from 'tap'
import { submitApproved, type Thread, threadPath } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'
import { hasFocus, startWidgetBrowser } from '../support/widget-page.js'

t.setTimeout(120_000)
const service = await startTestService(t, { hasWorkers: false })
const { open } = await startWidgetBrowser(t, service)

t.test('a vote counts, changes and is taken back; the keyboard stays where it is', async (t) => {
  const slug = 'votes'
  await submitApproved(service, slug)
  const votes = async (): Promise<number | undefined> =>
    (await service.client<Thread>(threadPath(slug))).body.comments[0]?.votes
  const { page, widget, complaints, close } = await open({ slug })
  const up = widget.getByRole('button', { name: 'I like this comment' })
  await up.focus()
  await page.keyboard.press('Enter')
  await waitFor('the vote is counted', async () => (await votes()) === 1)
  t.equal(await up.getAttribute('aria-pressed'), 'true')
  t.equal(await widget.locator('.total').textContent(), '1')
  t.ok(await hasFocus(up))

  await page.reload()
  await widget.locator('.vote[aria-pressed=true]').waitFor()
  await widget.getByRole('button', { name: 'I do not like this comment' }).click()
  await waitFor('the vote is changed', async () => (await votes()) === -1)
  await widget.locator('.vote:last-child[aria-pressed=true]').waitFor()
  await widget.getByRole('button', { name: 'I do not like this comment' }).click()
  await waitFor('the vote is taken back', async () => (await votes()) === 0)
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
