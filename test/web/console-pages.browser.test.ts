/** Every page of the console as people see it: axe, widths, colours, languages, and the pictures of the documentation. */

import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { listViolations, RULES_OF_LOOKS } from '../support/axe.js'
import { enter, PATIENCE_MS } from '../support/console.js'
import { goTo, type State, startFullConsole } from '../support/console-states.js'
import { query } from '../support/dump.js'

t.setTimeout(16 * PATIENCE_MS)
const { world, admin, states } = await startFullConsole(t)
const { service } = world

const LOOKS = [
  { name: 'desktop-light-en', locale: 'en-GB', colorScheme: 'light', viewport: { width: 1360, height: 860 } },
  { name: 'phone-dark-fr', locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  { name: 'desktop-dark-fr', locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 1360, height: 860 } },
  { name: 'phone-light-en', locale: 'en-GB', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const

/** Whether what is seen of the frame goes down to the end of the screen. */
const FILLS = `[...document.querySelectorAll('.app > .navigation, .app > main')]
  .filter((part) => part.checkVisibility())
  .every((part) => part.getBoundingClientRect().bottom >= innerHeight)`

/** What is wider than its place and would scroll sideways: the page, or a table in it. */
const TOO_WIDE = `[document.documentElement, ...document.querySelectorAll('.table-scroll')]
  .filter((frame) => frame.scrollWidth > frame.clientWidth)
  .map((frame) => frame.ariaLabel ?? 'the page')`

/** In the words of one language; 320: the narrowest screen that text has to fit on (WCAG 1.4.10). */
async function fitsEveryScreen(t: Test, page: Page, { name }: State): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((details) => { details.open = true })`)
  const viewport = page.viewportSize() ?? LOOKS[0].viewport
  for (const width of new Set([viewport.width, 390, 320])) {
    await page.setViewportSize({ ...viewport, width })
    t.strictSame(await page.evaluate(TOO_WIDE), [], `${name} fits on ${width}`)
  }
  await page.setViewportSize(viewport)
}

// Every state in both colours, both languages and both sizes.
for (const [index, look] of LOOKS.slice(0, 2).entries()) {
  t.test(`axe finds nothing on any page, ${look.name}`, async (t) => {
    const inside = await world.open(admin, '/console', { ...look, bypassCSP: true })
    const outside = await world.visit('/console', { ...look, bypassCSP: true })
    for (const state of states) {
      const page = state.isOutside === true ? outside : inside
      await goTo(page, state)
      t.ok(await page.evaluate(FILLS), `${state.name} fills the screen`)
      t.same(await listViolations(page, index === 0 ? undefined : RULES_OF_LOOKS), [], state.name)
      await fitsEveryScreen(t, page, state)
    }
    await inside.context().close()
    await outside.context().close()
  })
}

t.test('a table that is shown as blocks is a table to whoever hears it', async (t) => {
  const page = await world.open(admin, '/console/keys', { viewport: { width: 320, height: 844 } })
  await page.getByText('Nightly export').waitFor()
  t.equal(await page.evaluate(`getComputedStyle(document.querySelector('tbody tr')).display`), 'block')
  const browser = await page.context().newCDPSession(page)
  const { nodes } = await browser.send('Accessibility.getFullAXTree')
  const namesOf = (role: string) => nodes.filter((node) => node.role?.value === role).map(({ name }) => name?.value)
  t.strictSame(namesOf('columnheader'), ['Name', 'Role', 'Sites', 'State', 'Made by', 'Last used', 'Revoke'])
  t.equal(namesOf('cell').length, 7 * (namesOf('row').length - 1))
  t.ok(namesOf('cell').includes('Viewer'), 'a head is not read again with each value')
  await page.context().close()
})

t.test('before an account ends, it is said what ends with it and what stays', async (t) => {
  const edith = await enter(service, 'edith')
  for (const name of ['Ida', 'Jean']) await edith.send('/v1/admin/invitations', { json: { name, role: 'viewer' } })
  await edith.send('/v1/admin/api-keys', { json: { name: 'Old blog', role: 'moderator', sites: ['policed'] } })
  // However long the looks before this took.
  await query(service.databaseUrl, 'update sessions set reauthenticated_at = now()')
  const page = await world.open(admin, '/console/moderators')
  await page.getByRole('button', { name: 'Change: Name of edith' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('2 open invitations that they made end if they are no longer').waitFor()
  await dialog.getByRole('button', { name: 'End the account' }).click()
  await dialog.getByText('2 open invitations that they made end with it. 1 API key that they made stays live').waitFor()
  await dialog.getByRole('button', { name: 'End the account' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Ida').waitFor({ state: 'detached' })
  t.equal(await page.getByText('Henri').count(), 1, 'that of a colleague is open')
  await page.goto('/console/keys')
  const key = page.getByRole('row').filter({ hasText: 'Old blog' })
  await key.getByText('Live').waitFor()
  t.equal(await key.getByText('Somebody who is gone').count(), 1)
  await page.context().close()
})

t.test('the browser complained about nothing, and asked nobody else for anything', async (t) => {
  const page = await world.open(admin)
  // What is opened on a page comes from the page's own script.
  for (const state of states.filter(({ isOutside, act }) => isOutside !== true && act === undefined))
    await goTo(page, state)
  t.strictSame(world.complaints, [])
})

t.test('text cannot become markup: Trusted Types are enforced, and nothing else may run', async (t) => {
  const page = await world.open(admin)
  await page.locator('.row-current').waitFor()
  const attempt = (script: string) =>
    page.evaluate<string>(`(() => { try { ${script}; return 'done' } catch (error) { return error.name } })()`)
  t.equal(await attempt(`document.body.innerHTML = '<img src=x>'`), 'TypeError')
  t.equal(await attempt(`trustedTypes.createPolicy('x', {})`), 'TypeError')
  const answer = await page.goto('/console')
  const policy = answer?.headers()['content-security-policy'] ?? ''
  t.match(policy, /frame-ancestors 'none'/)
  t.notMatch(policy, /unsafe|\*|https?:/)
})

// Pictures show the fonts of the machine that takes them, so they are taken on purpose, not on every run.
t.test('pictures for the documentation', { skip: process.env.UPDATE_SCREENSHOTS !== '1' }, async (t) => {
  const folder = path.resolve(import.meta.dirname, '../../../docs/screenshots/console')
  mkdirSync(folder, { recursive: true })
  for (const look of LOOKS) {
    const inside = await world.open(admin, '/console', look)
    const outside = await world.visit('/console', look)
    // The queue in every combination, the other pages in the two that axe looks at.
    for (const state of states.filter(({ name }) => LOOKS.indexOf(look) < 2 || name === 'queue')) {
      const page = state.isOutside === true ? outside : inside
      await goTo(page, state)
      const picture = await page.screenshot({ path: path.join(folder, `${state.name}-${look.name}.png`) })
      t.ok(picture.length < 400_000, state.name)
    }
    await inside.context().close()
    await outside.context().close()
  }
})
