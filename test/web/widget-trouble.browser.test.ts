/** What the widget says when the network or the service does not do its part. */

import t from 'tap'
import { insertRaid } from '../../db/queries/raids.js'
import { commentsPath, makeSubmission, submitApproved } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'
import { hasFocus, startWidgetBrowser } from '../support/widget-page.js'

t.setTimeout(120_000)
const service = await startTestService(t, { hasWorkers: false, config: { isRateLimited: true } })
const { open } = await startWidgetBrowser(t, service)

t.test('a thread that cannot be read is said, with a way to try again and the page’s own link', async (t) => {
  let isDown = true
  const { page, widget, close } = await open(
    { slug: 'down' },
    {
      isAlone: true,
      prepare: (page) =>
        page.route('**/v1/sites/**', (route) =>
          isDown ? route.fulfill({ status: 503, body: 'no' }) : route.continue(),
        ),
    },
  )
  await widget.getByRole('alert').getByText('The comments cannot be reached at the moment.').waitFor()
  t.ok(await page.getByRole('link', { name: 'Comments' }).isVisible(), 'what the page wrote between the tags')
  isDown = false
  await widget.getByRole('button', { name: 'Try again' }).click()
  await widget.getByText('No comments yet').waitFor()
  t.notOk(await page.getByRole('link', { name: 'Comments' }).isVisible())
  await close()
})

t.test('without embed.js’s service the page’s own link stays', async (t) => {
  const { page, close } = await open(
    { slug: 'x' },
    { isAlone: true, prepare: (page) => page.route('**/l-*/**', (route) => route.abort()) },
  )
  await waitFor('it has tried', () => page.evaluate<boolean>(`!!document.querySelector('causerie-thread').shadowRoot`))
  t.ok(await page.getByRole('link', { name: 'Comments' }).isVisible())
  await close()
})

t.test('a slow service is waited for, with a word about it', async (t) => {
  let go = (): void => {}
  const gate = new Promise<void>((resolve) => {
    go = resolve
  })
  const { widget, close } = await open(
    { slug: 'slow' },
    {
      isAlone: true,
      prepare: (page) =>
        page.route('**/threads/slow?*', async (route) => {
          await gate
          await route.continue()
        }),
    },
  )
  await widget.getByRole('status').getByText('The comments are on their way').waitFor()
  go()
  await widget.getByText('No comments yet').waitFor()
  t.equal(await widget.getByText('The comments are on their way').count(), 0)
  await close()
})

t.test('a part that cannot be loaded is told, what is there stays, and the next try loads it', async (t) => {
  const { page, widget, close } = await open({ slug: 'parts' }, { isAlone: true })
  await widget.getByRole('textbox', { name: 'Comment' }).fill('From a train.')
  await widget.getByRole('textbox', { name: 'Name' }).fill('Ann')
  await page.route('**/p-*/send.js', (route) => route.abort())
  await widget.getByRole('button', { name: 'Post comment' }).click()
  await widget
    .getByRole('status')
    .getByText('This could not be sent. Your text is kept here')
    .waitFor({ state: 'attached' })
  t.equal(await widget.getByRole('textbox', { name: 'Comment' }).inputValue(), 'From a train.')
  await page.unroute('**/p-*/send.js')
  await widget.getByRole('button', { name: 'Post comment' }).click()
  await widget.locator('.pending').waitFor()
  const { body } = await service.admin<{ comments: unknown[] }>('/v1/admin/comments?slug=parts&status=pending')
  t.equal(body.comments.length, 1)
  await close()
})

