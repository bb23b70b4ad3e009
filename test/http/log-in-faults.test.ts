/** Everything that is almost a log-in, and is none: faults of passkeys and codes, ends of sessions by the clock, changes without proof. */

import { createHook } from 'node:async_hooks'
import t, { type Test } from 'tap'
import { LIMITS } from '../../src/limits.js'
import { createAuthenticator, type Faults, type Options } from '../support/authenticator.js'
import type { Answer } from '../support/client.js'
import { openapi } from '../support/openapi.js'
import {
  accept,
  asPage,
  codesOf,
  enterWithCodes,
  enterWithPasskey,
  logInWithPasskey,
  ORIGIN,
  PASSWORD,
  type SessionBody,
} from '../support/people.js'
import { isProblem } from '../support/requests.js'
import { startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, runtime, url } = service
const { db } = runtime.deps
const page = asPage(url)

/** Sets the service’s clock, for as long as a test lasts. */
function setClock(t: Test, now: () => number): void {
  runtime.deps.clock = () => new Date(now())
  t.teardown(() => {
    runtime.deps.clock = () => new Date()
  })
}

const ask = async () => (await page<Options>('/v1/admin/session/passkey/options', { method: 'POST' })).body
const answer = (response: unknown) => page<SessionBody>('/v1/admin/session/passkey', { json: { response } })
const logIn = (json: Record<string, unknown>) => page<SessionBody>('/v1/admin/session', { json })
/** What tells a refusal from another. */
const told = ({ status, body, headers }: Answer<unknown>) => ({
  status,
  body: { ...(body as object), instance: '' },
  cookies: headers.getSetCookie(),
})

t.test('a passkey’s answer that is wrong in any way lets nobody in, and all are told the same', async (t) => {
  const ida = await enterWithPasskey(service, { role: 'moderator', login: 'ida' })
  const other = await enterWithPasskey(service, { role: 'admin', login: 'other' })
  const { authenticator } = ida
  const stranger = createAuthenticator(ORIGIN)
  const handleOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
  const wrong = (faults: Faults) => async () => authenticator.answer(await ask(), faults)
  const cases: Record<string, () => Promise<unknown>> = {
    'another origin': wrong({ origin: 'http://localhost:8081' }),
    'another origin, which ours begins': wrong({ origin: `${ORIGIN}.evil.example` }),
    'another host': wrong({ rpId: 'evil.example' }),
    'an answer of another kind': wrong({ type: 'webauthn.create' }),
    'a person who was not verified': wrong({ isUserVerified: false }),
    'somebody else’s name on it': wrong({ userHandle: handleOf(other.id) }),
    'a signature of nothing': wrong({ signature: 'AAAA' }),
    'a challenge of nobody': async () => authenticator.answer({ challenge: 'A'.repeat(43) }),
    'a challenge for a new passkey': async () =>
      authenticator.answer((await ida.send<Options>('/v1/admin/passkeys/options', { method: 'POST' })).body),
    'a passkey that is not known': async () => stranger.answer(await ask()),
    'another passkey’s signature': async () => ({
      ...stranger.answer(await ask()),
      id: authenticator.id,
      rawId: authenticator.id,
    }),
  }
  const refusals: [string, ReturnType<typeof told>][] = []
  for (const [what, make] of Object.entries(cases)) refusals.push([what, told(await answer(await make()))])
  for (const [what, refusal] of refusals) {
    t.match(refusal, { status: 401, body: { type: '/problems/bad-credentials' } }, what)
    t.strictSame(refusal, refusals[0]?.[1], what)
  }
  t.equal((await answer(authenticator.answer(await ask()))).status, 200, 'the honest one')
})

t.test('an answer counts once, in time, and never with a counter that went back', async (t) => {
  const { authenticator } = await enterWithPasskey(service, { role: 'moderator', login: 'once' })
  const used = authenticator.answer(await ask())
  const both = await Promise.all([answer(used), answer(used)])
  t.strictSame(both.map(({ status }) => status).sort(), [200, 401], 'sent twice at once')
  isProblem(t, await answer(used), 401, undefined, 'and once more')

  const counter = 1_000
  t.equal((await answer(authenticator.answer(await ask(), { counter }))).status, 200)
  for (const back of [counter, counter - 1, 1])
    isProblem(
      t,
      await answer(authenticator.answer(await ask(), { counter: back })),
      401,
      undefined,
      `a copy at ${back}`,
    )
  t.equal((await answer(authenticator.answer(await ask(), { counter: counter + 1 }))).status, 200)

  const asked = await ask()
  setClock(t, () => Date.now() + LIMITS.passkey.challengeMs + 1_000)
  isProblem(t, await answer(authenticator.answer(asked, { counter: counter + 2 })), 401, undefined, 'too late')
  t.equal((await answer(authenticator.answer(await ask(), { counter: counter + 3 }))).status, 200)
})

