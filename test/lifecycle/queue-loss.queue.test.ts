/** The queue is disposable: whatever is lost, doubled or late in it, each comment gets its one decision. */

import { Redis } from 'ioredis'
import t, { type Test } from 'tap'
import { relayPending } from '../../src/lifecycle/relay-pending.js'
import { LIMITS } from '../../src/limits.js'
import { JOB_NAMES, type JobName } from '../../src/queue/jobs.js'
import { startWorkers } from '../../workers/start.js'
import { startCutProxy } from '../support/cut-proxy.js'
import { query } from '../support/dump.js'
import { type OwnRedis, startOwnRedis } from '../support/own-redis.js'
import { QUEUE, type Service, type ServiceOptions, startTestService } from '../support/service.js'
import { listOutcomes, submitPlain, waitForDecisions } from '../support/submit.js'
import { waitFor } from '../support/wait-for.js'

const COMMENTS = 25
const PROMISED_MS = 30_000
const JOB_KEYS = ['commentId', 'revision', 'v']

t.setTimeout(120_000)
// Two wait for the same twenty seconds of patience: they may do so together.
t.jobs = 2

async function openQueues(t: Test, { runtime }: Service) {
  const queues = JOB_NAMES.map((name) => runtime.backend.openQueue(name))
  for (const queue of queues) queue.on('error', () => {})
  t.teardown(() => Promise.all(queues.map((queue) => queue.close())))
  return new Map(JOB_NAMES.map((name, index) => [name, queues[index]]))
}

async function countJobs(queues: Awaited<ReturnType<typeof openQueues>>, name: JobName): Promise<number> {
  return (await queues.get(name)?.getJobCountByTypes('waiting', 'active', 'delayed', 'waiting-children')) ?? 0
}

/** A service whose comments are all in the queue, where nobody works. */
async function startWithFullQueue(t: Test, options: ServiceOptions = {}) {
  const service = await startTestService(t, { hasWorkers: false, ...options })
  const queues = await openQueues(t, service)
  await submitPlain(service.client, COMMENTS)
  await waitFor('all jobs', async () => (await countJobs(queues, 'check-spam')) === COMMENTS)
  return { service, queues }
}

/** Starts workers and says how long the last decision took. */
async function recover(t: Test, service: Service): Promise<void> {
  const startedAt = performance.now()
  const workers = await startWorkers(service.runtime.backend, service.runtime.deps)
  t.teardown(() => workers.close(5_000))
  const outcomes = await waitForDecisions(service.databaseUrl, PROMISED_MS)
  const tookMs = Math.round(performance.now() - startedAt)
  t.comment(`${COMMENTS} comments decided ${tookMs} ms after the loss`)
  t.equal(outcomes.length, COMMENTS)
  t.ok(
    outcomes.every(({ decisions }) => decisions === 1),
    'each has exactly one decision',
  )
  t.notOk(
    outcomes.some(({ reason }) => reason === 'checker-unavailable'),
    'all checks ran',
  )
}

t.test('jobs that are removed are asked for again', async (t) => {
  const { service, queues } = await startWithFullQueue(t)
  for (const queue of queues.values()) await queue?.obliterate({ force: true })
  await recover(t, service)
})

t.test('a store that is emptied altogether loses no comment', async (t) => {
  const redis: OwnRedis | null = QUEUE === 'redis' ? await startOwnRedis(t) : null
  const { service } = await startWithFullQueue(t, redis === null ? {} : { redisUrl: redis.url })
  if (redis === null) {
    const tables = await query<{ list: string }>(
      service.databaseUrl,
      `select string_agg(format('bullmq.%I', tablename), ', ') as list from pg_tables
       where schemaname = 'bullmq' and tablename not like '%migration%'`,
    )
    await query(service.databaseUrl, `truncate ${tables[0]?.list}`)
  } else {
    const client = new Redis(redis.url)
    await client.flushall()
    client.disconnect()
  }
  await recover(t, service)
})

