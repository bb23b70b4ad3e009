/** Moderators' sessions: the first account, logging in with a password and codes, and what ends or holds off a session. */

import { sql } from 'kysely'
import t from 'tap'
import { openSetUp } from '../../src/lifecycle/invite-moderator.js'
import { purgeAllExpired } from '../../src/lifecycle/purge-expired.js'
import { LIMITS } from '../../src/limits.js'
import { createClient } from '../support/client.js'
import {
  accept,
  asPage,
  asSession,
  codesOf,
  cookieOf,
  enterWithCodes,
  enterWithPasskey,
  invite,
  PASSWORD,
  type SessionBody,
} from '../support/people.js'
import { asForm, isProblem, submit } from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, admin, runtime, url } = service
const { db } = runtime.deps
const page = asPage(url)
await createSite(runtime, 'blog')

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
const logIn = (json: Record<string, unknown>) => page<SessionBody>('/v1/admin/session', { json })
/** A session as the database has it, made older. */
const age = (id: string, column: 'seenAt' | 'reauthenticatedAt', byMs: number) =>
  db
    .updateTable('sessions')
    .set({ [column]: new Date(Date.now() - byMs) })
    .where('moderatorId', '=', id as never)
    .execute()

t.test('while nobody can log in, each start makes one link, which makes one admin, once', async (t) => {
  const older = await openSetUp(runtime.deps)
  const newer = await openSetUp(runtime.deps)
  const [first = '', second = ''] = [older?.token.reveal(), newer?.token.reveal()]
  isProblem(t, await client('/v1/admin/invitation', bearer(first)), 404)
  t.match((await client('/v1/admin/invitation', bearer(second))).body, { role: 'admin', sites: null, isSetUp: true })

  const take = (login: string) =>
    page<SessionBody>('/v1/admin/invitation', {
      json: { login, name: 'Claire', password: PASSWORD },
      ...bearer(second),
    })
  const answers = await Promise.all(['claire', 'claire-2', 'claire-3'].map(take))
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 404, 404], 'three at once, one of them in time')
  const won = answers.find(({ status }) => status === 200)
  t.match(won?.body, { moderator: { name: 'Claire', role: 'admin', sites: null }, hasSecondFactor: false })
  t.equal(await openSetUp(runtime.deps), null, 'somebody can log in now')
  isProblem(t, await client('/v1/admin/invitation', bearer(second)), 404)
  for (const token of ['', 'x', `ci1_${'A'.repeat(43)}`, `cs1_${'A'.repeat(43)}`]) {
    const { status } = await client('/v1/admin/invitation', bearer(token))
    t.equal(status, token === '' ? 401 : 404, token)
  }
})

t.test('what an invitation does not take is told by field, and leaves it open', async (t) => {
  const token = await invite(service, { role: 'viewer', sites: ['blog'] })
  const good = { login: 'vera', name: 'Vera', password: PASSWORD }
  for (const [change, field] of [
    [{ login: 'vera@example.org' }, 'login'],
    [{ login: 'v' }, 'login'],
    [{ name: ' \u200b ' }, 'name'],
    [{ password: 'short' }, 'password'],
    [{ password: 'my name is VERA today' }, 'password'],
    [{ password: 'Password1234567' }, 'password'],
    [{ password: 'aaaaaaaaaaaaaaaa' }, 'password'],
    [{ password: '123123123123123' }, 'password'],
  ] as const) {
    const answer = await page('/v1/admin/invitation', { json: { ...good, ...change }, ...bearer(token) })
    isProblem(t, answer, 400, field, JSON.stringify(change))
    t.notMatch(answer.text, /example\.org|VERA|Password1/, 'the value is not repeated')
  }
  const taken = await accept(service, { role: 'viewer', login: 'taken', password: PASSWORD })
  isProblem(
    t,
    await page('/v1/admin/invitation', { json: { ...good, login: ' TAKEN' }, ...bearer(token) }),
    409,
    'login',
  )
  t.ok(taken.id)
  t.equal((await client('/v1/admin/invitation', bearer(token))).status, 200)
  const answer = await page<SessionBody>('/v1/admin/invitation', { json: good, ...bearer(token) })
  t.match(answer.body.moderator, { login: 'vera', role: 'viewer', sites: ['blog'] })
})

