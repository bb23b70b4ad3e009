/** The address is nowhere: sent on every path, then searched for in everything that was stored, logged or answered. */

import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Redis } from 'ioredis'
import t, { type Test } from 'tap'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded/postgres.js'
import { LIMITS } from '../../src/limits.js'
import type { Answer, RequestOptions } from '../support/client.js'
import { startCutProxy } from '../support/cut-proxy.js'
import { dumpPostgres, dumpRedis, type Monitor, monitorRedis, query, readFiles } from '../support/dump.js'
import { type Canary, createCanary, createLeakSearch } from '../support/leaks.js'
import { startOwnRedis } from '../support/own-redis.js'
import { QUEUE, type Service, startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'
import { COMMENTS, freshBody, PATHS } from './address-paths.js'

t.setTimeout(120_000)

const THREAD = '/v1/sites/demo/threads/leaks'
const NETWORK = { plain: '2001:db8:4711:beef:1:2:3:4', forms: /2001:0?db8:4711|20010db84711beef/i }

interface World {
  service: Service
  /** The same stores, with limits and without workers. */
  limited: Service
  postgres: EmbeddedPostgres
  dataDir: string
  redis: Redis | null
  monitor: Monitor | null
  cutDatabase: () => void
  mendDatabase: () => void
  answers: string[]
}

async function startWorld(t: Test): Promise<World> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'leaks-'))
  t.teardown(() => rmSync(dataDir, { recursive: true, force: true }))
  const log = { info: () => {}, warn: () => {} }
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false, log })
  t.teardown(() => postgres.close())
  const proxy = await startCutProxy(t, { path: path.join(postgres.socketDir, '.s.PGSQL.5432') })
  const databaseUrl = `postgres://causerie@127.0.0.1:${proxy.port}/causerie?sslmode=disable`
  const ownRedis = QUEUE === 'redis' ? await startOwnRedis(t) : null
  const redis = ownRedis === null ? null : new Redis(ownRedis.url)
  const monitor = ownRedis === null ? null : await monitorRedis(ownRedis.url)
  t.teardown(() => {
    redis?.disconnect()
    monitor?.close()
  })
  const stores = { databaseUrl, redisPrefix: '{leaks}', ...(ownRedis === null ? {} : { redisUrl: ownRedis.url }) }
  const service = await startTestService(t, { ...stores, config: { trustProxy: ['127.0.0.1'] } })
  const limited = await startTestService(t, { ...stores, hasWorkers: false, config: { isRateLimited: true } })
  const { cut: cutDatabase, mend: mendDatabase } = proxy
  return { service, limited, postgres, dataDir, redis, monitor, cutDatabase, mendDatabase, answers: [] }
}

async function send(world: World, target: string, options: RequestOptions, by = world.service.client): Promise<Answer> {
  const answer = await by<unknown>(target, options)
  world.answers.push(JSON.stringify([answer.status, [...answer.headers], answer.text]))
  return answer
}

/** What Node's own parser refuses never becomes a request. */
async function sendRaw(world: World, text: string): Promise<string> {
  const { hostname, port } = new URL(world.service.url)
  const socket = connect(Number(port), hostname)
  socket.end(text)
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk as Buffer)
  const answer = Buffer.concat(chunks).toString()
  world.answers.push(answer)
  return answer
}

async function settle({ postgres }: World): Promise<void> {
  const count = 'select count(*)::int as pending from comments where status = $1'
  await waitFor(
    'all decisions',
    async () => {
      const [row] = await query<{ pending: number }>(postgres.url, count, ['pending'])
      return row?.pending === 0
    },
    40_000,
  )
}

