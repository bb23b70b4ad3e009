/** Open invitations end with the right to make them: whatever happens at the same moment, none is left over. */

import t from 'tap'
import { listOpenInvitations } from '../../db/queries/invitations.js'
import { inviteModerator } from '../../src/lifecycle/invite-moderator.js'
import { whenLinked } from '../support/audit.js'
import { createClient } from '../support/client.js'
import { query } from '../support/dump.js'
import { holdLock } from '../support/lock.js'
import { bearerOf, type Created, type ManagedModerator, managePeople, statusesOf } from '../support/manage-people.js'
import { asPage, enterWithPasskey, PASSWORD, type SessionBody } from '../support/people.js'
import { isProblem } from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

const DAY_MS = 24 * 60 * 60_000
const service = await startTestService(t, { hasWorkers: false })
const { client, admin, runtime, url, databaseUrl } = service
const { find, listOpen: openInvitations } = managePeople(admin)
await createSite(runtime, 'blog')
// Somebody remains in charge while the others go.
await enterWithPasskey(service, { role: 'admin', login: 'ada' })

/** An open invitation that somebody made. */
const inviteAs = async (send: typeof admin, name: string): Promise<Created> =>
  (await send<Created>('/v1/admin/invitations', { json: { name, role: 'viewer' } })).body
const acceptAs = (link: string, login: string) =>
  asPage(url)<SessionBody>('/v1/admin/invitation', {
    json: { login, name: login, password: PASSWORD },
    headers: bearerOf(link),
  })
/** Acts by which invitations ended, newest first. */
const endings = async () => {
  await whenLinked(runtime)
  return (
    await admin<{ acts: { subject: string; detail: object | null }[] }>('/v1/admin/audit?verb=invitation.withdraw')
  ).body.acts
}

t.test('open invitations end with the account of whoever made them; who was let in, and keys, stay', async (t) => {
  const zoe = await enterWithPasskey(service, { role: 'admin', login: 'zoe' })
  const open = await inviteAs(zoe.send, 'Open')
  const taken = await inviteAs(zoe.send, 'Taken')
  const others = await inviteAs(admin, 'Of somebody else')
  t.equal((await acceptAs(taken.link, 'let-in')).status, 200)
  const json = { name: 'Export', role: 'viewer' }
  const { body: key } = await zoe.send<{ id: string; key: string }>('/v1/admin/api-keys', { json })
  t.match(key, { madeBy: { id: zoe.id, name: 'Name of zoe' } })
  t.match(await find('zoe'), { invitations: 1, apiKeys: 1 })

  t.equal((await admin(`/v1/admin/moderators/${zoe.id}`, { method: 'DELETE' })).status, 204)
  isProblem(t, await client('/v1/admin/invitation', { headers: bearerOf(open.link) }), 404)
  isProblem(t, await acceptAs(open.link, 'too-late'), 404)
  t.strictSame(await openInvitations(), [others.id])
  t.match(await find('let-in'), { role: 'viewer' })
  t.match((await endings()).slice(0, 1), [{ subject: open.id, detail: { because: 'moderator.remove' } }])
  t.equal((await createClient(url, { authorization: `Bearer ${key.key}` })('/v1/admin/comments')).status, 200)
  const { apiKeys } = (await admin<{ apiKeys: { id: string }[] }>('/v1/admin/api-keys')).body
  t.match(
    apiKeys.find(({ id }) => id === key.id),
    { madeBy: { id: zoe.id, name: null } },
  )
  await admin(`/v1/admin/invitations/${others.id}`, { method: 'DELETE' })
})

t.test('they end with the role, the sites, or the key that allowed to make them, and with nothing less', async (t) => {
  const max = await enterWithPasskey(service, { role: 'admin', login: 'max' })
  const change = (json: object) => admin<ManagedModerator>(`/v1/admin/moderators/${max.id}`, { method: 'PATCH', json })
  for (const json of [{ role: 'moderator' }, { sites: ['blog'] }]) {
    const invitation = await inviteAs(max.send, 'For a while')
    t.match((await change({ role: 'admin', sites: null })).body, { invitations: 1 }, 'still in charge')
    t.match((await change(json)).body, { invitations: 0 })
    isProblem(t, await acceptAs(invitation.link, 'too-late'), 404, undefined, JSON.stringify(json))
    t.match((await endings()).slice(0, 1), [{ subject: invitation.id, detail: { because: 'moderator.change' } }])
    await change({ role: 'admin', sites: null })
    isProblem(t, await acceptAs(invitation.link, 'too-late'), 404, undefined, 'it does not come back with the role')
  }
  const { body: key } = await admin<{ id: string; key: string }>('/v1/admin/api-keys', {
    json: { name: 'Of a script', role: 'admin' },
  })
  const byKey = await inviteAs(createClient(url, { authorization: `Bearer ${key.key}` }), 'By a script')
  t.equal((await admin(`/v1/admin/api-keys/${key.id}`, { method: 'DELETE' })).status, 204)
  isProblem(t, await acceptAs(byKey.link, 'too-late'), 404)
  t.match((await endings()).slice(0, 1), [{ subject: byKey.id, detail: { because: 'key.revoke' } }])
  t.strictSame(await openInvitations(), [])
})

