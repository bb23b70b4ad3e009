import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { listViolations, RULES_OF_LOOKS } from '../support/axe.js'
import { enter, holdComments, PATIENCE_MS, startConsole } from '../support/console.js'
import { query } from '../support/dump.js'
import { insertHeld } from '../support/held.js'
import { accept, PASSWORD } from '../support/people.js'
import { insertRaidOn } from '../support/raids.js'
import { createSite } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

t.setTimeout(16 * PATIENCE_MS)
const world = await startConsole(t, {
  policy: { mode: 'strict', thresholds: { hold: 0.5, spam: 1, conductHold: 0.6 } },
})
const { service } = world
const admin = await enter(service, 'ada')

await holdComments(service, [
  'Quel plaisir de lire enfin un article qui prend son temps. La langue est belle, le propos est clair.',
  'You are a complete idiot, and everybody who believes this rubbish is a moron. Shut up.',
  'Je ne suis pas d’accord avec le troisième paragraphe\u00a0: la loi de 1881 protège la presse, elle n’oblige personne.',
  'Amazing article!!! Win big at our casino, bonus 500 free spins: http://casino.example/win http://casino.example/now',
  'Contactez-moi au 06 12 34 56 78, j’ai des photos de l’incident.',
])
const { body: list } = await service.admin<{ comments: { id: string }[] }>('/v1/admin/comments?status=held')
const [newest] = list.comments
await service.admin('/v1/admin/sites/policed/terms', {
  method: 'PUT',
  json: { terms: [{ kind: 'word', text: 'casino', action: 'hold' }] },
})
const denis = await enter(service, 'denis')
await denis.send('/v1/admin/api-keys', { json: { name: 'Nightly export', role: 'viewer', sites: ['policed'] } })
await enter(service, 'claire', 'moderator', ['policed'])
await accept(service, { role: 'viewer', login: 'newcomer', password: PASSWORD })
await denis.send('/v1/admin/invitations', { json: { name: 'Henri', role: 'moderator', sites: ['demo', 'policed'] } })

const [authorId = ''] = (
  await service.admin<{ comments: { author: { id: string } }[] }>('/v1/admin/comments?q=casino')
).body.comments.map(({ author }) => author.id)
await service.admin(`/v1/admin/authors/${authorId}/ban`, {
  method: 'PUT',
  json: { reason: 'Nothing but advertising.' },
})
await service.admin('/v1/admin/bans', { json: { site: 'policed', network: '203.0.113.0/24', effect: 'hold' } })
await service.admin(`/v1/admin/authors/${authorId}/notes`, {
  json: { body: 'Also writes to the office, see the file.' },
})
for (const [title, reason] of [
  ['Hors sujet', 'off-topic'],
  ['Ton', null],
] as const) {
  const json = { title, body: 'Merci de rester au sujet de l’article.', reason }
  await service.admin('/v1/admin/sites/policed/saved-replies', { json })
}
const seen = list.comments.at(-1)?.id ?? ''
await service.admin(`/v1/admin/comments/${seen}/decisions`, { json: { action: 'approve' } })
await service.client(`/v1/comments/${seen}/reports`, {
  json: { reason: 'off-topic', text: 'Ce n’est pas le sujet.', name: 'Lucie' },
})

for (const [slug, startedAt] of [
  ['thread-1', '2026-03-14T20:10:00Z'],
  ['thread-2', '2026-03-29T07:45:00Z'],
] as const)
  await insertRaidOn(service, { site: 'policed', slug, startedAt: new Date(startedAt) })

interface State {
  name: string
  path: string
  /** What has to be there before anybody looks. */
  ready: string
  act?: (page: Page) => Promise<void>
  isOutside?: boolean
}

