/** Subscribing to replies: who may, to what, and how it ends. */

import t from 'tap'
import { purgeAllExpired } from '../../src/lifecycle/purge-expired.js'
import { LIMITS } from '../../src/limits.js'
import { query } from '../support/dump.js'
import { createPushBrowser, startPushService } from '../support/push-service.js'
import {
  type Accepted,
  commentsPath,
  decideAll,
  isProblem,
  makeSubmission,
  submitApproved,
  threadPath,
} from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'

const push = await startPushService(t)
const service = await startTestService(t, { hasWorkers: false, config: { pushHosts: [push.origin] } })
const { client, runtime, databaseUrl } = service
await createSite(runtime, 'blog')

interface Subscribed {
  id: string
  token: string
}

const target = (slug: string, site = 'demo'): string => `${threadPath(slug, site)}/subscriptions`
const ask = (slug: string, json: object, headers: Record<string, string> = {}) =>
  client<Subscribed>(target(slug), { json, headers })
const fresh = () => createPushBrowser(push).subscription
const count = async (): Promise<number> =>
  (await query<{ count: number }>(databaseUrl, 'select count(*)::int from push_subscriptions'))[0]?.count ?? 0

t.test('a browser gets the key, subscribes, and ends it with the token alone', async (t) => {
  const key = await client<{ publicKey: string }>('/v1/push/key')
  t.match(key, { status: 200, body: { publicKey: /^B[\w-]{86}$/ } })
  t.match(key.headers.get('cache-control'), /^public/)

  const subscription = fresh()
  const first = await ask('talk', { subscription })
  t.match(first, { status: 201, body: { token: /^cs1_[\w-]{65}$/ } })
  t.equal(first.headers.get('cache-control'), 'no-store')
  const again = await ask('talk', { subscription })
  t.strictSame(again.body, first.body, 'asked twice, told once')
  t.not((await ask('other-talk', { subscription })).body.id, first.body.id)

  const { id, token } = first.body
  const end = (authorization: string, of = id) =>
    client(`/v1/subscriptions/${of}`, {
      method: 'DELETE',
      ...(authorization === '' ? {} : { headers: { authorization } }),
    })
  isProblem(t, await end(''), 401)
  isProblem(t, await end('Bearer nonsense'), 404)
  const other = token.at(-9) === 'A' ? 'B' : 'A'
  isProblem(t, await end(`Bearer ${token.slice(0, -9)}${other}${token.slice(-8)}`), 404)
  isProblem(t, await end(`Bearer ${token}`, crypto.randomUUID()), 404)
  isProblem(t, await end(`Bearer ${token}`, 'x'), 400)
  const before = await count()
  t.equal((await end(`Bearer ${token}`)).status, 204)
  t.equal(await count(), before - 1)
  t.equal((await end(`Bearer ${token}`)).status, 204, 'gone is gone')
  const preflight = await client(`/v1/subscriptions/${id}`, {
    method: 'OPTIONS',
    headers: { origin: 'https://blog.example', 'access-control-request-method': 'DELETE' },
  })
  t.match(preflight.headers.get('access-control-allow-origin'), '*')
})

t.test('one’s own comment may be watched while it waits; of anybody else’s nothing shows', async (t) => {
  const sent = await client<Accepted>(commentsPath('own'), { json: makeSubmission() })
  const { id: pending, receipt } = sent.body
  const shown = await submitApproved(service, 'own', { body: 'For all to see.' })
  const elsewhere = await submitApproved(service, 'elsewhere')

  t.equal((await ask('own', { subscription: fresh(), receipt })).status, 201)
  t.equal((await ask('own', { subscription: fresh(), receipt, under: pending })).status, 201)
  t.equal((await ask('own', { subscription: fresh(), receipt, under: shown })).status, 201)
  t.equal((await ask('own', { subscription: fresh(), under: shown })).status, 201)
  const guessed = await ask('own', { subscription: fresh(), under: pending })
  const invented = await ask('own', { subscription: fresh(), under: crypto.randomUUID() })
  isProblem(t, guessed, 404, 'under')
  const { instance: _one, ...seen } = guessed.body as unknown as Record<string, unknown>
  const { instance: _two, ...expected } = invented.body as unknown as Record<string, unknown>
  t.strictSame(seen, expected, 'a pending comment is as missing as one that never was')
  isProblem(t, await ask('own', { subscription: fresh(), under: elsewhere }), 404, 'under')
  isProblem(t, await ask('elsewhere', { subscription: fresh(), receipt }), 404, 'receipt')
  isProblem(t, await ask('own', { subscription: fresh(), receipt: `cr1_${'A'.repeat(65)}` }), 400, 'receipt')
  const watched = await ask('own', { subscription: fresh(), under: shown })
  await decideAll(service, 'delete', [shown])
  // Until then the deletion could be taken back.
  await purgeAllExpired({ ...runtime.deps, clock: () => new Date(Date.now() + LIMITS.decision.undoMs + 1_000) })
  const left = await query(databaseUrl, 'select id from push_subscriptions where id = $1', [watched.body.id])
  t.strictSame(left, [], 'who watched a comment that was deleted is forgotten')
})

