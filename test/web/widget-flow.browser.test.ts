/** What a reader does with the widget, in a real browser, on a page of another origin. */

import t from 'tap'
import { decideAll, submitApproved, submitMany, type Thread, threadPath } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'
import { describedBy, hasFocus, pendingId, startWidgetBrowser } from '../support/widget-page.js'

t.setTimeout(120_000)
// Without workers a comment stays as it is until this test decides.
const service = await startTestService(t, { hasWorkers: false })
const { client } = service
const { open } = await startWidgetBrowser(t, service)

const read = async (slug: string): Promise<Thread> => (await client<Thread>(threadPath(slug))).body

t.test('a comment is written, waits unseen by others, survives a reload, and appears without one', async (t) => {
  const { page, widget, said, complaints, close } = await open({ slug: 'write' })
  t.equal(await widget.locator('.title').textContent(), 'No comments yet')
  await widget.getByRole('textbox', { name: 'Comment' }).fill('I disagree, *slowly*.')
  await widget.getByRole('textbox', { name: 'Name' }).fill('Ann')
  await widget.getByRole('textbox', { name: /E-mail/ }).fill('ann@example.org')
  await widget.getByRole('textbox', { name: /Website/ }).fill('example.org')
  await widget.getByRole('button', { name: 'Post comment' }).click()
  const card = widget.locator('.pending')
  await card.waitFor()
  t.equal(await said(), 'Thank you, your comment has arrived. It appears for all once it has been checked.')
  t.ok(await hasFocus(card), 'the keyboard is there')
  t.equal(await widget.getByRole('textbox', { name: 'Comment' }).inputValue(), '')
  t.equal((await read('write')).count, 0)

  const stored = await page.evaluate<string>('JSON.stringify(localStorage)')
  t.notMatch(stored, /ann@example/, 'the address is kept nowhere')
  await page.reload()
  await card.getByText('I disagree, *slowly*.').waitFor()
  await decideAll(service, 'hold', [await pendingId(widget)])
  await card.getByText('A moderator will look at this').waitFor()
  t.equal(await widget.getByRole('textbox', { name: 'Name' }).inputValue(), 'Ann')

  const id = await pendingId(widget)
  await decideAll(service, 'approve', [id])
  await widget.locator(`#comment-${id}`).getByText('I disagree, slowly.').waitFor()
  t.equal(await card.count(), 0)
  t.equal(await widget.locator('.title').textContent(), '1 comment')
  t.equal(await said(), 'Your comment is visible to all now.')
  t.equal(await widget.getByRole('link', { name: 'Ann' }).getAttribute('href'), 'https://example.org/')
  t.same(complaints, [])
  await close()
})

t.test('what is wrong is said beside its field, and what was typed stays', async (t) => {
  const { page, widget, close } = await open({ slug: 'wrong' })
  await widget.getByRole('button', { name: 'Post comment' }).click()
  const body = widget.getByRole('textbox', { name: 'Comment' })
  await widget.getByText('Please fill in this field.').first().waitFor()
  t.equal(await widget.getByText('Please fill in this field.').count(), 2)
  t.ok(await hasFocus(body))
  t.equal(await body.getAttribute('aria-invalid'), 'true')
  t.equal(await describedBy(body), 'Please fill in this field.')

  await body.fill('x'.repeat(10_003))
  await widget.getByRole('textbox', { name: 'Name' }).fill('Ann')
  await widget.getByRole('textbox', { name: /E-mail/ }).fill('ann@')
  await widget.getByRole('button', { name: 'Post comment' }).click()
  await widget.getByText('Please give a complete e-mail address').waitFor()
  t.equal(await widget.getByText('Please fill in this field.').count(), 0)
  await widget.getByRole('textbox', { name: /E-mail/ }).fill('')
  await widget.getByRole('button', { name: 'Post comment' }).click()
  await widget.getByText('Please shorten this by 3 characters.').waitFor()

  await body.fill('Kept.')
  await page.reload()
  await widget.locator('.title').waitFor()
  t.equal(await body.inputValue(), 'Kept.')
  await close()
})