const STATES: readonly State[] = [
  { name: 'sign-in', path: '/console', ready: '.sign-in', isOutside: true },
  {
    name: 'queue',
    path: '/console',
    ready: '.row-current',
    act: async (page) => {
      await page.keyboard.press('j')
      if (await page.locator('.topbar').isVisible()) await page.keyboard.press('Enter')
      await page.locator('.record p').first().waitFor()
    },
  },
  {
    name: 'reasons',
    path: '/console',
    ready: '.row-current',
    act: async (page) => {
      await page.keyboard.press('Enter')
      await page.keyboard.press('r')
      await page.keyboard.press('n')
      await page.locator('.decide-reasons textarea:focus').waitFor()
      await page.keyboard.press('Escape')
      await page.keyboard.press('t')
      await page.locator('.decide-reasons fieldset button').first().waitFor()
    },
  },
  {
    name: 'selection',
    path: '/console',
    ready: '.row-current',
    act: async (page) => {
      for (const key of ['x', 'j', 'x']) await page.keyboard.press(key)
      await page.locator('.selection').waitFor()
    },
  },
  { name: 'nothing-found', path: '/console?status=rejected', ready: '.empty' },
  {
    name: 'help',
    path: '/console',
    ready: '.row-current',
    act: async (page) => {
      await page.keyboard.press('?')
      await page.locator('dialog[open]').waitFor()
    },
  },
  { name: 'no-appeals', path: '/console/appeals', ready: '.empty' },
  { name: 'author', path: `/console/authors/${authorId}`, ready: '.ban' },
  { name: 'bans', path: '/console/bans', ready: 'table' },
  {
    name: 'new-ban',
    path: '/console/bans',
    ready: 'table',
    act: async (page) => {
      await page.locator('.page-actions button').click()
      await page.locator('dialog[open] option').first().waitFor({ state: 'attached' })
    },
  },
  { name: 'reports', path: '/console/reports', ready: '.reports' },
  { name: 'replies', path: '/console/replies?site=policed', ready: '.saved-replies' },
  { name: 'approved-comment', path: `/console/comments/${seen}`, ready: '.reports' },
  { name: 'comment', path: `/console/comments/${newest?.id}`, ready: '.timeline' },
  { name: 'sites', path: '/console/sites', ready: '.card' },
  { name: 'site', path: '/console/sites/policed', ready: 'form' },
  { name: 'policy', path: '/console/sites/demo/policy', ready: '.zones' },
  {
    name: 'terms',
    path: '/console/sites/policed/terms',
    ready: 'table',
    act: async (page) => {
      await page.locator('.new-term input').first().fill('idiot')
      await page.locator('.preview li').waitFor()
    },
  },
  { name: 'model', path: '/console/sites/policed/model', ready: '.big-figure' },
  { name: 'raids', path: '/console/sites/policed/raids', ready: 'table' },
  { name: 'keys', path: '/console/keys', ready: 'table' },
  {
    name: 'new-key',
    path: '/console/keys',
    ready: 'table',
    act: async (page) => {
      await page.locator('.page-actions button').click()
      await page.locator('.site-choice .check').first().waitFor()
    },
  },
  { name: 'moderators', path: '/console/moderators', ready: '.roster-row' },
  {
    name: 'invite',
    path: '/console/moderators',
    ready: '.roster-row',
    act: async (page) => {
      await page.locator('.page-actions button').click()
      await page.locator('.site-choice [value=some]').check()
      await page.locator('.site-list .check').first().waitFor()
    },
  },
  {
    name: 'change-moderator',
    path: '/console/moderators',
    ready: '.roster-row',
    act: async (page) => {
      await page.locator('.roster-row', { hasText: 'denis' }).first().getByRole('button').click()
      await page.locator('.send-out button').last().click()
      await page.locator('.send-out .confirm').waitFor()
    },
  },
  { name: 'jobs', path: '/console/jobs', ready: 'table' },
  { name: 'stats', path: '/console/stats', ready: '.chart' },
  { name: 'audit', path: '/console/audit', ready: 'table' },
  { name: 'account', path: '/console/account', ready: '.roster-row' },
  { name: 'nowhere', path: '/console/nowhere', ready: '.page' },
  {
    name: 'offer',
    path: '/console',
    ready: '.row-current',
    act: async (page) => {
      await fillSite()
      await page.goto('/console?site=many&q=medlar')
      await page.locator('.row').nth(49).waitFor()
      for (const key of ['A', 'A', 'r', '8']) await page.keyboard.press(key)
      await page.locator('dialog[open]').waitFor()
    },
  },
  {
    name: 'raid-now',
    path: '/console',
    ready: '.row-current',
    act: async (page) => {
      await insertRaidOn(service, { site: 'policed', slug: 'thread-0' })
      await page.reload()
      await page.locator('.raids').waitFor()
      // It stays on this screen until that asks again; the other pages are looked at in calm.
      await query(service.databaseUrl, 'delete from raids where lasts_until > now()')
    },
  },
  {
    name: 'batch',
    path: '/console?site=many&q=medlar',
    ready: '.row-current',
    act: async (page) => {
      for (const key of ['x', 'j', 'x', 'a']) await page.keyboard.press(key)
      await page.locator('.batch').waitFor()
      await page.keyboard.press('x')
      await page.keyboard.press('r')
      await page.locator('.selection').waitFor()
    },
  },
  { name: 'decisions', path: '/console/decisions', ready: '.sheet' },
  {
    name: 'outcomes',
    path: '/console/decisions',
    ready: '.sheet',
    act: async (page) => {
      await page
        .locator('.batch-outcomes', { has: page.locator('li + li') })
        .locator('a')
        .first()
        .click()
      await page.locator('.input').selectOption('')
      await page.locator('td').first().waitFor()
    },
  },
]

