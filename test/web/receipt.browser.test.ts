/** The receipt page: what became of a comment, for whoever holds the secret behind the #, and for nobody else. */

import type { Page } from 'playwright-core'
import t from 'tap'
import { type Accepted, commentsPath, decideAll, makeSubmission, type Thread, threadPath } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { listViolations, startWidgetBrowser } from '../support/widget-page.js'

t.setTimeout(120_000)
const service = await startTestService(t, { hasWorkers: false })
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
