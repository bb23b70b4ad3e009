/** The receipt page: what became of a comment, for whoever holds the secret behind the #, and for nobody else. */

import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import t from 'tap'
import { deliverPush } from '../../src/lifecycle/deliver-push.js'
import { listViolations } from '../support/axe.js'
import { createPushBrowser, startPushService } from '../support/push-service.js'
import {
  type Accepted,
  commentsPath,
  decideAll,
  makeSubmission,
  submitApproved,
  type Thread,
  threadPath,
} from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'
import { startWidgetBrowser } from '../support/widget-page.js'

// A real browser on a busy machine takes its time.
t.setTimeout(240_000)
const push = await startPushService(t)
const service = await startTestService(t, { hasWorkers: false, config: { pushHosts: [push.origin] } })
const { client, url } = service
const { browser } = await startWidgetBrowser(t, service)

async function send(slug: string, change: Record<string, unknown> = {}): Promise<Accepted> {
  return (await client<Accepted>(commentsPath(slug), { json: makeSubmission(change) })).body
}

async function openReceipt(receipt: string, options: object = {}): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await browser.newContext({ locale: 'en-GB', ...options })).newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${url}/receipt?lang=en#${receipt}`)
  return { page, complaints }
}

async function openFrench(receipt: string): Promise<{ page: Page; close: () => Promise<void> }> {
  const context = await browser.newContext({ locale: 'fr-FR', bypassCSP: true, viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(`${url}/receipt#${receipt}`)
  await page.locator('#receipt').waitFor()
  return { page, close: () => context.close() }
}

t.test('status and reason in words, in both languages, following what is decided', async (t) => {
  const { id, receipt } = await send('status')
  const { page, complaints } = await openReceipt(receipt)
  await page.getByRole('heading', { name: 'Your comment is being checked.' }).waitFor()
  await decideAll(service, 'approve', [id])
  await page.getByRole('heading', { name: 'Your comment is visible to all.' }).waitFor()
  await page.getByText('Decided by a person.').waitFor()
  await page.getByRole('link', { name: 'En français' }).click()
  await page.getByRole('heading', { name: 'Votre commentaire est visible par tous.' }).waitFor()
  t.equal(
    await page.getByRole('link', { name: 'Le voir dans sa conversation' }).getAttribute('href'),
    `embed/demo/status?lang=fr#comment-${id}`,
  )
  t.same(complaints, [])
  t.notMatch(service.logs(), receipt, 'the secret is in no log')
  await page.context().close()
})

t.test('the author changes the text and withdraws it', async (t) => {
  const { id, receipt } = await send('mine', { body: 'Frist.' })
  await decideAll(service, 'approve', [id])
  const { page, complaints } = await openReceipt(receipt)
  await page.getByText('Change the text').click()
  await page.getByRole('textbox', { name: 'What you wrote' }).fill('First.')
  await page.getByRole('button', { name: 'Save the new text' }).click()
  await page.getByRole('status').getByText('The new text has arrived and is being checked.').waitFor()
  t.equal(await page.locator('#body').textContent(), 'First.')

  await page.getByText('Withdraw the comment').first().click()
  await page.getByRole('button', { name: 'Withdraw the comment' }).click()
  await page.getByRole('heading', { name: 'Your comment has been deleted.' }).waitFor()
  t.equal((await client<Thread>(threadPath('mine'))).body.count, 0)
  t.notOk(await page.getByText('Change the text').isVisible())
  t.same(complaints, [])
  await page.context().close()
})

t.test('the author objects to a decision, in French, and sees that the objection stands', async (t) => {
  const { id, receipt } = await send('objection')
  await decideAll(service, 'reject', [id])
  const { page, close } = await openFrench(receipt)
  await page.getByText('Contester la décision').click()
  await page
    .getByRole('textbox', { name: 'Pourquoi la décision est erronée' })
    .fill('Rien n’y est contraire aux règles.')
  t.same(await listViolations(page), [], 'axe, while writing')
  await page.getByRole('button', { name: 'Envoyer la contestation' }).click()
  await page.getByRole('status').getByText('Votre contestation nous est parvenue.').waitFor()
  await page.getByText('Vous avez contesté la décision\u202f; personne ne l’a encore examinée.').waitFor()
  t.notOk(await page.getByText('Contester la décision').isVisible(), 'once a decision')
  t.same(await listViolations(page), [], 'axe, after it')
  const { body } = await service.admin<{ appeals: object[] }>('/v1/admin/appeals')
  t.match(body.appeals, [{ text: 'Rien n’y est contraire aux règles.', state: 'open' }])
  await close()
})

t.test('the author takes what is kept along, and has it erased', async (t) => {
  const { id, receipt } = await send('erased', { body: 'Soon forgotten.' })
  await decideAll(service, 'approve', [id])
  const { page, close } = await openFrench(receipt)
  await page.getByText('Emporter mes données').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger le fichier' }).click(),
  ])
  t.equal(download.suggestedFilename(), `causerie-${id}.json`)
  t.match(JSON.parse(readFileSync(await download.path(), 'utf8')), { comments: [{ id, body: 'Soon forgotten.' }] })

  await page.getByText('M’effacer').click()
  t.same(await listViolations(page), [], 'axe, before it')
  await page.getByRole('button', { name: 'Effacer ce commentaire' }).click()
  await page.getByRole('heading', { name: 'Votre commentaire a été supprimé.' }).waitFor()
  await page.getByRole('status').getByText('C’est effacé.').waitFor()
  t.same(await listViolations(page), [], 'axe, after it')
  t.equal((await client<Thread>(threadPath('erased'))).body.count, 0)
  await close()
})