t.test('only a push service is an endpoint, and only a key is a key', async (t) => {
  const { keys, endpoint } = fresh()
  for (const bad of [
    'https://evil.example/x',
    'http://127.0.0.1:1/x',
    'http://fcm.googleapis.com/x',
    'nonsense',
    'x'.repeat(2_000),
  ]) {
    isProblem(
      t,
      await ask('bad', { subscription: { endpoint: bad, keys } }),
      400,
      'subscription.endpoint',
      bad.slice(0, 40),
    )
  }
  const offCurve = Buffer.alloc(65, 7)
  offCurve[0] = 4
  for (const p256dh of ['', 'x', 'A'.repeat(87), offCurve.toString('base64url')]) {
    isProblem(
      t,
      await ask('bad', { subscription: { endpoint, keys: { ...keys, p256dh } } }),
      400,
      'subscription.keys.p256dh',
    )
  }
  for (const auth of ['', 'short', '!'.repeat(22)]) {
    isProblem(
      t,
      await ask('bad', { subscription: { endpoint, keys: { ...keys, auth } } }),
      400,
      'subscription.keys.auth',
    )
  }
  isProblem(t, await ask('bad', {}), 400, 'subscription.endpoint')
  isProblem(t, await ask('bad', { subscription: { endpoint, keys }, email: 'ann@example.org' }), 400)
  isProblem(t, await ask('bad', { subscription: { endpoint, keys }, under: 'x' }), 400, 'under')
  isProblem(t, await ask('b d', { subscription: { endpoint, keys } }), 400, 'slug')
  isProblem(t, await client(target('x', 'nowhere'), { json: { subscription: fresh() } }), 404)
  const foreign = { origin: 'https://evil.example' }
  isProblem(t, await client(target('x', 'blog'), { json: { subscription: fresh() }, headers: foreign }), 403)
  const own = { origin: 'https://blog.example' }
  t.equal((await client(target('x', 'blog'), { json: { subscription: fresh() }, headers: own })).status, 201)
  t.notMatch(service.logs(), /127\.0\.0\.1:\d+\/send|evil\.example/, 'no endpoint in the log')
})

t.test('a network has so many subscriptions of a thread, and asks for so many in a minute', async (t) => {
  for (let n = 0; n < LIMITS.push.subscriptionsPerNetwork; n += 1)
    t.equal((await ask('full', { subscription: fresh() })).status, 201)
  const refused = await ask('full', { subscription: fresh() })
  isProblem(t, refused, 409)
  t.match(refused.body, { type: '/problems/too-many-subscriptions' })
  t.equal((await ask('not-full', { subscription: fresh() })).status, 201)

  const limited = await startTestService(t, {
    hasWorkers: false,
    config: { isRateLimited: true, pushHosts: [push.origin] },
  })
  const statuses: number[] = []
  for (let n = 0; n <= LIMITS.rate.subscribesPerNetwork; n += 1)
    statuses.push((await limited.client(target(`t${n}`), { json: { subscription: fresh() } })).status)
  t.strictSame(statuses.slice(-2), [201, 429])
})

t.test('what is past its time is forgotten', async (t) => {
  const { body } = await ask('old', { subscription: fresh() })
  const kept = await ask('old', { subscription: fresh() })
  await query(databaseUrl, `update push_subscriptions set created_at = now() - interval '181 days' where id = $1`, [
    body.id,
  ])
  await query(databaseUrl, `update push_subscriptions set created_at = now() - interval '8 days' where id = $1`, [
    kept.body.id,
  ])
  await purgeAllExpired(runtime.deps)
  const rows = await query(databaseUrl, `select id, network_hash from push_subscriptions where slug = 'old'`)
  t.strictSame(rows, [{ id: kept.body.id, network_hash: null }])
})
