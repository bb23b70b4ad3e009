/** Those in charge manage the others: invitations, roles, removal, sessions. And somebody always remains in charge. */

import t from 'tap'
import { purgeAllExpired } from '../../src/lifecycle/purge-expired.js'
import { LIMITS } from '../../src/limits.js'
import { createClient } from '../support/client.js'
import { bearerOf, type Created, type ManagedModerator, managePeople, statusesOf } from '../support/manage-people.js'
import { accept, asPage, enterWithPasskey, logInWithPasskey, PASSWORD, type SessionBody } from '../support/people.js'
import { isProblem, submit } from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, admin, runtime, url } = service
const { db } = runtime.deps
await createSite(runtime, 'blog')

interface Listed {
  id: string
  moderator: { id: string; name: string }
  device: string
  isCurrent: boolean
}

const { list, find, listOpen: openInvitations } = managePeople(admin)
/** The last proof lies too far back for a dangerous act. */
const ageProof = (id: string) =>
  db
    .updateTable('sessions')
    .set({ reauthenticatedAt: new Date(Date.now() - LIMITS.session.reauthenticationMs - 1_000) })
    .where('moderatorId', '=', id as never)
    .execute()

t.test('an invitation is a link that is shown once, lets one person in, and can be withdrawn', async (t) => {
  const ada = await enterWithPasskey(service, { role: 'admin', login: 'ada' })
  const made = await ada.send<Created>('/v1/admin/invitations', {
    json: { name: ' Claire ', role: 'moderator', sites: ['blog'] },
  })
  t.equal(made.status, 201)
  t.match(made.body, { name: 'Claire', role: 'moderator', sites: ['blog'] })
  t.match(made.body.link, /^http:\/\/localhost:8080\/console#invite=ci1_[A-Za-z0-9_-]{43}$/)
  const days = (Date.parse(made.body.expiresAt) - Date.now()) / 86_400_000
  t.ok(days > 2.9 && days <= 3, 'three days')
  const listed = await ada.send('/v1/admin/invitations')
  t.match(listed.body, { invitations: [{ id: made.body.id, name: 'Claire', role: 'moderator', sites: ['blog'] }] })
  t.notMatch(listed.text, /ci1_/, 'never again')

  const headers = bearerOf(made.body.link)
  t.match((await client('/v1/admin/invitation', { headers })).body, { name: 'Claire', role: 'moderator' })
  const json = { login: 'claire', name: 'Claire', password: PASSWORD }
  const taken = await asPage(url)<SessionBody>('/v1/admin/invitation', { json, headers })
  t.match(taken.body.moderator, { role: 'moderator', sites: ['blog'] }, 'what was offered, not what is asked for')
  t.strictSame(await openInvitations(), [], 'used up')

  const other = await ada.send<Created>('/v1/admin/invitations', { json: { name: 'Nobody', role: 'viewer' } })
  t.equal((await ada.send(`/v1/admin/invitations/${other.body.id}`, { method: 'DELETE' })).status, 204)
  isProblem(t, await client('/v1/admin/invitation', { headers: bearerOf(other.body.link) }), 404)
  isProblem(t, await ada.send(`/v1/admin/invitations/${other.body.id}`, { method: 'DELETE' }), 404)
  isProblem(t, await ada.send(`/v1/admin/invitations/${made.body.id}`, { method: 'DELETE' }), 404, undefined, 'used')
})

t.test('what cannot be offered is refused by name', async (t) => {
  const offer: Record<string, unknown> = { name: 'Somebody', role: 'admin' }
  for (const [change, status, field] of [
    [{ name: ' \u200b ' }, 400, 'name'],
    [{ name: 'x'.repeat(81) }, 400, 'name'],
    [{ role: 'owner' }, 400, 'role'],
    [{ sites: [] }, 400, 'sites'],
    [{ sites: ['nowhere'] }, 404, undefined],
    [{ isSetUp: true }, 400, 'requestBody'],
  ] as const) {
    const json = { ...offer, ...change }
    isProblem(t, await admin('/v1/admin/invitations', { json }), status, field, JSON.stringify(change))
  }
  t.strictSame(await openInvitations(), [])
})

t.test('a role or sites that are changed count in sessions that are open', async (t) => {
  const rosa = await enterWithPasskey(service, { role: 'moderator', login: 'rosa', sites: ['demo'] })
  t.match(await find('rosa'), { role: 'moderator', sites: ['demo'], passkeys: 1, hasPassword: false, hasCodes: false })
  t.ok((await find('rosa'))?.lastSeenAt, 'seen in the session that is open')
  const address = `/v1/admin/moderators/${rosa.id}`
  const change = (json: Record<string, unknown>) => admin<ManagedModerator>(address, { method: 'PATCH', json })

  const comment = await submit(client, 'rosa')
  const decide = (action: string) => rosa.send(`/v1/admin/comments/${comment}/decisions`, { json: { action } })
  t.equal((await decide('approve')).status, 200)
  t.match((await change({ role: 'viewer' })).body, { role: 'viewer', sites: ['demo'] }, 'the sites stay')
  isProblem(t, await decide('hold'), 403)
  t.match((await change({ sites: ['blog'] })).body, { role: 'viewer', sites: ['blog'] })
  isProblem(t, await rosa.send(`/v1/admin/comments/${comment}`), 404)
  t.match((await change({ role: 'admin', sites: null })).body, { role: 'admin', sites: null })
  t.equal((await rosa.send('/v1/admin/moderators')).status, 200)

  isProblem(t, await change({}), 400)
  isProblem(t, await change({ login: 'someone-else' }), 400)
  isProblem(t, await change({ sites: ['nowhere'] }), 404)
  const never = '/v1/admin/moderators/01890000-0000-7000-8000-000000000000'
  isProblem(t, await admin(never, { method: 'PATCH', json: { role: 'viewer' } }), 404)
  isProblem(t, await admin(never, { method: 'DELETE' }), 404)
  isProblem(t, await admin(`${never}/sessions`, { method: 'DELETE' }), 404)
  await change({ role: 'viewer' })
})

t.test('an account that is ended is closed everywhere at once, and what it decided stays', async (t) => {
  const gone = await enterWithPasskey(service, { role: 'moderator', login: 'gone' })
  const elsewhere = await logInWithPasskey(url, gone.authenticator)
  t.equal(elsewhere.status, 200)
  const comment = await submit(client, 'gone')
  await gone.send(`/v1/admin/comments/${comment}/decisions`, { json: { action: 'approve' } })

  t.equal((await admin(`/v1/admin/moderators/${gone.id}`, { method: 'DELETE' })).status, 204)
  isProblem(t, await gone.send('/v1/admin/session'), 401)
  isProblem(t, await asPage(url, { cookie: gone.cookie })('/v1/admin/comments'), 401)
  isProblem(t, await logInWithPasskey(url, gone.authenticator), 401)
  t.equal(await find('gone'), undefined)
  t.match((await admin(`/v1/admin/comments/${comment}`)).body, { lastDecision: { by: { name: 'Name of gone' } } })
  isProblem(t, await admin(`/v1/admin/moderators/${gone.id}`, { method: 'DELETE' }), 404)
  t.ok((await accept(service, { role: 'viewer', login: 'gone' })).id, 'the login name is free again')
})

t.test('inviting, changing and ending want a fresh proof; taking an invitation back does not', async (t) => {
  const eve = await enterWithPasskey(service, { role: 'admin', login: 'eve' })
  const target = await enterWithPasskey(service, { role: 'viewer', login: 'target' })
  const invitation = await eve.send<Created>('/v1/admin/invitations', { json: { name: 'Early', role: 'viewer' } })
  await ageProof(eve.id)
  for (const [address, options] of [
    ['/v1/admin/invitations', { json: { name: 'Late', role: 'admin' } }],
    [`/v1/admin/moderators/${target.id}`, { method: 'PATCH', json: { role: 'admin' } }],
    [`/v1/admin/moderators/${target.id}`, { method: 'DELETE' }],
  ] as const) {
    const refused = await eve.send(address, options)
    t.match(refused.body, { status: 403, type: '/problems/reauthentication-required' }, address)
  }
  t.match(await find('target'), { role: 'viewer' })
  t.equal((await eve.send(`/v1/admin/invitations/${invitation.body.id}`, { method: 'DELETE' })).status, 204)
  t.equal((await eve.send(`/v1/admin/moderators/${target.id}/sessions`, { method: 'DELETE' })).status, 204)
  isProblem(t, await target.send('/v1/admin/session'), 401)
  t.equal((await logInWithPasskey(url, target.authenticator)).status, 200, 'logged out, not locked out')
})

t.test('one sees and ends one’s own sessions; those in charge everybody’s, and nobody an address', async (t) => {
  const mia = await enterWithPasskey(service, { role: 'moderator', login: 'mia' })
  const noa = await enterWithPasskey(service, { role: 'viewer', login: 'noa' })
  const options = await asPage(url)<{ challenge: string }>('/v1/admin/session/passkey/options', { method: 'POST' })
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1'
  await asPage(url, { 'user-agent': phone })('/v1/admin/session/passkey', {
    json: { response: mia.authenticator.answer(options.body) },
  })
  const sessionsOf = async (send: typeof admin, query = '') =>
    (await send<{ sessions: Listed[] }>(`/v1/admin/sessions${query}`)).body.sessions

  const own = await sessionsOf(mia.send)
  t.match(own, [
    { device: 'Safari on iOS', isCurrent: false, moderator: { id: mia.id, name: 'Name of mia' } },
    { device: 'Unknown', isCurrent: true },
  ])
  t.notMatch(JSON.stringify(own), /127\.0\.0\.1|Mozilla|605\.1/)
  isProblem(t, await mia.send('/v1/admin/sessions?everyone=true'), 403)
  const [theirs] = await sessionsOf(noa.send)
  isProblem(t, await mia.send(`/v1/admin/sessions/${theirs?.id}`, { method: 'DELETE' }), 404)
  t.strictSame(await sessionsOf(admin), [], 'a key is logged in nowhere')
  const all = await sessionsOf(admin, '?everyone=true')
  t.ok(all.some(({ moderator }) => moderator.id === mia.id) && all.some(({ moderator }) => moderator.id === noa.id))
  t.notOk(all.some(({ isCurrent }) => isCurrent))

  t.equal((await mia.send(`/v1/admin/sessions/${own[0]?.id}`, { method: 'DELETE' })).status, 204)
  t.equal((await sessionsOf(mia.send)).length, 1)
  await logInWithPasskey(url, mia.authenticator)
  t.equal((await mia.send('/v1/admin/sessions', { method: 'DELETE' })).status, 204, 'all others')
  t.match(await sessionsOf(mia.send), [{ isCurrent: true }])
  t.equal((await noa.send('/v1/admin/session')).status, 200, 'others of oneself, not of everybody')
  t.equal((await admin(`/v1/admin/sessions/${theirs?.id}`, { method: 'DELETE' })).status, 204)
  isProblem(t, await noa.send('/v1/admin/session'), 401)
})

t.test('who is in charge of some sites, or has no second factor yet, manages nobody', async (t) => {
  const some = await enterWithPasskey(service, { role: 'admin', login: 'some', sites: ['blog'] })
  const half = await accept(service, { role: 'admin', login: 'half', password: PASSWORD })
  for (const [address, method, json] of [
    ['/v1/admin/moderators', 'GET'],
    [`/v1/admin/moderators/${some.id}`, 'PATCH', { sites: null }],
    [`/v1/admin/moderators/${half.id}`, 'DELETE'],
    ['/v1/admin/invitations', 'POST', { name: 'Own', role: 'admin' }],
    ['/v1/admin/sessions?everyone=true', 'GET'],
  ] as const) {
    for (const send of [some.send, half.send])
      isProblem(t, await send(address, { method, ...(json === undefined ? {} : { json }) }), 403, undefined, address)
  }
  t.match(await find('some'), { role: 'admin', sites: ['blog'] })
})

t.test('the last admin of all sites stays one', async (t) => {
  for (const { id, role, sites } of await list())
    if (role === 'admin' && sites === null)
      await db
        .deleteFrom('moderators')
        .where('id', '=', id as never)
        .execute()
  const last = await enterWithPasskey(service, { role: 'admin', login: 'last' })
  await enterWithPasskey(service, { role: 'admin', login: 'not-all', sites: ['blog'] })
  // Without a way to log in it is nobody's account yet.
  await accept(service, { role: 'admin', login: 'unfinished' })
  const address = `/v1/admin/moderators/${last.id}`
  for (const send of [last.send, admin]) {
    for (const options of [
      { method: 'DELETE' },
      { method: 'PATCH', json: { role: 'moderator' } },
      { method: 'PATCH', json: { sites: ['demo'] } },
    ])
      t.match((await send(address, options)).body, { status: 409, type: '/problems/last-admin' })
  }
  t.equal((await last.send(address, { method: 'PATCH', json: { role: 'admin' } })).status, 200, 'no change is no loss')

  const second = await enterWithPasskey(service, { role: 'admin', login: 'second' })
  t.equal((await last.send(address, { method: 'PATCH', json: { role: 'viewer' } })).status, 200, 'now somebody else is')
  t.equal((await second.send(address, { method: 'DELETE' })).status, 204)
})

t.test('of two admins who take each other’s place away at once, one is faster, and one remains', async (t) => {
  for (const [round, third] of [
    [1, false],
    [2, false],
    [3, true],
  ] as const) {
    await db.deleteFrom('moderators').execute()
    if (third) await enterWithPasskey(service, { role: 'admin', login: 'third' })
    const one = await enterWithPasskey(service, { role: 'admin', login: 'one' })
    const two = await enterWithPasskey(service, { role: 'admin', login: 'two' })
    const options = round === 2 ? { method: 'DELETE' } : { method: 'PATCH', json: { role: 'viewer' } }
    const answers = await Promise.all([
      one.send(`/v1/admin/moderators/${two.id}`, options),
      two.send(`/v1/admin/moderators/${one.id}`, options),
    ])
    const [won, lost] = statusesOf(answers)
    // Who lost their account before their own request was looked at is nobody any more.
    t.ok(won === (round === 2 ? 204 : 200) && (lost === 403 || lost === 401), `round ${round}: ${won}, ${lost}`)
    const admins = (await list()).filter(({ role }) => role === 'admin').map(({ login }) => login)
    t.equal(admins.length, third ? 2 : 1, `round ${round}`)
  }
})

t.test('many who are demoted at once leave one', async (t) => {
  await db.deleteFrom('moderators').execute()
  const admins = []
  for (const login of ['a-1', 'a-2', 'a-3', 'a-4'])
    admins.push(await enterWithPasskey(service, { role: 'admin', login }))
  const answers = await Promise.all(
    admins.map(({ id }) => admin(`/v1/admin/moderators/${id}`, { method: 'PATCH', json: { role: 'moderator' } })),
  )
  t.strictSame(statusesOf(answers), [200, 200, 200, 409])
  t.equal((await list()).filter(({ role }) => role === 'admin').length, 1)
})

t.test('a key with an end stops at it, and says the day it was used last', async (t) => {
  const expiresAt = new Date(Date.now() + 60_000)
  const { body } = await admin<{ id: string; key: string }>('/v1/admin/api-keys', {
    json: { name: 'Nightly', role: 'viewer', expiresAt: expiresAt.toISOString() },
  })
  const send = createClient(url, { authorization: `Bearer ${body.key}` })
  t.equal((await send('/v1/admin/comments')).status, 200)
  const { apiKeys } = (await admin<{ apiKeys: { id: string; lastUsedAt: string | null }[] }>('/v1/admin/api-keys')).body
  const used = apiKeys.find(({ id }) => id === body.id)?.lastUsedAt ?? ''
  t.ok(Date.now() - Date.parse(used) < 60_000)
  await db
    .updateTable('apiKeys')
    .set({ expiresAt: new Date() } as never)
    .where('id', '=', body.id)
    .execute()
  isProblem(t, await send('/v1/admin/comments'), 401)
  isProblem(t, await admin('/v1/admin/api-keys', { json: { name: '\u200b', role: 'viewer' } }), 400, 'name')
  await purgeAllExpired(runtime.deps)
  t.ok((await admin('/v1/admin/api-keys')).text.includes(body.id), 'it stays listed')
})