t.test('an account without a second factor may do nothing but get one', async (t) => {
  const { send, id } = await accept(service, { role: 'admin', login: 'half', password: PASSWORD })
  const comment = await submit(client, 'half')
  for (const target of ['/v1/admin/comments', '/v1/admin/sites', '/v1/admin/queues', '/queues'])
    t.match((await send(target)).body, { type: '/problems/second-factor-required', status: 403 }, target)
  const decision = { json: { action: 'approve' } }
  isProblem(t, await send(`/v1/admin/comments/${comment}/decisions`, decision), 403)
  t.match((await logIn({ login: 'half', password: PASSWORD })).body, { hasSecondFactor: false })
  isProblem(t, await send('/v1/admin/totp', { method: 'PUT', json: { code: '123456' } }), 401)

  await age(id, 'reauthenticatedAt', LIMITS.session.reauthenticationMs + 1_000)
  const { body } = await send<{ secret: string; uri: string }>('/v1/admin/totp', { method: 'POST' })
  t.match(body.uri, /^otpauth:\/\/totp\/.*half.*issuer=Causerie/)
  const code = codesOf(body.secret)(0)
  t.equal((await send('/v1/admin/totp', { method: 'PUT', json: { code } })).status, 204)
  t.equal((await send(`/v1/admin/comments/${comment}/decisions`, decision)).status, 200)
  t.match((await admin(`/v1/admin/comments/${comment}`)).body, {
    lastDecision: { by: { kind: 'moderator', name: 'Name of half' } },
  })
  const { deciderId } = await db.selectFrom('decisions').select('deciderId').executeTakeFirstOrThrow()
  t.equal(deciderId, id, 'the person is written down, whatever their name will be')
})