t.test('a passkey of an account that was closed opens nothing', async (t) => {
  const { id, authenticator } = await enterWithPasskey(service, { role: 'moderator', login: 'closed' })
  const change = (disabledAt: Date | null) =>
    db
      .updateTable('moderators')
      .set({ disabledAt })
      .where('id', '=', id as never)
      .execute()
  await change(new Date())
  isProblem(t, await logInWithPasskey(url, authenticator), 401)
  await change(null)
  t.equal((await logInWithPasskey(url, authenticator)).status, 200)
  await service.admin(`/v1/admin/moderators/${id}`, { method: 'DELETE' })
  isProblem(t, await logInWithPasskey(url, authenticator), 401)
})

t.test('a new passkey is taken from the session that asked, once, and from nobody’s other device', async (t) => {
  const ida = await enterWithPasskey(service, { role: 'viewer', login: 'adds' })
  const other = await enterWithPasskey(service, { role: 'viewer', login: 'adds-too' })
  const optionsOf = async (send: typeof client) =>
    (await send<Options>('/v1/admin/passkeys/options', { method: 'POST' })).body
  const add = (send: typeof client, response: unknown) =>
    send('/v1/admin/passkeys', { json: { name: 'Phone', response } })
  const fresh = () => createAuthenticator(ORIGIN)
  isProblem(t, await add(ida.send, fresh().create(await optionsOf(other.send))), 401, undefined, 'asked by another')
  isProblem(t, await add(ida.send, fresh().create(await optionsOf(ida.send), { origin: 'https://evil.example' })), 401)
  isProblem(t, await add(ida.send, fresh().create(await optionsOf(ida.send), { isUserVerified: false })), 401)
  isProblem(t, await add(ida.send, other.authenticator.create(await optionsOf(ida.send))), 401, undefined, 'known')
  const made = fresh().create(await optionsOf(ida.send))
  t.equal((await add(ida.send, made)).status, 201)
  isProblem(t, await add(ida.send, made), 401, undefined, 'twice')
})

t.test('a code is good for a step to each side of now, and none after a later one', async (t) => {
  const { id, codeAt } = await enterWithCodes(service, { role: 'moderator', login: 'drifts' })
  // The code that confirmed them was one of this step.
  await db
    .updateTable('moderators')
    .set({ totpStep: null })
    .where('id', '=', id as never)
    .execute()
  // At the middle of a step, so that none begins while the test runs.
  const stepMs = 30_000
  const middle = Math.floor(Date.now() / stepMs) * stepMs + stepMs / 2
  setClock(t, () => middle)
  const codeOf = (steps: number) => codeAt(steps + (middle - Date.now()) / stepMs)
  for (const [steps, status] of [
    [-2, 401],
    [2, 401],
    [-1, 200],
    [0, 200],
    [1, 200],
    [0, 401],
    [-1, 401],
    [1, 401],
  ] as const) {
    const { status: found } = await logIn({ login: 'drifts', password: PASSWORD, code: codeOf(steps) })
    t.equal(found, status, `${steps} steps away`)
  }
  const foreign = codesOf('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP')(0)
  isProblem(t, await logIn({ login: 'drifts', password: PASSWORD, code: foreign }), 401)
})