t.test('a reader is told of replies on this device, and no more after one click', async (t) => {
  const { id, receipt } = await send('told')
  await decideAll(service, 'approve', [id])
  const device = createPushBrowser(push)
  const context = await browser.newContext({ locale: 'en-GB' })
  await context.grantPermissions(['notifications'], { origin: url })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  // A browser without a screen has no push service to ask: this one stands in for it, the rest is real.
  await page.addInitScript(`
    const subscription = { toJSON: () => (${JSON.stringify(device.subscription)}), unsubscribe: async () => { window.isUnsubscribed = true } }
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => { window.serverKey = applicationServerKey; return subscription }
    PushManager.prototype.getSubscription = async () => subscription
  `)
  await page.goto(`${url}/receipt?lang=en#${receipt}`)
  await page.getByText('Be told of replies').click()
  await page.getByRole('button', { name: 'Of replies to my comment' }).click()
  await page.getByRole('status').getByText('From now on you are told on this device.').waitFor()
  t.equal(await page.evaluate('window.serverKey'), (await client<{ publicKey: string }>('/v1/push/key')).body.publicKey)

  const reply = await submitApproved(service, 'told', { parentId: id, body: 'An answer.' })
  const [delivery] = await service.runtime.deps.db.selectFrom('pushDeliveries').selectAll().execute()
  if (delivery === undefined) throw new Error('nobody is to be told')
  await deliverPush(service.runtime.deps, delivery)
  const [message] = device.messages()
  t.match(message, { id: reply, parentId: id })

  // What came to the push service goes on to the worker, as a browser would hand it over. Without a screen nothing can be
  // shown on it: the worker's two last steps are written down instead.
  const [worker] = context.serviceWorkers()
  if (worker === undefined) throw new Error('there is no worker')
  await worker.evaluate(`
    self.steps = []
    self.registration.showNotification = async (title, options) => { self.steps.push({ title, ...options }) }
    self.clients.openWindow = async (url) => { self.steps.push({ opened: url }) }
  `)
  const session = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) =>
      resolve(registrations[0]?.registrationId ?? ''),
    )
  })
  await session.send('ServiceWorker.enable')
  const registrationId = await registered
  await session.send('ServiceWorker.deliverPushMessage', { origin: url, registrationId, data: JSON.stringify(message) })
  const steps = (): Promise<Record<string, string>[]> => worker.evaluate('self.steps')
  await waitFor('the notice is shown', async () => (await steps()).length === 1)
  const [notice] = await steps()
  t.match(notice, { title: 'New reply', tag: reply, data: new RegExp(`#comment-${reply}$`) })
  await worker.evaluate(`self.dispatchEvent(Object.assign(new ExtendableEvent('notificationclick'), {
    notification: { data: '${notice?.data}', close: () => self.steps.push({ closed: '1' }) },
  }))`)
  t.match((await steps()).slice(1), [{ closed: '1' }, { opened: notice?.data }])

  await page.reload()
  await page.getByText('Be told of replies').click()
  await page.getByRole('button', { name: 'Tell me no more' }).click()
  await page.getByRole('status').getByText('You are told no more.').waitFor()
  t.same(await service.runtime.deps.db.selectFrom('pushSubscriptions').select('id').execute(), [])
  t.ok(await page.evaluate('window.isUnsubscribed'), 'the browser’s push service forgets it too')
  t.equal(await page.evaluate(`localStorage['causerie:push']`), '{}')
  t.same(complaints, [], 'no policy stepped in')
  await context.close()
})

