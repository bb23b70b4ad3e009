/** Live changes of a thread: what its readers are told, what they are never told, and who is let in. */

import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import t from 'tap'
import type { CommentId, SiteId } from '../../src/domain/comment.js'
import { createThreadEvents } from '../../src/http/thread-events.js'
import { LIMITS } from '../../src/limits.js'
import { query } from '../support/dump.js'
import { readEvents } from '../support/event-stream.js'
import { decideAll, isProblem, submit, submitApproved, type Thread, threadPath } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, admin, url, runtime } = service
const eventsOf = (slug: string, rest = ''): string => `${url}${threadPath(slug)}/events${rest}`
const versionOf = async (slug: string): Promise<number> => (await client<Thread>(threadPath(slug))).body.version

t.test('a comment appears, gets a reply, and goes; each with ids and the thread’s version', async (t) => {
  const reader = await readEvents(t, eventsOf('life'), { origin: 'https://anywhere.example' })
  t.equal(reader.status, 200)
  t.match(reader.headers.get('content-type'), /^text\/event-stream/)
  t.equal(reader.headers.get('cache-control'), 'no-store')
  t.equal(reader.headers.get('x-accel-buffering'), 'no')
  t.equal(reader.headers.get('access-control-allow-origin'), '*')
  t.match(reader.text(), /^retry: \d+\nid: 1\n\n/)

  const parent = await submitApproved(service, 'life')
  const reply = await submitApproved(service, 'life', { parentId: parent, body: 'A reply.' })
  await decideAll(service, 'hold', [reply])
  await decideAll(service, 'delete', [parent])
  const events = await reader.hears(4)
  t.strictSame(
    events.map(({ name, data }) => [name, data]),
    [
      ['appeared', { id: parent, parentId: null, version: 2 }],
      ['appeared', { id: reply, parentId: parent, version: 3 }],
      ['gone', { id: reply, parentId: parent, version: 4 }],
      ['gone', { id: parent, parentId: null, version: 5 }],
    ],
  )
  t.strictSame(
    events.map(({ id }) => id),
    ['2', '3', '4', '5'],
  )
  t.equal(await versionOf('life'), 5)
})

t.test('the first approval reaches who read a thread in which nothing was approved', async (t) => {
  const held = await submit(client, 'first')
  await decideAll(service, 'hold', [held])
  t.equal(await versionOf('first'), 0)
  const reader = await readEvents(t, eventsOf('first', '?since=0'))
  t.match(reader.text(), /^retry: \d+\nid: 1\n\n$/, 'nothing was missed so far')
  await decideAll(service, 'approve', [held])
  t.match(await reader.hears(1), [{ name: 'appeared', data: { id: held, version: 2 } }])
  t.equal(await versionOf('first'), 2)
  const late = await readEvents(t, eventsOf('first', '?since=0'))
  t.match(
    await late.hears(1),
    [{ name: 'missed', data: { version: 2 } }],
    'approved between the reading and the watching',
  )
})

t.test('of a comment that was never approved nobody hears', async (t) => {
  const reader = await readEvents(t, eventsOf('quiet'))
  const other = await readEvents(t, eventsOf('quiet-too'))
  const ids = await Promise.all(
    ['hold', 'reject', 'markSpam', 'delete'].map(async (action, n) => {
      const id = await submit(client, 'quiet', { body: `Comment ${n}.` })
      await decideAll(service, action, [id])
      return id
    }),
  )
  const pending = await submit(client, 'quiet', { body: 'Waits.' })
  // Whoever comes now learns nothing either, not even that somebody wrote.
  const late = await readEvents(t, eventsOf('quiet'), { 'last-event-id': reader.lastId() })
  t.equal(late.lastId(), other.lastId())

  const shown = await submitApproved(service, 'quiet', { body: 'Seen by all.' })
  await Promise.all([reader.hears(1), late.hears(1)])
  for (const { events, text } of [reader, late]) {
    t.strictSame(
      events.map(({ name, data }) => [name, data.id]),
      [['appeared', shown]],
    )
    for (const id of [...ids, pending]) t.notOk(text().includes(id))
  }
  t.strictSame(other.events, [], 'and other threads are other threads')
})

