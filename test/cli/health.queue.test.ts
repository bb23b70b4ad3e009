/** When a balancer should send visitors elsewhere, and when an operator should look. */

import t, { type Test } from 'tap'
import { LIMITS } from '../../src/limits.js'
import { startWorkers } from '../../workers/start.js'
import { startCutProxy } from '../support/cut-proxy.js'
import { query } from '../support/dump.js'
import { type Service, type ServiceOptions, startTestService } from '../support/service.js'
import { submitPlain } from '../support/submit.js'
import { createTestDatabase } from '../support/test-db.js'
import { waitFor } from '../support/wait-for.js'

t.setTimeout(120_000)

interface Report {
  status: string
  checks: { name: string; isOk: boolean; detail: string }[]
}

/** The service behind a line to its database that can be cut. */
async function startCuttable(t: Test, options: ServiceOptions = {}) {
  const direct = await createTestDatabase(t)
  const socketDir = new URL(direct).searchParams.get('host') ?? ''
  const proxy = await startCutProxy(t, { path: `${socketDir}/.s.PGSQL.5432` })
  const databaseUrl = `postgres://causerie@127.0.0.1:${proxy.port}${new URL(direct).pathname}?sslmode=disable`
  return { service: await startTestService(t, { databaseUrl, ...options }), proxy, direct }
}

async function redChecks({ client }: Service): Promise<string[]> {
  const { status, body } = await client<Report>('/readyz')
  const red = body.checks.filter(({ isOk }) => !isOk).map(({ name }) => name)
  if ((status === 503) !== red.length > 0) throw new Error(`readyz says ${status} with ${red.join()} red`)
  return red
}

t.test('ready when everything is there, red when the last worker goes', async (t) => {
  const service = await startTestService(t, { hasWorkers: false })
  t.strictSame(await redChecks(service), ['workers'])
  const workers = await startWorkers(service.runtime.backend, service.runtime.deps)
  await waitFor('green', async () => (await redChecks(service)).length === 0)
  await workers.close(5_000)
  t.strictSame(await redChecks(service), ['workers'], 'a worker that stops says so')
  await query(
    service.databaseUrl,
    `insert into workers values ('dead', now() - interval '${LIMITS.workers.aliveMs + 1_000} ms')`,
  )
  t.strictSame(await redChecks(service), ['workers'], 'one that died is missed')
  t.equal((await service.client('/livez')).status, 200)
})

t.test('red when a comment has been waiting for too long', async (t) => {
  const service = await startTestService(t, { hasWorkers: false })
  const [id] = await submitPlain(service.client, 2)
  t.strictSame(await redChecks(service), ['workers'])
  const age = `${LIMITS.ready.pendingAgeMs + 1_000} ms`
  await query(service.databaseUrl, `update comments set submitted_at = now() - $1::interval where id = $2`, [age, id])
  t.strictSame(await redChecks(service), ['workers', 'backlog'])
  t.match((await service.admin('/metrics')).text, /causerie_comments_oldest_pending_seconds\{[^}]*\} 6\d\.?\d*\n/)
})

t.test('red at once when the database is away, green when it is back, and alive all the time', async (t) => {
  const { service, proxy } = await startCuttable(t)
  await waitFor('green', async () => (await redChecks(service)).length === 0)
  proxy.cut()
  for (let turn = 0; turn < 5; turn += 1) {
    const startedAt = performance.now()
    t.strictSame(await redChecks(service), ['database'])
    t.ok(performance.now() - startedAt < 5_000, 'it does not hang')
    t.equal((await service.client('/livez')).status, 200)
  }
  proxy.mend()
  const backAt = performance.now()
  await waitFor('green again', async () => (await redChecks(service)).length === 0)
  t.comment(`green ${Math.round(performance.now() - backAt)} ms after the database was back`)
})

t.test('a known thread is served while the database is away, a submit is asked to come again', async (t) => {
  const { service, proxy } = await startCuttable(t)
  await submitPlain(service.client, 1)
  const thread = '/v1/sites/demo/threads/loss'
  await waitFor('the comment', async () => (await service.client<{ count: number }>(thread)).body.count === 1)
  proxy.cut()
  await waitFor('a stale answer', async () => {
    const { status, headers } = await service.client(thread)
    if (status === 200) return headers.get('warning') !== null
    // The signal of the approval came late and took the answer away: read it once more before the cut.
    proxy.mend()
    await waitFor('an answer', async () => (await service.client(thread)).status === 200)
    proxy.cut()
    return false
  })
  const stale = await service.client<{ count: number }>(thread)
  t.match(stale, { status: 200, body: { count: 1 } })
  t.equal(stale.headers.get('cache-control'), 'no-store', 'and no cache keeps it')
  const refused = await service.client('/v1/sites/demo/threads/loss/comments', {
    json: { author: { name: 'Ann' }, body: 'Later, then.' },
  })
  t.match(refused, { status: 503, body: { type: '/problems/unavailable' } })
  t.ok(Number(refused.headers.get('retry-after')) > 0)
  proxy.mend()
  await waitFor('submits', async () => {
    const { status } = await service.client('/v1/sites/demo/threads/loss/comments', {
      json: { author: { name: 'Ann' }, body: 'Now, then.' },
    })
    return status === 202
  })
  await waitFor(
    'the second comment',
    async () => (await service.client<{ count: number }>(thread)).body.count === 2,
    40_000,
  )
})
