/** What an author does with a comment that was sent: by keyboard alone, in the widget, until its time is over. */

import type { Locator } from 'playwright-core'
import t from 'tap'
import { decideAll, submitApproved, type Thread, threadPath } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'
import { hasFocus, pendingId, startWidgetBrowser } from '../support/widget-page.js'

t.setTimeout(120_000)
const service = await startTestService(t, { hasWorkers: false })
const { client } = service
const { open } = await startWidgetBrowser(t, service)

/** Where the keyboard is, and the line around it; throws when it is not in the widget. */
const FOCUSED = `(() => {
  const { activeElement } = document.querySelector('causerie-thread').shadowRoot
  return { name: activeElement.className, outline: getComputedStyle(activeElement).outlineStyle }
})()`
const read = async (slug: string): Promise<Thread> => (await client<Thread>(threadPath(slug))).body

t.test('the whole flow by keyboard: write, change, withdraw', async (t) => {
  const { page, widget, said, complaints, close } = await open({ slug: 'keys' })
  const tab = async (times = 1): Promise<void> => {
    for (let index = 0; index < times; index += 1) await page.keyboard.press('Tab')
  }
  // Nobody has written yet: the first stop is the way to the form.
  await tab()
  t.ok(await hasFocus(widget.getByRole('button', { name: 'Post a comment' })))
  await page.keyboard.press('Enter')
  await page.keyboard.type('Written wihtout a mouse.')
  await tab()
  await page.keyboard.type('Ann')
  await tab(3)
  t.ok(await hasFocus(widget.getByRole('button', { name: 'Post comment' })), 'the trap for robots is no stop')
  await page.keyboard.press('Enter')
  await widget.getByRole('button', { name: 'Edit' }).waitFor()
  t.ok(await hasFocus(widget.locator('.pending')))

  await tab()
  await page.keyboard.press('Enter')
  t.ok(await hasFocus(widget.locator('.own textarea')))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('Written without a mouse.')
  await tab()
  await page.keyboard.press('Enter')
  await widget.locator('.pending .body').getByText('Written without a mouse.').waitFor()
  await waitFor('the keyboard is back', () => hasFocus(widget.getByRole('button', { name: 'Edit' })))
  t.match(await said(), /^Thank you, your comment has arrived\./)

  const id = await pendingId(widget)
  await decideAll(service, 'approve', [id])
  await widget.locator(`#comment-${id}`).getByText('Written without a mouse.').waitFor()
  const withdraw = widget.getByRole('button', { name: 'Withdraw' })
  await withdraw.focus()
  await page.keyboard.press('Enter')
  await widget.getByRole('alert').getByText('Withdraw this comment for good?').waitFor()
  await tab()
  await page.keyboard.press('Enter')
  t.equal((await read('keys')).count, 1, 'cancelled: nothing happened')
  await withdraw.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await waitFor('it is gone', async () => (await widget.locator('.item').count()) === 0)
  t.equal((await read('keys')).count, 0)
  t.equal(await said(), 'Your comment has been withdrawn.')
  t.equal(await page.evaluate(`localStorage['causerie:own:demo/keys']`), undefined)
  t.same(complaints, [])
  await close()
})

t.test('sort, vote and reply by Tab alone, and every stop on the way can be seen', async (t) => {
  const first = await submitApproved(service, 'stops')
  const second = await submitApproved(service, 'stops', { author: { name: 'Bea' }, body: 'Later.' })
  const { page, widget, close } = await open({ slug: 'stops' })
  const tabTo = async (target: Locator): Promise<void> => {
    do {
      await page.keyboard.press('Tab')
      const { name, outline } = await page.evaluate<{ name: string; outline: string }>(FOCUSED)
      t.equal(outline, 'solid', `the keyboard is seen at ${name}`)
    } while (!(await hasFocus(target)))
  }
  await tabTo(widget.getByRole('button', { name: 'Newest' }))
  await page.keyboard.press('Enter')
  await widget.locator(`.item:has(> #comment-${second}) + .item > #comment-${first}`).waitFor()
  const vote = widget.locator(`#comment-${first} .vote`).last()
  await tabTo(vote)
  await page.keyboard.press('Enter')
  await waitFor('the vote is counted', async () => (await read('stops')).comments[0]?.votes === -1)
  t.ok(await hasFocus(vote))
  await tabTo(widget.locator(`#comment-${first} .report`))
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  t.ok(await hasFocus(widget.getByRole('button', { name: /^Reply to \W*Ann/ })))
  await page.keyboard.press('Enter')
  const form = widget.getByRole('form', { name: /^Reply to/ })
  await page.keyboard.type('By keyboard.')
  await tabTo(form.getByRole('textbox', { name: 'Name' }))
  await page.keyboard.type('Cleo')
  await tabTo(form.getByRole('button', { name: 'Post reply' }))
  await page.keyboard.press('Enter')
  await waitFor('the reply waits, with the keyboard', async () => {
    const card = widget.locator(`.item:has(> #comment-${first}) .pending`)
    return (await card.count()) === 1 && (await hasFocus(card))
  })
  await close()
})

