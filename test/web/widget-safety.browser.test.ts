/** Hostile texts as name, address and body, approved and opened: nothing runs, and nothing but our own nodes is there. */

import type { Page } from 'playwright-core'
import t from 'tap'
import { readFixture, readShared } from '../support/fixtures.js'
import { commentsPath, decideAll, inParallel } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { startWidgetBrowser } from '../support/widget-page.js'

// The public lists take minutes.
t.setTimeout(900_000)
const service = await startTestService(t, { hasWorkers: false })
const { client } = service
const widgets = await startWidgetBrowser(t, service)

const AT_ONCE = 100
// Where SHARED_DATA_DIR names a folder that has them, the large public lists as well.
const payloads = readShared('security/xss-payloadbox/xss-payload-list.txt')?.split('\n') ?? []
const naughty = JSON.parse(readShared('security/blns/blns.json') ?? '[]') as string[]
const own = [...readFixture('xss-payloads.json'), ...readFixture('naughty-strings.json')]
const texts = [...new Set([...own, ...payloads, ...naughty])]

/** Counts whatever would run, whichever way it is called; set up before anything of the page. */
const DETECTOR = `
  window.fired = []
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
    window[name] = (...values) => { window.fired.push(name + ': ' + values.join()) }
  addEventListener('error', (event) => { if (event.error) window.fired.push('error: ' + event.message) }, true)
`

const firedOn = (page: Page): Promise<string[]> => page.evaluate<string[]>('window.fired')

/** Everything in the page and its shadow roots that a comment could not have asked for. */
const STRANGE_NODES = `(() => {
  const allowed = new Set('P BR EM STRONG CODE PRE BLOCKQUOTE UL OL LI A'.split(' '))
  const bodies = [...document.querySelectorAll('causerie-thread')].flatMap(({ shadowRoot }) => [...shadowRoot.querySelectorAll('.body, .author')])
  const strange = []
  for (const body of bodies) for (const node of body.querySelectorAll('*')) {
    const names = node.getAttributeNames()
    const isName = body.matches('.author') && ['A', 'BDI'].includes(node.tagName)
    if (!allowed.has(node.tagName) && !isName) strange.push(node.outerHTML)
    if (names.some((name) => !['href', 'rel'].includes(name))) strange.push(node.outerHTML)
    if (node.href && !/^https?:/.test(node.href)) strange.push(node.outerHTML)
  }
  return { strange, bodies: bodies.length }
})()`

t.test('the detector sees what runs', async (t) => {
  const page = await widgets.browser.newPage()
  await page.addInitScript(DETECTOR)
  const firing = texts.filter((text) => /onerror|onload|<script>/i.test(text)).slice(0, 20)
  const body = `<!doctype html><title>x</title><body>${firing.map((text) => `<div>${text}</div>`).join('\n')}`
  await page.route('http://open.example/', (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto('http://open.example/')
  await page.waitForFunction('window.fired.length > 3')
  t.ok((await firedOn(page)).length > 3)
  await page.close()
})

t.test('no text of a stranger runs or makes a node, in the widget and on the embed page', async (t) => {
  for (let from = 0, round = 0; from < texts.length; from += AT_ONCE, round += 1) {
    const slug = `hostile-${round}`
    const taken = await inParallel(
      texts.slice(from, from + AT_ONCE).map((text) => async () => {
        // What is refused as a name or an address is still tried as a body.
        for (const author of [{ name: text, url: text }, { name: text }, { name: 'Ann' }]) {
          const { status, body } = await client<{ id: string }>(commentsPath(slug), { json: { author, body: text } })
          if (status === 202) return body.id
        }
        return undefined
      }),
    )
    const ids = taken.filter((id) => id !== undefined)
    await decideAll(service, 'approve', ids)

    const { page, complaints, close } = await widgets.open(
      { slug },
      { prepare: (page) => page.addInitScript(DETECTOR) },
    )
    const more = page.locator('causerie-thread').getByRole('button', { name: 'More comments' })
    if (await more.isVisible()) await more.click()
    await page.waitForFunction(
      `document.querySelector('causerie-thread').shadowRoot.querySelectorAll('.comment').length === ${ids.length}`,
    )
    t.same(await firedOn(page), [], `${slug}: nothing ran`)
    const { strange, bodies } = await page.evaluate<{ strange: string[]; bodies: number }>(STRANGE_NODES)
    t.equal(bodies, ids.length * 2)
    t.same(strange, [], `${slug}: only our own nodes`)
    t.same(complaints, [], `${slug}: no policy had to step in`)
    await page.goto(`${service.url}/embed/demo/${slug}`)
    t.same(await firedOn(page), [], `${slug}: nothing ran on the embed page`)
    await close()
  }
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
  t.same((await page.evaluate<{ strange: string[] }>(STRANGE_NODES)).strange, [])
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