/** More than a page of held comments, for what is there only then. */
async function fillSite(): Promise<void> {
  if ((await service.admin('/v1/admin/sites/many')).status === 200) return
  await createSite(service.runtime, 'many')
  await insertHeld(service.databaseUrl, {
    site: 'many',
    slug: 'jam',
    count: 70,
    words: 'Medlar jelly is not for everyone,',
  })
  await decideMany()
}

/** One decision on several comments, of which some are not as they were when it began. */
async function decideMany(): Promise<void> {
  const [first, second] = await insertHeld(service.databaseUrl, {
    site: 'many',
    slug: 'syrup',
    count: 6,
    words: 'Whoever makes rose hip syrup has patience,',
  })
  const json = { action: 'approve', filter: { site: 'many', q: 'rose hip' }, paused: true }
  const { body } = await admin.send<{ id: string }>('/v1/admin/decisions', { json })
  await service.admin(`/v1/admin/comments/${first}/decisions`, { json: { action: 'markSpam' } })
  await service.admin(`/v1/admin/comments/${second}/claim`, { method: 'PUT' })
  const address = `/v1/admin/decisions/${body.id}`
  await admin.send(address, { method: 'PATCH', json: { state: 'running' } })
  const isDone = async () => (await admin.send<{ state: string }>(address)).body.state === 'done'
  await waitFor('the batch', isDone, PATIENCE_MS)
}

async function goTo(page: Page, { path: address, ready, act }: State): Promise<void> {
  await page.goto(address)
  await page.locator(ready).first().waitFor()
  await act?.(page)
}

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
    for (const state of STATES) {
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
  for (const state of STATES.filter(({ isOutside, act }) => isOutside !== true && act === undefined))
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
    for (const state of STATES.filter(({ name }) => LOOKS.indexOf(look) < 2 || name === 'queue')) {
      const page = state.isOutside === true ? outside : inside
      await goTo(page, state)
      const picture = await page.screenshot({ path: path.join(folder, `${state.name}-${look.name}.png`) })
      t.ok(picture.length < 400_000, state.name)
    }
    await inside.context().close()
    await outside.context().close()
  }
})