/** Everything there is to search, by the name of the place. */
async function collect(world: World): Promise<Map<string, (string | Buffer)[]>> {
  const { service, limited, postgres, dataDir, redis, monitor, answers } = world
  for (const target of [
    '/metrics',
    '/queues',
    ...listBoardPages(),
    '/v1/admin/queues',
    '/v1/admin/queues/check-spam/jobs',
  ])
    await send(world, target, {}, service.admin)
  await query(postgres.url, 'checkpoint')
  const files = [...readFiles(dataDir)]
  const isLog = ({ name }: { name: string }): boolean => name.startsWith(path.join(dataDir, 'postgres.log'))
  return new Map<string, (string | Buffer)[]>(
    [
      ['dump of Postgres', [await dumpPostgres(postgres.url)]],
      ['files of Postgres', files.filter((file) => !isLog(file)).map(({ bytes }) => bytes)],
      ['log of Postgres', files.filter(isLog).map(({ bytes }) => bytes)],
      ['log of the service', [service.logs(), limited.logs()]],
      ['answers', answers],
      ...(redis === null ? [] : ([['dump of Redis', [await dumpRedis(redis)]]] as const)),
      ...(monitor === null ? [] : ([['commands to Redis', [monitor.text()]]] as const)),
    ].map(([name, texts]) => [name as string, [...(texts as (string | Buffer)[])]]),
  )
}

function listBoardPages(): string[] {
  const queues = ['check-spam', 'moderate-comment', 'maintenance']
  return queues.flatMap((name) =>
    ['completed', 'failed', 'active', 'waiting', 'delayed'].map(
      (status) => `/queues/api/queues?activeQueue=${name}&status=${status}&page=1&jobsPerPage=100`,
    ),
  )
}

