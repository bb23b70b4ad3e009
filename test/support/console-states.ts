/** Every page of the console in every state worth a look, on a site where all of them have something to show. */

import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import { type ConsoleWorld, enter, holdComments, PATIENCE_MS, startConsole } from './console.js'
import { query } from './dump.js'
import { insertHeld } from './held.js'
import { accept, PASSWORD, type Person } from './people.js'
import { insertRaidOn } from './raids.js'
import { createSite, type Service } from './service.js'
import { waitFor } from './wait-for.js'

export interface State {
  name: string
  path: string
  /** What has to be there before anybody looks. */
  ready: string
  act?: (page: Page) => Promise<void>
  isOutside?: boolean
}

/** A console with comments, people, keys, bans and raids; `admin` sees all of it. */
export async function startFullConsole(
  t: Test,
): Promise<{ world: ConsoleWorld; admin: Person; states: readonly State[] }> {
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

  return { world, admin, states: listStates({ service, admin, authorId, seen, newest: newest?.id ?? '' }) }
}

interface Shown {
  service: Service
  admin: Person
  authorId: string
  /** A comment that is approved and reported. */
  seen: string
  /** A comment that is held. */
  newest: string
}

function listStates({ service, admin, authorId, seen, newest }: Shown): readonly State[] {
  return [
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
    { name: 'comment', path: `/console/comments/${newest}`, ready: '.timeline' },
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
        await fillSite(service, admin)
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
}

/** More than a page of held comments, for what is there only then. */
async function fillSite(service: Service, admin: Person): Promise<void> {
  if ((await service.admin('/v1/admin/sites/many')).status === 200) return
  await createSite(service.runtime, 'many')
  await insertHeld(service.databaseUrl, {
    site: 'many',
    slug: 'jam',
    count: 70,
    words: 'Medlar jelly is not for everyone,',
  })
  await decideMany(service, admin)
}

/** One decision on several comments, of which some are not as they were when it began. */
async function decideMany(service: Service, admin: Person): Promise<void> {
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

export async function goTo(page: Page, { path: address, ready, act }: State): Promise<void> {
  await page.goto(address)
  await page.locator(ready).first().waitFor()
  await act?.(page)
}