t.test('a reply stands below what it answers', async (t) => {
  const parent = await submitApproved(service, 'reply', { author: { name: 'Inès' } })
  const { page, widget, close } = await open({ slug: 'reply' })
  await widget.getByRole('button', { name: /^Reply to/ }).click()
  const form = widget.getByRole('form', { name: /Reply to/ })
  await page.keyboard.type('The walk home!')
  await form.getByRole('textbox', { name: 'Name' }).fill('Tom')
  await form.getByRole('button', { name: 'Post reply' }).click()
  await widget.locator('.pending').waitFor()
  t.equal(await widget.locator('form').count(), 1, 'the form for the reply is gone')
  const id = await pendingId(widget)
  await decideAll(service, 'approve', [id])
  await widget.locator(`#comment-${id}`).waitFor()
  t.equal((await read('reply')).comments[0]?.replies[0]?.id, id)
  t.ok(await widget.locator(`.item:has(> #comment-${parent}) .replies #comment-${id}`).count())
  await close()
})

t.test('new comments are counted on a button, and shown when the reader asks', async (t) => {
  await submitApproved(service, 'live', { author: { name: 'First' } })
  const { widget, close } = await open({ slug: 'live' })
  t.equal(await widget.locator('.item').count(), 1)
  const second = await submitApproved(service, 'live', { author: { name: 'Second' }, body: 'One more.' })
  await submitApproved(service, 'live', { author: { name: 'Third' }, body: 'And another.' })
  const button = widget.getByRole('button', { name: 'Show 2 new comments' })
  await button.waitFor()
  t.equal(await widget.locator('.news').getAttribute('role'), 'status', 'it is announced')
  t.equal(await widget.locator('.item').count(), 1)
  await button.click()
  t.equal(await widget.locator('.item').count(), 3)
  t.ok(await hasFocus(widget.locator(`#comment-${second}`)))

  await decideAll(service, 'reject', [second])
  await waitFor('the rejected one is gone', async () => (await widget.locator('.item').count()) === 2)
  await close()
})

t.test('a link leads to its comment, also on a later page; orders can be chosen', async (t) => {
  const ids = await submitMany(client, 'paged', 52)
  await decideAll(service, 'approve', ids)
  const last = (await client<Thread>(`${threadPath('paged')}?sort=newest`)).body.comments[0]?.id
  const { page, widget, close } = await open({ slug: 'paged', hash: `#comment-${last}` })
  await widget.locator(`#comment-${last}.target`).waitFor()
  t.equal(await widget.locator('.item').count(), 52)
  await page.reload()
  await page.goto(page.url().split('#')[0] ?? '')
  await widget.getByRole('button', { name: 'More comments' }).click()
  await waitFor('the second page is there', async () => (await widget.locator('.item').count()) === 52)
  t.notOk(await widget.getByRole('button', { name: 'More comments' }).isVisible())
  await widget.getByRole('button', { name: 'Newest' }).click()
  await waitFor(
    'the newest is first',
    async () => (await widget.locator('.comment').first().getAttribute('id')) === `comment-${last}`,
  )
  t.equal(await widget.getByRole('button', { name: 'Newest' }).getAttribute('aria-pressed'), 'true')
  await close()
})

t.test('what is far below is drawn when a reader comes near, and nothing they see moves', async (t) => {
  const { page, widget, close } = await open({ slug: 'paged' })
  await widget.locator('.item').nth(49).waitFor({ state: 'attached' })
  const last = widget.locator('.item .comment').nth(49)
  const isDrawn = (): Promise<boolean> =>
    last.evaluate((comment) => comment.checkVisibility({ contentVisibilityAuto: true }))
  t.notOk(await isDrawn())
  t.match(await last.ariaSnapshot(), /button/, 'those who listen have it all')
  await page.evaluate(`
    window.moved = 0
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) window.moved += value
    }).observe({ type: 'layout-shift', buffered: true })
  `)
  await page.mouse.move(300, 300)
  await waitFor('the last comment is drawn', async () => {
    await page.mouse.wheel(0, 500)
    return isDrawn()
  })
  t.equal(await page.evaluate('window.moved'), 0)
  await close()
})
