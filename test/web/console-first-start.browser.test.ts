import type { Page } from 'playwright-core'
import t from 'tap'
import { openSetUp } from '../../src/lifecycle/invite-moderator.js'
import { addAuthenticator, holdComments, PATIENCE_MS, plainBodies, startConsole } from '../support/console.js'
import { listOutcomes } from '../support/submit.js'
import { waitFor } from '../support/wait-for.js'

t.setTimeout(4 * PATIENCE_MS)
const world = await startConsole(t, { policy: { mode: 'strict' } })
const { service } = world
const COUNT = 50

async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.getByRole('button', { name })
  for (let presses = 0; presses < 40; presses += 1) {
    if (await wanted.evaluate((element) => element.ownerDocument.activeElement === element)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${name}`)
}

t.test('from the first start to an empty queue, with the keyboard alone', async (t) => {
  await holdComments(service, plainBodies(COUNT))
  const setUp = await openSetUp(service.runtime.deps)
  if (setUp === null) throw new Error('somebody has an account already')
  const page = await world.visit('about:blank')
  await addAuthenticator(page)

  await page.goto(`/console#setup=${setUp.token.reveal()}`)
  await page.getByRole('heading', { name: 'Welcome' }).waitFor()
  await page.getByLabel('Your name').focus()
  await page.keyboard.type('Ada Roux')
  await page.keyboard.press('Tab')
  await page.keyboard.type('ada')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Add a passkey' }).waitFor()
  t.notMatch(page.url(), /setup/, 'the link is gone from the address')
  await tabTo(page, 'Add a passkey')
  await page.keyboard.press('Enter')

  await page.getByRole('list').getByRole('button').first().waitFor()
  for (let decided = 0; decided < COUNT; decided += 1) {
    const kind = decided % 5
    if (kind === 3) await page.keyboard.press('s')
    else if (kind === 4) {
      await page.keyboard.press('r')
      await page.getByText('Reject: for what reason?').waitFor()
      await page.keyboard.press('2')
    } else await page.keyboard.press('a')
    await page.waitForFunction(
      `document.querySelectorAll('.row-decided').length === ${decided + 1} && document.querySelector('.decide-question') === null`,
    )
  }
  const outcomes = await waitFor('all decisions', async () => {
    const all = await listOutcomes(service.databaseUrl)
    return all.every(({ status }) => status !== 'held') && all
  })
  const countOf = (wanted: string) => outcomes.filter(({ status }) => status === wanted).length
  t.strictSame([countOf('approved'), countOf('spam'), countOf('rejected')], [30, 10, 10])
  t.ok(
    outcomes.every(({ decisions }) => decisions === 2),
    'one by the policy, one by the moderator, never two',
  )
})

t.test('who leaves comes back in with the passkey', async (t) => {
  const [page] = world.browser.contexts()[0]?.pages() ?? []
  if (page === undefined) throw new Error('the page of the first test is gone')
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  await page.getByRole('button', { name: 'Log in with a passkey' }).click()
  await page.getByRole('navigation').getByText('Ada Roux').waitFor()
  t.strictSame(world.complaints, [], 'no complaint of the browser on the whole way, and no request to anybody else')
})

t.test('a link that was used says so, in the language of the browser', async (t) => {
  const page = await world.visit(`/console#setup=${'x'.repeat(43)}`, { locale: 'fr-FR' })
  await page.getByRole('alert').waitFor()
  t.match(await page.getByRole('alert').textContent(), /Ce lien a déjà servi/)
})