t.test('an invitation by a key that expires is good no longer than the key', async (t) => {
  const daysFromNow = (days: number) => new Date(runtime.deps.clock().getTime() + days * DAY_MS)
  const keyUntil = async (expiresAt: Date | null) => {
    const json = { name: 'Of a script', role: 'admin', expiresAt: expiresAt?.toISOString() ?? null }
    const { body } = await admin<{ id: string; key: string }>('/v1/admin/api-keys', { json })
    return { id: body.id, send: createClient(url, { authorization: `Bearer ${body.key}` }) }
  }
  const tomorrow = daysFromNow(1)
  const brief = await keyUntil(tomorrow)
  const short = await inviteAs(brief.send, 'While the key lasts')
  t.equal(short.expiresAt, tomorrow.toISOString())
  const isOpenAt = async (now: Date) =>
    (await listOpenInvitations(runtime.deps.db, now)).some(({ id }) => id === short.id)
  t.ok(await isOpenAt(new Date(tomorrow.getTime() - 1)))
  t.notOk(await isOpenAt(tomorrow), 'with the key it is over')

  for (const expiresAt of [daysFromNow(30), null]) {
    const long = await inviteAs((await keyUntil(expiresAt)).send, 'For three days')
    const left = Date.parse(long.expiresAt) - runtime.deps.clock().getTime()
    t.ok(left > 3 * DAY_MS - 60_000 && left <= 3 * DAY_MS, 'no key makes it last longer than any other')
    await admin(`/v1/admin/invitations/${long.id}`, { method: 'DELETE' })
  }

  const offer = { name: 'Too late', role: 'viewer' as const, siteIds: null }
  const by = { kind: 'key' as const, id: brief.id, role: 'admin' as const }
  const asOf = (now: Date) => inviteModerator({ ...runtime.deps, clock: () => now }, offer, by)
  await t.rejects(asOf(tomorrow), { code: 'forbidden' }, 'a key that ends on the way to it invites nobody')
  await admin(`/v1/admin/api-keys/${brief.id}`, { method: 'DELETE' })
  t.strictSame(await openInvitations(), [])
})

t.test('an invitation that is taken while its maker goes lets in or is gone, and none is left', async (t) => {
  const rounds = []
  for (let round = 0; round < 8; round += 1) {
    const maker = await enterWithPasskey(service, { role: 'admin', login: `maker-${round}` })
    const { id, link } = await inviteAs(maker.send, 'Just now')
    const calls = [
      () => acceptAs(link, `guest-${round}`),
      () => admin(`/v1/admin/moderators/${maker.id}`, { method: 'DELETE' }),
    ]
    // By turns, whoever is asked first.
    const answers = await Promise.all((round % 2 === 0 ? calls : calls.reverse()).map((call) => call()))
    const [won, lost] = statusesOf(answers)
    t.ok((won === 200 && lost === 204) || (won === 204 && lost === 404), `round ${round}: ${won}, ${lost}`)
    rounds.push({ id, isTaken: won === 200, isIn: (await find(`guest-${round}`)) !== undefined })
  }
  t.strictSame(await openInvitations(), [])
  const ended = (await endings()).map(({ subject }) => subject)
  for (const { id, isTaken, isIn } of rounds)
    t.ok(isIn === isTaken && ended.includes(id) !== isTaken, 'it was taken, or it ended: never both')
})

t.test('whoever is letting themselves in when the maker goes is in', async (t) => {
  const maker = await enterWithPasskey(service, { role: 'admin', login: 'slow' })
  const { id, link } = await inviteAs(maker.send, 'Half in')
  const lock = await holdLock(t, databaseUrl, { table: 'invitations', when: 'new.used_at is not null' })
  const taking = acceptAs(link, 'half-in')
  await lock.isWaitedFor()
  const removing = admin(`/v1/admin/moderators/${maker.id}`, { method: 'DELETE' })
  const isBehind = `select from pg_locks where locktype = 'transactionid' and not granted`
  await waitFor('the removal to come to the invitation', async () => (await query(databaseUrl, isBehind)).length > 0)
  await lock.release()
  t.strictSame(statusesOf(await Promise.all([taking, removing])), [200, 204])
  t.match(await find('half-in'), { role: 'viewer' })
  t.notOk((await endings()).some(({ subject }) => subject === id))
})

t.test('who invites while their own account ends was faster, or invites nobody', async (t) => {
  for (let round = 0; round < 8; round += 1) {
    const maker = await enterWithPasskey(service, { role: 'admin', login: `leaving-${round}` })
    const json = { name: 'Last moment', role: 'admin' }
    const [made, removed] = await Promise.all([
      maker.send('/v1/admin/invitations', { json }),
      admin(`/v1/admin/moderators/${maker.id}`, { method: 'DELETE' }),
    ])
    t.equal(removed.status, 204)
    t.ok([201, 401, 403].includes(made.status), `round ${round}: ${made.status}`)
    t.strictSame(await openInvitations(), [], 'either way none is left')
  }
})
