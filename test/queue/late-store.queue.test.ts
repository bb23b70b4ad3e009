/** How a process connects to the queue's store: as soon as it is there, and sparingly. */

import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import t, { type Test } from 'tap'
import type { CommentId } from '../../src/domain/comment.js'
import { LIMITS } from '../../src/limits.js'
import { Redacted } from '../../src/privacy/redacted.js'
import { DEFAULT_SCHEMA, openBackend, type QueueStore } from '../../src/queue/backend.js'
import { createInspector } from '../../src/queue/inspector.js'
import { JOB_NAMES } from '../../src/queue/jobs.js'
import { createProducer } from '../../src/queue/producer.js'
import { query } from '../support/dump.js'
import { QUEUE } from '../support/service.js'
import { createTestDatabase } from '../support/test-db.js'
import { waitFor } from '../support/wait-for.js'

interface LateStore {
  store: QueueStore
  /** From now on the store answers. */
  appear: () => Promise<void>
}

/** A Postgres whose socket is not there yet. */
async function latePostgres(t: Test): Promise<LateStore> {
  const url = new URL(await createTestDatabase(t))
  const folder = mkdtempSync(path.join(tmpdir(), 'causerie-late-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const real = url.searchParams.get('host') ?? ''
  const late = path.join(folder, 's')
  url.searchParams.set('host', late)
  return {
    store: { kind: 'postgres', url: new Redacted(url.href), schema: 'bullmq' },
    appear: async () => symlinkSync(real, late),
  }
}

/** A Redis behind a port that nobody listens on yet. */
async function lateRedis(t: Test): Promise<LateStore> {
  const real = new URL(process.env.CAUSERIE_TEST_REDIS ?? '')
  const forward = createServer((socket) => {
    const upstream = connect(Number(real.port), real.hostname)
    socket.pipe(upstream).pipe(socket)
    socket.on('error', () => upstream.destroy())
    upstream.on('error', () => socket.destroy())
  })
  const listen = (port: number) => new Promise<void>((resolve) => forward.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = forward.address() as AddressInfo
  await new Promise((resolve) => forward.close(resolve))
  t.teardown(() => forward.close())
  return {
    store: { kind: 'redis', url: new Redacted(`redis://127.0.0.1:${port}`), prefix: `{late-${port}}` },
    appear: () => listen(port),
  }
}

t.test('senders and inspectors reach a store that was away when they were opened', async (t) => {
  const { store, appear } = await (QUEUE === 'redis' ? lateRedis(t) : latePostgres(t))
  const backend = openBackend(store)
  const producer = createProducer(backend, () => {})
  const inspector = createInspector(backend, () => {})
  t.teardown(async () => {
    await inspector.close()
    await producer.close()
    await backend.close()
  })
  const refs = [{ commentId: '01a20373-0000-7000-8000-000000000000' as CommentId, revision: 1 }]

  await t.rejects(producer.enqueueScreening(refs), 'the caller hears of it, and asks again later')
  await t.rejects(inspector.listCounts())

  await appear()
  await waitFor('the sender', () =>
    producer.enqueueScreening(refs).then(
      () => true,
      () => false,
    ),
  )
  const counts = await waitFor('the inspector', () => inspector.listCounts().catch(() => undefined))
  t.match(
    counts.find(({ name }) => name === 'moderate-comment'),
    { waitingChildren: 1 },
  )
})

t.test(
  'all queues and workers of a process share a few connections to Postgres',
  { skip: QUEUE === 'redis' },
  async (t) => {
    const url = await createTestDatabase(t)
    const backend = openBackend({ kind: 'postgres', url: new Redacted(url), schema: DEFAULT_SCHEMA })
    const inspector = createInspector(backend, () => {})
    const workers = JOB_NAMES.map((name) => backend.openWorker(name, async () => {}, {}))
    t.teardown(async () => {
      await Promise.all(workers.map((worker) => worker.close()))
      await inspector.close()
      await backend.close()
    })
    await Promise.all(workers.map((worker) => worker.waitUntilReady()))
    await Promise.all(Array.from({ length: 20 }, () => inspector.listCounts()))
    const [connections] = await query<{ shared: number; own: number }>(
      url,
      `select count(*) filter (where application_name = 'causerie-queue')::int as shared,
            count(*) filter (where application_name = any($1))::int as own
     from pg_stat_activity where datname = current_database()`,
      [JOB_NAMES],
    )
    t.strictSame(connections, { shared: LIMITS.queue.poolMax, own: JOB_NAMES.length })
  },
)