t.test('who comes again is told when something was missed, and nothing when nothing was', async (t) => {
  const ids = [await submitApproved(service, 'again'), await submitApproved(service, 'again', { body: 'Two.' })]
  const version = await versionOf('again')
  const missed = [{ name: 'missed', id: String(version), data: { version } }]
  for (const [what, rest, headers, expected] of [
    ['the header', '', { 'last-event-id': '2' }, missed],
    ['the query', '?since=2', {}, missed],
    ['the header before the query', `?since=${version}`, { 'last-event-id': '2' }, missed],
    ['a version that never was', '?since=999999', {}, missed],
    ['what is no version', '', { 'last-event-id': 'x7' }, missed],
    ['the header, up to date', '?since=2', { 'last-event-id': String(version) }, []],
    ['the query, up to date', `?since=${version}`, {}, []],
    ['nothing', '', {}, []],
  ] as const) {
    const reader = await readEvents(t, eventsOf('again', rest), headers)
    t.equal(reader.lastId(), String(version), what)
    if (expected.length > 0) t.strictSame(await reader.hears(1), expected, what)
    await decideAll(service, 'hold', [ids[0] ?? ''])
    await decideAll(service, 'approve', [ids[0] ?? ''])
    const events = await reader.hears(expected.length + 2)
    t.strictSame(
      events.slice(expected.length).map(({ name }) => name),
      ['gone', 'appeared'],
      what,
    )
    reader.close()
    await query(service.databaseUrl, 'update threads set version = $1 where slug = $2', [version, 'again'])
    await waitFor('the stream to close', async () => (await openStreams()) === 0)
  }
  const empty = await readEvents(t, eventsOf('never-written-to', '?since=0'))
  t.strictSame([empty.lastId(), empty.events], ['1', []])
})

t.test('a change whose signal was lost is noticed with the next one', async (t) => {
  const reader = await readEvents(t, eventsOf('gap'))
  const first = await submitApproved(service, 'gap')
  await reader.hears(1)
  await query(service.databaseUrl, `update threads set version = version + 1 where slug = 'gap'`)
  await decideAll(service, 'hold', [first])
  const events = await reader.hears(3)
  t.match(events, [
    { name: 'appeared', id: '2', data: { version: 2 } },
    // Version 3 may still come, so whoever goes on from here goes on from 2.
    { name: 'gone', id: '2', data: { version: 4 } },
    { name: 'missed', id: '4', data: { version: 4 } },
  ])
  runtime.deps.announce({ siteId: 'demo' as SiteId, slug: 'gap' })
  await query(service.databaseUrl, `update threads set version = version + 1 where slug = 'gap'`)
  runtime.deps.announce({ siteId: 'demo' as SiteId, slug: 'gap' })
  t.match((await reader.hears(4))[3], { name: 'missed', data: { version: 5 } }, 'a signal that does not say what')
})

t.test('a stream is asked for as strictly as everything else', async (t) => {
  isProblem(t, await client('/v1/sites/nowhere/threads/x/events'), 404)
  isProblem(t, await client(`${threadPath('a b')}/events`), 400, 'slug')
  isProblem(t, await client(`${threadPath('x')}/events?since=-1`), 400, 'since')
  isProblem(t, await client(`${threadPath('x')}/events?from=1`), 400)
  isProblem(t, await client(`${threadPath('x')}/events`, { method: 'POST', json: {} }), 405)
  const head = await client(`${threadPath('x')}/events`, { method: 'HEAD' })
  t.match({ status: head.status, text: head.text }, { status: 200, text: '' })
  t.match(head.headers.get('content-type'), /^text\/event-stream/)
})

async function openStreams(): Promise<number> {
  const { text } = await admin('/metrics')
  return Number(/^causerie_event_streams\{[^}]*\} (\d+)$/m.exec(text)?.[1])
}

t.test('open streams are counted, and their length is not the service’s slowness', async (t) => {
  await waitFor('the streams of other tests to be closed', async () => (await openStreams()) === 0)
  const readers = [await readEvents(t, eventsOf('counted')), await readEvents(t, eventsOf('counted'))]
  t.equal(await openStreams(), 2)
  for (const reader of readers) reader.close()
  await waitFor('no stream', async () => (await openStreams()) === 0)
  t.notMatch((await admin('/metrics')).text, /route="\/v1\/sites\/:site\/threads\/:slug\/events",status="200"/)
})