t.test('a session ends 30 minutes after its last use, and 12 hours after its begin whatever its use', async (t) => {
  const { send, id } = await enterWithPasskey(service, { role: 'moderator', login: 'clocked' })
  const start = Date.now()
  let passed = 0
  setClock(t, () => start + passed * 60_000)
  const at = async (minutes: number) => {
    passed = minutes
    return (await send<SessionBody>('/v1/admin/session')).status
  }
  for (let minutes = 0; minutes < 12 * 60; minutes += 29) t.equal(await at(minutes), 200, `after ${minutes} minutes`)
  const last = await send<SessionBody>('/v1/admin/session')
  t.ok(Date.parse(last.body.expiresAt) <= start + 12 * 60 * 60_000 + 60_000, 'it says that it will not last')
  t.equal(await at(12 * 60 + 1), 401, 'after 12 hours of use')

  await db
    .updateTable('sessions')
    .set({ expiresAt: new Date(start + 10 ** 9) } as never)
    .where('moderatorId', '=', id as never)
    .execute()
  const seen = 12 * 60 + 2
  await db
    .updateTable('sessions')
    .set({ seenAt: new Date(start + seen * 60_000) })
    .where('moderatorId', '=', id as never)
    .execute()
  t.equal(await at(seen + 29), 200)
  t.equal(await at(seen + 29 + 31), 401, 'half an hour without use')
})

t.test('looking at a password costs the same whether or not there is such an account', async (t) => {
  await accept(service, { role: 'viewer', login: 'weighed', password: PASSWORD })
  await enterWithPasskey(service, { role: 'viewer', login: 'no-password' })
  const off = await accept(service, { role: 'viewer', login: 'switched-off', password: PASSWORD })
  await db
    .updateTable('moderators')
    .set({ disabledAt: new Date() })
    .where('id', '=', off.id as never)
    .execute()
  let hashes = 0
  const hook = createHook({
    init: (_id, type) => {
      if (type === 'SCRYPTREQUEST') hashes += 1
    },
  }).enable()
  t.teardown(() => hook.disable())
  for (const [login, password] of [
    ['weighed', 'not the one at all'],
    ['nobody-at-all', 'not the one at all'],
    ['an@address.example', 'not the one at all'],
    ['no-password', 'not the one at all'],
    ['switched-off', 'not the one at all'],
    ['switched-off', PASSWORD],
  ] as const) {
    hashes = 0
    t.match((await logIn({ login, password })).body, { type: '/problems/bad-credentials' }, login)
    t.equal(hashes, 1, `one hash for ${login}`)
  }
})

t.test('no change of the admin API is made with the cookie alone, by any method or type', async (t) => {
  const { cookie, csrf } = await enterWithPasskey(service, { role: 'admin', login: 'lured' })
  const never = '01890000-0000-7000-8000-000000000000'
  const changes = Object.entries(openapi.paths).flatMap(([template, methods]) =>
    Object.entries(methods)
      .filter(([method, { security = [] }]) => method !== 'get' && security.some((way) => 'session' in way))
      .map(([method]) => ({
        method: method.toUpperCase(),
        target: template.replaceAll(/\{(site|queue)\}/g, 'demo').replaceAll(/\{[^}]+\}/g, never),
      })),
  )
  t.ok(changes.length > 30, `${changes.length} operations`)
  const before = await db.selectFrom('apiKeys').select('id').execute()
  for (const { method, target } of changes) {
    const raw = method === 'DELETE' ? {} : { raw: '{"name":"x","role":"admin"}' }
    // A form or a beacon, as any page can make a browser send them.
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const headers = { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': type }
      t.equal((await client(target, { method, ...raw, headers })).status, 403, `${method} ${target} as ${type}`)
    }
    const headers = { cookie, origin: ORIGIN, 'content-type': 'application/json' }
    t.equal((await client(target, { method, ...raw, headers })).status, 403, `${method} ${target} without the token`)
  }
  for (const type of [
    'text/plain',
    'text/json',
    'application/json\t; x=y',
    'application/json; charset=utf-16',
    'application/jsonx',
  ]) {
    const headers = { 'content-type': type }
    const mine = asPage(url, { cookie, 'x-csrf-token': csrf })
    const { status } = await mine('/v1/admin/api-keys', { method: 'POST', raw: '{"name":"x","role":"admin"}', headers })
    t.equal(status, 415, type)
  }
  t.strictSame(await db.selectFrom('apiKeys').select('id').execute(), before)
})

t.test('the door to the console stands in no other page', async (t) => {
  for (const address of ['/console', '/console/moderators', '/console/account']) {
    const { headers, status } = await client(address)
    t.equal(status, 200, address)
    t.match(headers.get('content-security-policy'), /frame-ancestors 'none'/, address)
    t.strictSame(headers.getSetCookie(), [], 'and sets no cookie')
  }
})
