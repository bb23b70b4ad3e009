/** Hostile texts as name, address and body, approved and opened: nothing runs, and nothing but our own nodes is there. */

import t from 'tap'
import { readFixture } from '../support/fixtures.js'
import { countFiring, DETECTOR, findInWidget, firedOn, tryTexts } from '../support/hostile.js'
import { startTestService } from '../support/service.js'
import { startWidgetBrowser } from '../support/widget-page.js'

t.setTimeout(120_000)
const service = await startTestService(t, { hasWorkers: false })
const widgets = await startWidgetBrowser(t, service)

// The large public lists are a suite of their own: test/xss.
const texts = [...new Set([...readFixture('xss-payloads.json'), ...readFixture('naughty-strings.json')])]

t.test('as markup many of the texts run: the detector sees it', async (t) => {
  const firing = await countFiring(widgets.browser, readFixture('xss-payloads.json').slice(0, 40))
  t.comment(`${firing} of 40 texts run as markup`)
  t.ok(firing > 5)
})

t.test(
  'no text of a stranger runs or makes a node: in the widget, on the embed page, on the receipt page',
  async (t) => {
    const tried = await tryTexts(t, { service, widgets }, texts)
    t.comment(JSON.stringify(tried))
    t.ok(tried.taken.name > 50 && tried.taken.body > 50)
  },
)

t.test('under the policy of a strict page the widget gives no reason to complain', async (t) => {
  const { page, widget, complaints, close } = await widgets.open(
    { slug: 'hostile-0' },
    { prepare: (page) => page.addInitScript(DETECTOR) },
  )
  await widget.locator('.comment').first().waitFor()
  t.same(complaints, [], 'no policy had to step in')
  t.same(await firedOn(page), [])
  await close()
})

t.test('what a broken renderer might send becomes no node either', async (t) => {
  const html = `<p>ok</p><img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)" onclick="alert(4)">a</a><svg onload=alert(5)><p style="color:red">b</p></div></p><iframe srcdoc="<script>alert(6)</script>"><math><a href=" https://x.example">c</a>`
  const { page, widget, complaints, close } = await widgets.open(
    { slug: 'broken' },
    {
      isAlone: true,
      prepare: async (page) => {
        await page.addInitScript(DETECTOR)
        await page.route('**/threads/broken?*', async (route) => {
          const comment = {
            id: '01a20000-0000-7000-8000-000000000001',
            parentId: null,
            author: { id: '1', name: '<b>x', url: 'javascript:alert(7)', moderator: false },
            html,
            createdAt: new Date().toISOString(),
            editedAt: null,
            votes: 0,
            pinned: false,
            deleted: false,
            replyCount: 0,
            replies: [],
          }
          const json = {
            site: 'demo',
            slug: 'broken',
            title: null,
            url: null,
            open: true,
            count: 1,
            version: 1,
            comments: [comment],
            nextCursor: null,
          }
          await route.fulfill({ json, headers: { 'access-control-allow-origin': '*' } })
        })
      },
    },
  )
  await widget.locator('.body').waitFor()
  t.same(await firedOn(page), [])
  t.same((await findInWidget(page)).strange, [])
  t.equal(await widget.locator('.body a[href]').count(), 0)
  t.same(complaints, [])
  await close()
})

t.test('nothing is asked of anybody else, and no cookie is set', async (t) => {
  const { page, requests, close } = await widgets.open({ slug: 'alone' })
  const widget = page.locator('causerie-thread')
  await widget.getByRole('textbox', { name: 'Comment' }).fill('Alone.')
  await widget.getByRole('textbox', { name: 'Name' }).fill('Ann')
  await widget.getByRole('button', { name: 'Post comment' }).click()
  await widget.locator('.pending').waitFor()
  const strangers = requests.filter(
    (url) => !url.startsWith('data:') && !url.startsWith(`${widgets.origin}/`) && !url.startsWith(`${service.url}/`),
  )
  t.same(strangers, [])
  t.same(await page.context().cookies(), [])
  await close()
})