t.test('a network has so many streams and no more, until one of them ends', async (t) => {
  const { streamsPerNetwork } = LIMITS.events
  const limited = await startTestService(t, { hasWorkers: false, config: { isRateLimited: true } })
  const target = `${limited.url}${threadPath('x')}/events`
  const readers = await Promise.all(Array.from({ length: streamsPerNetwork }, () => readEvents(t, target)))
  t.ok(readers.every(({ status }) => status === 200))
  const refused = await limited.client(`${threadPath('y')}/events`)
  isProblem(t, refused, 429)
  t.ok(Number(refused.headers.get('retry-after')) > 0)
  readers[0]?.close()
  await waitFor('a free place', async () => (await limited.client(`${threadPath('x')}/events`)).status === 200)
})

const thread = { siteId: 'demo' as SiteId, slug: 'x' }
const change = (version: number) =>
  ({ kind: 'appeared', commentId: 'c'.repeat(36) as CommentId, parentId: null, version }) as const

t.test('a process has so many streams and no more', async (t) => {
  const events = createThreadEvents({ listVersions: async (threads) => threads.map(() => 1), now: Date.now })
  t.teardown(events.close)
  const open = () => events.open({ thread, network: null, known: null })
  const streams = await Promise.all(Array.from({ length: LIMITS.events.streamsMax }, open))
  await t.rejects(open(), { code: 'unavailable' })
  streams[0]?.destroy()
  await waitFor('a free place', () => events.count() < LIMITS.events.streamsMax)
  streams[0] = await open()
  for (const stream of streams) stream.destroy()
  await waitFor('no stream', () => events.count() === 0)
})

t.test('the database is asked once for a thread, not for each reader or event', async (t) => {
  let questions = 0
  const listVersions = async (threads: readonly unknown[]) => {
    questions += 1
    return threads.map(() => 1)
  }
  const events = createThreadEvents({ listVersions, now: Date.now })
  t.teardown(events.close)
  const streams = await Promise.all(
    Array.from({ length: 50 }, () => events.open({ thread, network: null, known: null })),
  )
  for (let version = 2; version <= 101; version += 1) events.tell({ ...thread, change: change(version) })
  t.ok(questions <= 2, `${questions} questions`)
  t.match(String(streams[49]?.read()), /"version":101\}\n\n$/)
  for (const stream of streams) stream.destroy()
})

t.test('each beat keeps a stream alive, ends an old one, and finds what no signal told of', async (t) => {
  let [at, version] = [0, 1]
  const events = createThreadEvents({ listVersions: async (threads) => threads.map(() => version), now: () => at })
  t.teardown(events.close)
  const texts = ['', '']
  const open = async (index: number) => {
    const stream = await events.open({ thread, network: null, known: null })
    stream.on('data', (chunk) => {
      texts[index] += String(chunk)
    })
    return stream
  }
  const old = await open(0)
  at = LIMITS.events.lifeMs
  const young = await open(1)
  version = 5
  await waitFor('the old stream to end', () => old.readableEnded)
  await waitFor('what was missed', () => texts[1]?.includes('event: missed\nid: 5\ndata: {"version":5}\n\n'))
  t.match(texts[1], /\n\n:\n\nevent: missed/, 'a comment line first')
  t.notOk(young.readableEnded)
  young.destroy()
})

t.test('when the database does not answer nobody is let in, and nothing stays behind', async (t) => {
  const events = createThreadEvents({ listVersions: () => Promise.reject(new Error('away')), now: Date.now })
  t.teardown(events.close)
  await t.rejects(events.open({ thread, network: 'n', known: null }), { message: 'away' })
  t.equal(events.count(), 0)
})

t.test('who does not read is let go, and others are not held back', async (t) => {
  const events = createThreadEvents({ listVersions: async (threads) => threads.map(() => 1), now: Date.now })
  t.teardown(events.close)
  const server = createServer(async (_request, response) => {
    const readable = await events.open({ thread, network: null, known: null })
    readable.on('close', () => response.destroy())
    readable.pipe(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo

  const deaf = connect(port, '127.0.0.1')
  deaf.on('error', () => {})
  deaf.pause()
  deaf.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  const listener = await readEvents(t, `http://127.0.0.1:${port}/`)
  await waitFor('both', () => events.count() === 2)

  let version = 1
  await waitFor('the deaf one to be let go', () => {
    for (let n = 0; n < 200; n += 1) {
      version += 1
      events.tell({ ...thread, change: change(version) })
    }
    return events.count() === 1
  })
  await waitFor('the last event', () => listener.events.at(-1)?.data.version === version)
  t.equal(listener.events.length, version - 1, 'every event came to who reads')
  deaf.destroy()
})