t.test('offline, the text stays, and the same comment sent twice is one', async (t) => {
  const { page, widget, close } = await open({ slug: 'offline' })
  await widget.getByRole('textbox', { name: 'Comment' }).fill('From a train.')
  await widget.getByRole('textbox', { name: 'Name' }).fill('Ann')
  const keys: (string | undefined)[] = []
  let isLost = true
  await page.route('**/comments', async (route) => {
    if (route.request().method() !== 'POST') return await route.continue()
    keys.push(route.request().headers()['idempotency-key'])
    // The service takes it, and the train enters the tunnel before the answer.
    const answer = await route.fetch()
    await (isLost ? route.abort() : route.fulfill({ response: answer }))
  })
  await widget.getByRole('button', { name: 'Post comment' }).click()
  await widget.getByRole('alert').getByText('This could not be sent. Your text is kept here').waitFor()
  t.equal(await widget.getByRole('textbox', { name: 'Comment' }).inputValue(), 'From a train.')
  isLost = false
  await widget.getByRole('button', { name: 'Post comment' }).click()
  await widget.locator('.pending').waitFor()
  t.equal(keys.length, 2)
  t.equal(keys[0], keys[1])
  const { body } = await service.admin<{ comments: unknown[] }>('/v1/admin/comments?slug=offline&status=pending')
  t.equal(body.comments.length, 1)
  await close()
})

t.test('too many comments: how long to wait; a thread closed meanwhile: that it is closed', async (t) => {
  const { page, widget, close } = await open({ slug: 'refused' })
  const problem = (type: string, status: number): object => ({
    status,
    contentType: 'application/problem+json',
    headers: {
      'retry-after': '42',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'retry-after',
    },
    body: JSON.stringify({ type, title: 'x', status, detail: 'x', instance: 'x' }),
  })
  let answer = problem('https://iana.org/assignments/http-problem-types#quota-exceeded', 429)
  await page.route('**/comments', (route) =>
    route.request().method() === 'POST' ? route.fulfill(answer) : route.continue(),
  )
  await widget.getByRole('textbox', { name: 'Comment' }).fill('Again.')
  await widget.getByRole('textbox', { name: 'Name' }).fill('Ann')
  await widget.getByRole('button', { name: 'Post comment' }).click()
  await widget.getByRole('alert').getByText('Please wait 42 seconds.').waitFor()
  answer = problem('/problems/thread-closed', 409)
  await widget.getByRole('button', { name: 'Post comment' }).click()
  await widget.getByRole('alert').getByText('This conversation is closed.').waitFor()
  t.equal(await widget.getByRole('alert').count(), 1, 'the earlier sentence is gone')
  await close()
})

t.test('a thread under attack asks for work, and the widget does it', async (t) => {
  await submitApproved(service, 'attacked')
  const { db, newId, raids } = service.runtime.deps
  const thread = db.selectFrom('threads').select(['siteId', 'id as threadId']).where('slug', '=', 'attacked')
  await insertRaid(db, {
    ...(await thread.executeTakeFirstOrThrow()),
    id: newId(),
    reasons: ['crowd'],
    signs: { comments: 50, newcomers: 50, copies: 0, reporters: 0 },
    startedAt: new Date(),
    lastsUntil: new Date(Date.now() + 600_000),
  })
  raids.forget()
  t.equal((await service.client(commentsPath('attacked'), { json: makeSubmission({ body: 'No work.' }) })).status, 403)
  const { widget, close } = await open({ slug: 'attacked' })
  await widget.getByRole('textbox', { name: 'Comment' }).fill('Worked for.')
  await widget.getByRole('textbox', { name: 'Name' }).fill('Ann')
  await widget.getByRole('button', { name: 'Post comment' }).click()
  await widget.locator('.pending').getByText('Worked for.').waitFor()
  await close()
})

t.test('a field that only the service refuses is named all the same', async (t) => {
  const { widget, close } = await open({ slug: 'field' })
  await widget.getByRole('textbox', { name: 'Comment' }).fill('Hello.')
  const name = widget.getByRole('textbox', { name: 'Name' })
  await name.fill('\u202e\u202e')
  await widget.getByRole('button', { name: 'Post comment' }).click()
  await widget.locator('.field-name .error').waitFor()
  t.ok(await hasFocus(name))
  await close()
})