t.test('an address that was sent is found nowhere, and a leak would be', async (t) => {
  const world = await startWorld(t)
  const { service, limited, postgres } = world
  const canaries: Canary[] = []
  const fresh = (): Canary => {
    const canary = createCanary()
    canaries.push(canary)
    return canary
  }
  const submit = (canary: Canary, by = service.client, headers: Record<string, string> = {}): Promise<Answer> =>
    send(world, COMMENTS, { json: { author: { name: 'Ann', email: canary.address }, body: freshBody() }, headers }, by)

  await send(world, '/v1/sites/demo/threads/closed/comments', { json: { author: { name: 'Ann' }, body: freshBody() } })
  await query(postgres.url, `update threads set is_open = false where slug = 'closed'`)

  for (const [name, listSteps] of Object.entries(PATHS)) {
    for (const { status, target = COMMENTS, isAdmin = false, options } of listSteps(fresh())) {
      const answer = await send(world, target, options, isAdmin ? service.admin : service.client)
      t.equal(answer.status, status, `${name}: ${answer.text.slice(0, 200)}`)
    }
  }
  await settle(world)
  const { body: all } = await send(world, '/v1/admin/comments?status=approved&limit=1', {}, service.admin)
  const [reported] = (all as { comments: { id: string }[] }).comments
  for (const [email, expected] of [
    [fresh().address, 202],
    [`${fresh().address}@`, 400],
  ] as const) {
    const json = { reason: 'other', email }
    const answer = await send(world, `/v1/comments/${reported?.id}/reports`, { json, headers: { 'user-agent': email } })
    t.equal(answer.status, expected, 'in a report')
  }
  const vote = { method: 'PUT', json: { value: 1 }, headers: { 'user-agent': fresh().address } }
  t.equal((await send(world, `/v1/comments/${reported?.id}/vote`, vote)).status, 200, 'as the name of a browser')
  t.equal((await submit(fresh(), service.client, { 'x-forwarded-for': NETWORK.plain })).status, 202, 'behind a proxy')
  const { address } = fresh()
  t.match(await sendRaw(world, `GET /${address} HTTP/1.1\r\nhost: x\r\n${address}\u0000: 1\r\n\r\n`), /^HTTP\/1.1 400/)
  t.match(await sendRaw(world, `GET / HTTP/1.1\r\nhost: x\r\nx: ${address.repeat(1_000)}\r\n\r\n`), /^HTTP\/1.1 431/)

  for (let count = 0; count < LIMITS.rate.submitsPerNetwork; count += 1) await submit(fresh(), limited.client)
  t.equal((await submit(fresh(), limited.client)).status, 429, 'over the limit')

  await settle(world)
  world.cutDatabase()
  t.equal((await submit(fresh())).status, 503, 'database down')
  const form = new URLSearchParams({
    'author.name': 'Ann',
    'author.email': fresh().address,
    body: freshBody(),
  }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
  t.equal((await send(world, COMMENTS, { raw: form, headers })).status, 503, 'database down, as a form')
  world.mendDatabase()
  await waitFor('the database to be back', async () => (await submit(fresh())).status === 202)
  await settle(world)

  await query(postgres.url, 'alter table body_prints rename to body_prints_gone')
  t.equal((await submit(fresh())).status, 202)
  await settle(world)
  await query(postgres.url, 'alter table body_prints_gone rename to body_prints')
  const [held] = await query<{ count: number }>(
    postgres.url,
    `select count(*)::int from decisions where reason = 'checker-unavailable'`,
  )
  t.ok((held?.count ?? 0) > 0, 'a worker failed at its work')

  for (const target of [THREAD, '/embed/demo/leaks', '/v1/sites/demo/counts?slug=leaks', '/demo', '/readyz'])
    await send(world, target, {})
  const { body } = await send(world, '/v1/admin/comments?limit=200', {}, service.admin)
  for (const { id } of (body as { comments: { id: string }[] }).comments)
    await send(world, `/v1/admin/comments/${id}`, {}, service.admin)

  const find = createLeakSearch(canaries)
  for (const [place, texts] of await collect(world)) {
    t.strictSame(texts.flatMap(find), [], `nothing in ${place}`)
    t.notOk(
      texts.some((text) => NETWORK.forms.test(text.toString('latin1'))),
      `no network address in ${place}`,
    )
    t.ok(
      texts.some(({ length }) => length > 0),
      `there is something to search in ${place}`,
    )
  }
  await plantEverywhere(t, world)
})

/** The test of the test: a leak in each place is found by the same search. */
async function plantEverywhere(t: Test, world: World): Promise<void> {
  const { service, postgres, redis } = world
  const planted = new Map<string, Canary>()
  const plant = (place: string): string => {
    const canary = createCanary()
    planted.set(place, canary)
    return canary.address
  }
  await query(postgres.url, 'insert into settings values ($1, $1)', [plant('dump of Postgres')])
  await query(postgres.url, 'create table gone as select $1::text as a', [plant('files of Postgres')])
  await query(postgres.url, 'delete from gone')
  await query(postgres.url, `do $$ begin raise log '${plant('log of Postgres')}'; end $$`)
  service.runtime.deps.log.info({ reason: plant('log of the service') }, 'planted')
  await send(world, '/v1/sites/demo/threads/planted/comments', {
    json: { author: { name: plant('answers') }, body: 'The name is for all to see.' },
  })
  await settle(world)
  await send(world, '/v1/admin/comments?slug=planted', {}, service.admin)
  const queue = service.runtime.backend.openQueue('maintenance')
  queue.on('error', () => {})
  await queue.add('planted', { v: 1, email: plant(QUEUE === 'redis' ? 'dump of Redis' : 'dump of Postgres, in a job') })
  await queue.close()
  await redis?.set('planted', plant('commands to Redis'))
  await redis?.del('planted')

  const places = await collect(world)
  for (const [place, canary] of planted) {
    const found = (places.get(place.replace(/,.*/, '')) ?? []).flatMap(createLeakSearch([canary]))
    t.ok(found.length > 0, `a leak in ${place} is found: ${found[0]}`)
  }
  const inJob = [...planted].find(([place]) => place.startsWith('dump of') && place !== 'dump of Postgres')?.[1]
  t.ok(
    inJob !== undefined && (places.get('answers') ?? []).flatMap(createLeakSearch([inJob])).length > 0,
    'and on the board',
  )
}