t.test('a job says which comment and nothing more', async (t) => {
  const { queues } = await startWithFullQueue(t)
  for (const name of ['check-spam', 'moderate-comment'] as const) {
    const jobs = (await queues.get(name)?.getJobs(['waiting', 'waiting-children'])) ?? []
    t.equal(jobs.length, COMMENTS)
    for (const job of jobs) {
      t.strictSame(Object.keys(job.data as object).sort(), JOB_KEYS)
      t.equal(job.name, name)
    }
  }
})

t.test('relays that look at the same time do not queue a comment twice', async (t) => {
  const { service, queues } = await startWithFullQueue(t)
  const { deps } = service.runtime
  await query(service.databaseUrl, 'update comments set queued_at = null')
  const counts = await Promise.all(Array.from({ length: 8 }, () => relayPending(deps)))
  const claimed = counts.reduce((sum, count) => sum + count, 0)
  t.ok(claimed <= COMMENTS, `${claimed} claimed at the same time`)
  await waitFor('the service’s own relay', async () => (await countJobs(queues, 'check-spam')) >= 2 * COMMENTS)
  await relayPending(deps)
  t.equal(await countJobs(queues, 'check-spam'), 2 * COMMENTS, 'one more job for each comment')
})

t.test('a claim that the queue did not take is given back', async (t) => {
  const service = await startTestService(t, { hasWorkers: false })
  const { deps } = service.runtime
  await submitPlain(service.client, 3)
  const isQueued = 'select 1 from comments where queued_at is not null'
  await waitFor('the claim', async () => (await query(service.databaseUrl, isQueued)).length === 3)
  await query(service.databaseUrl, 'update comments set queued_at = $1', [new Date(Date.now() - 60_000)])
  const refusing = { ...deps.producer, enqueueScreening: async () => Promise.reject(new Error('the queue is away')) }
  const outcome = await relayPending({ ...deps, producer: refusing }).catch((error: Error) => error.message)
  // The service's own relay may have been faster, and has queued them then.
  if (outcome === 'the queue is away') {
    await waitFor('the service’s own relay', async () => (await query(service.databaseUrl, isQueued)).length === 3)
  }
  t.ok(outcome === 'the queue is away' || outcome === 0)
})

t.test(
  'without Redis comments are taken all the same, and decided when it is back',
  { skip: QUEUE !== 'redis' },
  async (t) => {
    const redis = await startOwnRedis(t)
    const proxy = await startCutProxy(t, { port: redis.port, host: '127.0.0.1' })
    const service = await startTestService(t, { redisUrl: `redis://127.0.0.1:${proxy.port}` })
    await submitPlain(service.client, 3)
    await waitForDecisions(service.databaseUrl)

    proxy.cut()
    const startedAt = performance.now()
    await submitPlain(service.client, COMMENTS)
    t.comment(`a submit without Redis took ${Math.round((performance.now() - startedAt) / COMMENTS)} ms`)
    t.equal((await service.admin('/v1/admin/queues')).status, 503, 'what needs the queue says so')
    t.equal((await service.client('/v1/sites/demo/threads/loss')).status, 200)
    t.ok((await listOutcomes(service.databaseUrl)).filter(({ status }) => status === 'pending').length >= COMMENTS)

    proxy.mend()
    const backAt = performance.now()
    const outcomes = await waitForDecisions(service.databaseUrl, PROMISED_MS)
    t.comment(`${COMMENTS} comments decided ${Math.round(performance.now() - backAt)} ms after Redis was back`)
    t.ok(outcomes.every(({ decisions }) => decisions === 1))
    t.equal((await service.admin('/v1/admin/queues')).status, 200)
  },
)

t.test('a service that starts without Redis works once it is there', { skip: QUEUE !== 'redis' }, async (t) => {
  const redis = await startOwnRedis(t)
  await redis.kill()
  const service = await startTestService(t, { redisUrl: redis.url })
  await submitPlain(service.client, 3)
  await redis.start()
  const outcomes = await waitForDecisions(service.databaseUrl, PROMISED_MS)
  t.ok(outcomes.every(({ decisions }) => decisions === 1))
  t.equal((await service.admin('/v1/admin/queues')).status, 200)
})

t.ok(LIMITS.relay.requeueMs < PROMISED_MS, 'patience is shorter than the promise')
