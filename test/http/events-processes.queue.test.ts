/** Live changes across processes: what one decides, readers of another hear; what dies on the way is noticed. */

import t, { type Test } from 'tap'
import { query } from '../support/dump.js'
import { type EventReader, readEvents } from '../support/event-stream.js'
import { startOwnRedis } from '../support/own-redis.js'
import { SECRETS, startService } from '../support/process.js'
import { QUEUE } from '../support/service.js'
import { plainComment, waitForDecisions } from '../support/submit.js'
import { createTestDatabase } from '../support/test-db.js'
import { waitFor } from '../support/wait-for.js'

const COMMENTS = 40
const ADMIN_KEY = 'csk_admin-key-of-the-processes-0123456789'
const THREAD = '/v1/sites/demo/threads/live'

t.setTimeout(240_000)

async function startStores(t: Test) {
  const databaseUrl = await createTestDatabase(t)
  const redis = QUEUE === 'redis' ? await startOwnRedis(t) : null
  const env = {
    ...SECRETS,
    DATABASE_URL: databaseUrl,
    ADMIN_API_KEY: ADMIN_KEY,
    RATE_LIMIT: 'off',
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
  }
  return { databaseUrl, redis, env }
}

async function send(url: string, target: string, json: object): Promise<{ id: string }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}` }
  const answer = await fetch(`${url}${target}`, { method: 'POST', headers, body: JSON.stringify(json) })
  if (!answer.ok) throw new Error(`${target} was answered with ${answer.status}`)
  return (await answer.json()) as { id: string }
}

const decide = (url: string, id: string, action: string) => send(url, `/v1/admin/comments/${id}/decisions`, { action })

async function readThread(url: string): Promise<{ version: number; ids: string[] }> {
  const answer = await fetch(`${url}${THREAD}?limit=100`)
  const { version, comments } = (await answer.json()) as {
    version: number
    comments: { id: string; deleted: boolean }[]
  }
  return { version, ids: comments.flatMap(({ id, deleted }) => (deleted ? [] : [id])).sort() }
}

/** What somebody knows who goes by the events, and reads again only when told to. */
async function follow(url: string, { events }: EventReader, from: number): Promise<string[]> {
  const known = new Set<string>()
  for (const { name, data } of events.slice(from)) {
    if (name === 'missed') for (const id of (await readThread(url)).ids) known.add(id)
    else if (name === 'gone') known.delete(data.id ?? '')
    else known.add(data.id ?? '')
  }
  return [...known].sort()
}

t.test('decided in one process, heard in all; a worker that is killed costs its readers nothing', async (t) => {
  const { env, databaseUrl } = await startStores(t)
  const [one, two] = await Promise.all([startService(t, 'api', env), startService(t, 'api', env)])
  const readers = await Promise.all([
    readEvents(t, `${one.url}${THREAD}/events`),
    readEvents(t, `${two.url}${THREAD}/events`),
  ])

  const worker = await startService(t, 'workers', env)
  await Promise.all(Array.from({ length: COMMENTS }, () => send(one.url, `${THREAD}/comments`, plainComment())))
  await waitFor('some events', () => readers[1].events.length > 0)
  await worker.kill('SIGKILL')
  await startService(t, 'workers', env)

  await waitForDecisions(databaseUrl, 120_000)
  // The cache of a process may be a moment behind.
  const approved = `select count(*)::int as count from comments where status = 'approved'`
  const [{ count = 0 } = {}] = await query<{ count: number }>(databaseUrl, approved)
  const { version, ids } = await waitFor('the whole thread', async () => {
    const thread = await readThread(one.url)
    return thread.ids.length === count && thread
  })
  t.ok(count > 0)
  for (const [index, reader] of readers.entries()) {
    await waitFor('the last version', () => reader.lastId() === String(version), 60_000)
    t.strictSame(await follow(one.url, reader, 0), ids, `a reader of process ${index + 1} knows them all`)
    const named = reader.events.flatMap(({ data }) => data.id ?? [])
    t.equal(new Set(named).size, named.length, 'and heard of none twice')
    t.notOk(reader.events.some(({ name }) => name === 'gone' || name === 'changed'))
  }

  // On with the other process, from where the first one stopped.
  const [first = ''] = ids
  readers[0].close()
  await decide(two.url, first, 'hold')
  const again = await readEvents(t, `${two.url}${THREAD}/events`, { 'last-event-id': String(version) })
  t.match(await again.hears(1), [{ name: 'missed', data: { version: version + 1 } }])
  await decide(one.url, first, 'approve')
  t.match((await again.hears(2))[1], { name: 'appeared', data: { id: first, parentId: null, version: version + 2 } })
})

t.test('a process that is told to stop ends its streams at once, as a stream ends', async (t) => {
  const { env } = await startStores(t)
  const api = await startService(t, 'api', env)
  const readers = await Promise.all(Array.from({ length: 20 }, () => readEvents(t, `${api.url}${THREAD}/events`)))
  t.equal(await api.kill('SIGTERM'), 0)
  for (const { ending } of readers) t.equal(await ending, 'ended')
})

t.test('signals that were lost with their connection are made up for', async (t) => {
  const { env, databaseUrl, redis } = await startStores(t)
  const [one, two] = await Promise.all([startService(t, 'api', env), startService(t, 'api', env)])
  const reader = await readEvents(t, `${one.url}${THREAD}/events`)
  const { id } = await send(two.url, `${THREAD}/comments`, plainComment())
  await decide(two.url, id, 'approve')
  t.match(await reader.hears(1), [{ name: 'appeared', data: { id, version: 2 } }])

  await redis?.kill()
  await query(
    databaseUrl,
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'causerie-signals'`,
  )
  await decide(two.url, id, 'hold')
  await redis?.start()
  t.match((await reader.hears(2))[1], { data: { version: 3 } })
  const { version } = await readThread(two.url)
  t.equal(reader.lastId(), String(version))
  t.strictSame(await follow(two.url, reader, 1), [])

  await waitFor('signals to come through again', async () => {
    const before = reader.events.length
    const { id: next } = await send(two.url, `${THREAD}/comments`, plainComment())
    await decide(two.url, next, 'approve')
    return (await reader.hears(before + 1)).some(({ name, data }) => name === 'appeared' && data.id === next)
  })
})