t.test('a browser that forbids notices is told so', async (t) => {
  const { receipt } = await send('forbidden')
  const { page, complaints } = await openReceipt(receipt)
  await page.getByText('Be told of replies').click()
  await page.getByRole('button', { name: 'Of all that is new in this conversation' }).click()
  await page.getByRole('status').getByText('Your browser allows no notices from here.').waitFor()
  t.same(complaints, [])
  await page.context().close()
})

t.test('hostile text is text here too', async (t) => {
  const hostile = `<img src=x onerror="document.title='ran'"><script>document.title='ran'</script>`
  const { receipt } = await send('hostile', { body: hostile, author: { name: hostile } })
  const { page, complaints } = await openReceipt(receipt)
  await page.getByText(hostile).first().waitFor()
  t.equal(await page.title(), 'Your comment')
  t.equal(await page.locator('#body *').count(), 0)
  t.same(complaints, [])
  await page.context().close()
})

t.test('without a receipt, with a wrong one, without JavaScript: what to do', async (t) => {
  const { page } = await openReceipt('')
  await page.getByText('There is no receipt in this address.').waitFor()
  await page.goto(`${url}/receipt?lang=en#cr1_nonsense`)
  await page.getByText('This receipt belongs to no comment.').waitFor()
  t.notOk(await page.locator('#receipt').isVisible())
  await page.context().close()
  const plain = await openReceipt('cr1_x', { javaScriptEnabled: false })
  t.ok(await plain.page.locator('noscript p').isVisible())
  await plain.page.context().close()
})

t.test('the page lets in nothing else and is kept by nobody', async (t) => {
  const { headers } = await client('/receipt')
  const policy = headers.get('content-security-policy') ?? ''
  for (const part of ["default-src 'none'", "require-trusted-types-for 'script'", "frame-ancestors 'none'"])
    t.match(policy, part)
  t.notMatch(policy, /unsafe/)
  t.equal(headers.get('cache-control'), 'no-store')
})

t.test('axe finds nothing, in any state, light or dark, wide or narrow', async (t) => {
  const { id, receipt } = await send('axe')
  for (const status of ['pending', 'rejected'] as const) {
    if (status === 'rejected') await decideAll(service, 'reject', [id])
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await openReceipt(receipt, {
        colorScheme,
        bypassCSP: true,
        viewport: { width: 320, height: 640 },
      })
      await page.locator('#receipt').waitFor()
      for (const summary of await page.locator('summary:visible').all()) await summary.click()
      t.same(await listViolations(page), [], `${status}, ${colorScheme}`)
      t.equal(await page.evaluate<number>('document.documentElement.scrollWidth'), 320)
      await page.context().close()
    }
  }
})