t.test('a changed comment that was visible waits again, and comes back when it is approved', async (t) => {
  const { page, widget, said, close } = await open({ slug: 'change' })
  await widget.getByRole('textbox', { name: 'Comment' }).fill('First thought.')
  await widget.getByRole('textbox', { name: 'Name' }).fill('Ann')
  await widget.getByRole('button', { name: 'Post comment' }).click()
  const id = await pendingId(widget)

  await widget.getByRole('button', { name: 'Edit' }).click()
  const text = widget.locator('.own textarea')
  await text.fill('Second')
  const told = page.waitForResponse(
    async (answer) => answer.url().endsWith('/v1/receipt') && /"status":"approved"/.test(await answer.text()),
  )
  await decideAll(service, 'approve', [id])
  await told
  await widget.locator(`#comment-${id} .own textarea`).waitFor()
  await page.keyboard.type(' thought.')
  t.equal(await text.inputValue(), 'Second thought.', 'the approval takes neither the text nor the keyboard away')
  await widget.getByRole('button', { name: 'Save' }).click()
  await widget.locator('.pending').getByText('Second thought.').waitFor()
  t.equal(await widget.locator(`#comment-${id}`).count(), 0)
  await decideAll(service, 'approve', [id])
  await widget.locator(`#comment-${id}`).getByText('Second thought.').waitFor()
  t.equal(await widget.locator('.pending').count(), 0)

  await decideAll(service, 'reject', [id])
  await widget.locator('.state').getByText('Your comment was not approved.').waitFor()
  t.equal(await said(), 'Your comment was not approved.')
  const link = await widget.getByRole('link', { name: 'What became of it' }).getAttribute('href')
  t.match(link, new RegExp(`^${service.url}/receipt\\?lang=en#cr1_`), 'the secret is behind the #')
  await close()
})

t.test('several widgets stand on a page, and one thread is not the other', async (t) => {
  await submitApproved(service, 'twice')
  const { page, widget, complaints, close } = await open({ slug: 'twice', times: 2 })
  const second = page.locator('causerie-thread').nth(1)
  await second.locator('.item').waitFor()
  await second.evaluate((node: { setAttribute: (name: string, value: string) => void }) => {
    node.setAttribute('slug', 'other')
    node.setAttribute('lang', 'fr')
  })
  await second.getByText('Aucun commentaire pour l’instant').waitFor()
  t.equal(await widget.locator('.item').count(), 1)
  t.equal(await widget.locator('.title').textContent(), '1 comment')
  t.same(complaints, [])
  await close()
})

t.test('a browser that keeps nothing still sends', async (t) => {
  const { widget, close } = await open(
    { slug: 'forgetful' },
    {
      prepare: async (page) => {
        await page.addInitScript(`Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })`)
      },
    },
  )
  await widget.getByRole('textbox', { name: 'Comment' }).fill('I leave no trace.')
  await widget.getByRole('textbox', { name: 'Name' }).fill('Ann')
  await widget.getByRole('button', { name: 'Post comment' }).click()
  await widget.getByText('Thank you, your comment has arrived.').waitFor({ state: 'attached' })
  const { body } = await service.admin<{ comments: unknown[] }>('/v1/admin/comments?slug=forgetful&status=pending')
  t.equal(body.comments.length, 1)
  await close()
})