t.test('a password needs its code, each code counts once, and every wrong answer is the same', async (t) => {
  const { codeAt } = await enterWithCodes(service, { role: 'moderator', login: 'coda' })
  const wrong = await Promise.all([
    logIn({ login: 'coda', password: 'not the one at all' }),
    logIn({ login: 'nobody-here', password: 'not the one at all' }),
    logIn({ login: 'an@address.example', password: 'not the one at all' }),
    logIn({ login: 'coda', password: PASSWORD, code: '000000' }),
    logIn({ login: 'coda', password: PASSWORD, code: codeAt(0) }),
    logIn({ login: 'coda', password: PASSWORD, code: codeAt(-3) }),
  ])
  const [first] = wrong.map(({ body }) => ({ ...body, instance: '' }))
  t.match(first, { type: '/problems/bad-credentials', status: 401 })
  for (const { body, headers } of wrong) {
    t.strictSame({ ...body, instance: '' }, first, 'the same answer; the code of now was used to confirm')
    t.strictSame(headers.getSetCookie(), [])
  }
  t.match((await logIn({ login: 'coda', password: PASSWORD })).body, { type: '/problems/code-required' })

  const code = codeAt(1)
  const both = await Promise.all([1, 2].map(() => logIn({ login: 'CODA ', password: PASSWORD, code })))
  t.strictSame(both.map(({ status }) => status).sort(), [200, 401], 'sent twice at once, it counts once')
  const entered = both.find(({ status }) => status === 200)
  const [cookie = ''] = entered?.headers.getSetCookie() ?? []
  t.match(cookie, /^causerie=cs1_[A-Za-z0-9_-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/)
  t.equal(entered?.headers.get('cache-control'), 'private, no-store')
  t.match(entered?.body, { moderator: { login: 'coda', role: 'moderator' }, hasSecondFactor: true })
})

t.test('a session ends: by its owner, by rest, by age, and in every process at once', async (t) => {
  const other = await startTestService(t, { hasWorkers: false, databaseUrl: service.databaseUrl })
  const { id, cookie, csrf, send } = await enterWithPasskey(service, { role: 'moderator', login: 'ends' })
  const there = asPage(other.url, { cookie, 'x-csrf-token': csrf })
  t.equal((await there('/v1/admin/session')).status, 200, 'a session is one of the installation')

  await age(id, 'seenAt', LIMITS.session.idleMs - 60_000)
  t.equal((await send('/v1/admin/comments')).status, 200, 'used in time')
  const { seenAt } = await db
    .selectFrom('sessions')
    .select('seenAt')
    .where('moderatorId', '=', id as never)
    .executeTakeFirstOrThrow()
  t.ok(Date.now() - seenAt.getTime() < 60_000, 'a use is noted')
  await age(id, 'seenAt', LIMITS.session.idleMs + 1_000)
  isProblem(t, await send('/v1/admin/session'), 401)
  await age(id, 'seenAt', 0)
  t.equal((await send('/v1/admin/session')).status, 200)

  const out = await send('/v1/admin/session', { method: 'DELETE' })
  t.equal(out.status, 204)
  t.match(out.headers.getSetCookie()[0], /^causerie=; Path=\/; Max-Age=0; /)
  for (const who of [send, there]) isProblem(t, await who('/v1/admin/session'), 401)

  const late = await enterWithPasskey(service, { role: 'moderator', login: 'late' })
  await db
    .updateTable('sessions')
    .set({ seenAt: new Date(), expiresAt: new Date() } as never)
    .where('moderatorId', '=', late.id as never)
    .execute()
  isProblem(t, await late.send('/v1/admin/session'), 401)
})

t.test('what a moderator may do is what they may do now', async (t) => {
  const { id, send } = await enterWithPasskey(service, { role: 'admin', login: 'falls' })
  t.equal((await send('/v1/admin/api-keys')).status, 200)
  const change = (set: Record<string, unknown>) =>
    db
      .updateTable('moderators')
      .set(set)
      .where('id', '=', id as never)
      .execute()
  await change({ role: 'viewer' })
  isProblem(t, await send('/v1/admin/api-keys'), 403)
  await change({ siteIds: ['blog'] })
  isProblem(t, await send('/v1/admin/sites/demo'), 404)
  t.equal((await send('/v1/admin/sites/blog')).status, 200)
  await change({ disabledAt: new Date() })
  isProblem(t, await send('/v1/admin/session'), 401)
})

t.test('a log-in makes a new token, ends the one before, and takes none from outside', async (t) => {
  const { codeAt, id } = await enterWithCodes(service, { role: 'moderator', login: 'fixed' })
  const planted = `causerie=cs1_${'P'.repeat(43)}`
  const first = await asPage(url, { cookie: planted })<SessionBody>('/v1/admin/session', {
    json: { login: 'fixed', password: PASSWORD, code: codeAt(1) },
  })
  const former = cookieOf(first)
  t.not(former, planted)
  isProblem(t, await asPage(url, { cookie: planted })('/v1/admin/session'), 401)
  await db
    .updateTable('moderators')
    .set({ totpStep: null })
    .where('id', '=', id as never)
    .execute()
  const second = await asPage(url, { cookie: former })<SessionBody>('/v1/admin/session', {
    json: { login: 'fixed', password: PASSWORD, code: codeAt(0) },
  })
  t.not(cookieOf(second), former)
  isProblem(t, await asPage(url, { cookie: former })('/v1/admin/session'), 401)
  const { send, cookie } = asSession(url, second)
  t.equal((await send('/v1/admin/session')).status, 200)
  isProblem(
    t,
    await asPage(url, { cookie: `${cookie}; ${planted}` })('/v1/admin/session'),
    401,
    undefined,
    'two of a name',
  )
  isProblem(t, await asPage(url, { cookie: `__Host-${cookie}` })('/v1/admin/session'), 401, undefined, 'another name')
})

t.test('no other page can make a browser change anything', async (t) => {
  const { cookie, csrf, send } = await enterWithPasskey(service, { role: 'admin', login: 'csrf' })
  const { csrf: foreign } = await enterWithPasskey(service, { role: 'admin', login: 'csrf-2' })
  const json = { name: 'Key', role: 'viewer' }
  const own = { origin: 'http://localhost:8080', cookie, 'x-csrf-token': csrf }
  const { origin: _origin, ...noOrigin } = own
  const { 'x-csrf-token': _token, ...noToken } = own
  for (const [what, headers] of Object.entries({
    'no token': noToken,
    'an empty token': { ...own, 'x-csrf-token': '' },
    'another session’s token': { ...own, 'x-csrf-token': foreign },
    'a cut token': { ...own, 'x-csrf-token': csrf.slice(0, -4) },
    'no origin': noOrigin,
    'another origin': { ...own, origin: 'http://localhost:8081' },
    'a hidden origin': { ...own, origin: 'null' },
    'an origin that begins alike': { ...own, origin: 'http://localhost:8080.evil.example' },
    'another site': { ...own, 'sec-fetch-site': 'cross-site' },
    'a page of a sister site': { ...own, 'sec-fetch-site': 'same-site' },
  })) {
    const answer = await createClient(url, headers)('/v1/admin/api-keys', { json })
    t.match(answer.body, { status: 403, type: '/problems/cross-site-request' }, what)
  }
  const text = { raw: JSON.stringify(json), method: 'POST', headers: { 'content-type': 'text/plain' } }
  isProblem(t, await send('/v1/admin/api-keys', text), 415)
  isProblem(t, await send('/v1/admin/api-keys', asForm({ name: 'x', role: 'viewer' })), 415)
  for (const method of ['GET', 'HEAD']) {
    const before = await db.selectFrom('apiKeys').select('id').execute()
    await send('/v1/admin/api-keys', { method })
    t.equal((await db.selectFrom('apiKeys').select('id').execute()).length, before.length, `${method} changes nothing`)
  }
  for (const target of ['/v1/admin/session', '/v1/admin/session/passkey/options', '/v1/admin/invitation']) {
    const { status } = await client(target, { method: 'POST', json: {}, headers: { origin: 'https://evil.example' } })
    t.equal(status, 403, `${target} from another page`)
  }
  t.equal((await send('/v1/admin/api-keys', { json })).status, 201)
  const asKey = { ...own, authorization: 'Bearer csk-of-nobody' }
  isProblem(
    t,
    await createClient(url, asKey)('/v1/admin/api-keys'),
    401,
    undefined,
    'a key that does not count hides the cookie',
  )
})

t.test('a dangerous act wants a fresh proof; a key is exempt', async (t) => {
  const { id, send, codeAt } = await enterWithCodes(service, { role: 'admin', login: 'danger' })
  const make = () => send('/v1/admin/api-keys', { json: { name: 'Key', role: 'viewer' } })
  t.equal((await make()).status, 201)
  await age(id, 'reauthenticatedAt', LIMITS.session.reauthenticationMs + 1_000)
  t.match((await make()).body, { status: 403, type: '/problems/reauthentication-required' })
  isProblem(t, await send('/v1/admin/totp', { method: 'DELETE' }), 403)
  t.equal((await send('/v1/admin/api-keys')).status, 200, 'reading goes on')

  const prove = (json: Record<string, unknown>) => send<SessionBody>('/v1/admin/session/reauthentication', { json })
  isProblem(t, await prove({}), 400, 'password')
  t.match((await prove({ password: PASSWORD })).body, { type: '/problems/code-required' })
  t.match((await prove({ password: 'not the one at all', code: codeAt(1) })).body, {
    type: '/problems/bad-credentials',
  })
  isProblem(t, await make(), 403)
  const proved = await prove({ password: PASSWORD, code: codeAt(1) })
  t.ok(Date.now() - Date.parse(proved.body.reauthenticatedAt) < 60_000)
  t.equal((await make()).status, 201)
  t.equal((await admin('/v1/admin/api-keys', { json: { name: 'Key', role: 'viewer' } })).status, 201)
  isProblem(t, await admin('/v1/admin/session'), 403, undefined, 'a key has no session')
})

t.test('over https the cookie is bound to the host, and the former name counts for nothing', async (t) => {
  const publicUrl = 'https://comments.example.org'
  const secure = await startTestService(t, { hasWorkers: false, config: { publicUrl } })
  const token = await invite(secure, { role: 'viewer' })
  const json = { login: 'secure', name: 'Secure' }
  const answer = await createClient(secure.url, { origin: publicUrl })<SessionBody>('/v1/admin/invitation', {
    json,
    ...bearer(token),
  })
  const [cookie = ''] = answer.headers.getSetCookie()
  t.match(cookie, /^__Host-causerie=cs1_.{43}; Path=\/; Max-Age=43200; HttpOnly; Secure; SameSite=Strict$/)
  const [pair = ''] = cookie.split(';')
  t.equal((await secure.client('/v1/admin/session', { headers: { cookie: pair } })).status, 200)
  isProblem(t, await secure.client('/v1/admin/session', { headers: { cookie: pair.replace('__Host-', '') } }), 401)
})

t.test('neither a password nor a token is in the log, or in the database as it was sent', async (t) => {
  const { rows } = await sql<{ text: string }>`
    select (select json_agg(m)::text from moderators m) || (select json_agg(s)::text from sessions s)
      || (select json_agg(i)::text from invitations i) as text
  `.execute(db)
  const kept = `${rows[0]?.text}${service.logs()}`
  t.ok(kept.length > 1_000)
  t.notMatch(kept, new RegExp(`${PASSWORD}|not the one at all|address\\.example|c[si]1_[A-Za-z0-9_-]{43}`))
})

t.test('what let people in is deleted when its time is over, and the account stays', async (t) => {
  const { id } = await enterWithPasskey(service, { role: 'moderator', login: 'stays' })
  const tables = ['sessions', 'invitations', 'usedChallenges'] as const
  const countRows = async () =>
    await Promise.all(
      tables.map(
        async (table) =>
          (
            await db
              .selectFrom(table)
              .select(({ fn }) => fn.countAll<number>().as('count'))
              .executeTakeFirstOrThrow()
          ).count,
      ),
    )
  await purgeAllExpired(runtime.deps)
  t.ok(
    (await countRows()).every((count) => count > 0),
    'what is alive stays',
  )
  const afterAll = new Date(Date.now() + LIMITS.invitation.keepMs + LIMITS.session.absoluteMs)
  await purgeAllExpired({ ...runtime.deps, clock: () => afterAll })
  t.strictSame(await countRows(), [0, 0, 0])
  const account = await db
    .selectFrom('moderators')
    .select('login')
    .where('id', '=', id as never)
    .executeTakeFirst()
  t.equal(account?.login, 'stays')
})
