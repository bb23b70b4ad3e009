/** Comments sent by real clients while processes are killed; afterwards, what must be true is checked row by row. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Test } from 'tap'
import { query } from './dump.js'
import { startOwnRedis } from './own-redis.js'
import { OWN_POSTGRES, run, SECRETS, startService } from './process.js'
import { createRandom } from './random.js'
import { QUEUE } from './service.js'
import { waitFor } from './wait-for.js'

export interface ChaosOptions {
  comments: number
  /** How often each target dies. */
  kills: number
  seed: number
}

const CLIENTS = 8
const THREADS = 5
/** Every so many comments one is by a robot: never to be seen. */
const ROBOT_EVERY = 10
const WORDS = [
  'bread',
  'salt',
  'rye',
  'yeast',
  'oven',
  'crust',
  'flour',
  'water',
  'seed',
  'knife',
  'butter',
  'table',
] as const
const PG_KILLS_MAX = 4

/** Runs the whole story; fails the test where a promise is broken. */
export async function runChaos(t: Test, { comments, kills, seed }: ChaosOptions): Promise<void> {
  t.comment(`SEED=${seed} replays this run`)
  const random = createRandom(seed)
  const world = await startWorld(t)
  const { targets, databaseUrl } = world
  // Whatever is not spam becomes visible: so most of what could be seen too early is.
  await query(databaseUrl, `update sites set policy = policy || '{"mode":"open"}'`)
  const names = Object.keys(targets)
  // Killed when so many comments were acknowledged: random, yet the same for the same seed.
  const schedule = names
    .flatMap((name) => Array.from({ length: kills }, () => ({ name, after: random.below(comments) })))
    .sort((a, b) => a.after - b.after)

  const acknowledged = new Map<number, string>()
  const statuses = new Map<string, number>()
  const seen = new Map<string, number>()
  let isOver = false

  const submit = async (index: number): Promise<void> => {
    const isRobot = index % ROBOT_EVERY === 0
    const body = `Note ${index}: ${Array.from({ length: 8 }, () => random.pick(WORDS)).join(' ')}, ${random.below(1e9)}.`
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `run-${seed}-${index}` },
      body: JSON.stringify({
        author: { name: `Reader ${index}`, email: `reader-${index}@mail.example` },
        body,
        ...(isRobot ? { website: 'https://robot.example' } : {}),
      }),
    }
    await waitFor(
      `comment ${index} to be taken`,
      async () => {
        const answer = await fetchJson<{ id: string }>(
          `${world.url()}/v1/sites/demo/threads/t${index % THREADS}/comments`,
          request,
        )
        statuses.set(String(answer.status), (statuses.get(String(answer.status)) ?? 0) + 1)
        if (answer.status !== 202 || answer.body === undefined) return false
        acknowledged.set(index, answer.body.id)
        return true
      },
      120_000,
    )
  }

  const read = async (): Promise<void> => {
    let turn = 0
    while (!isOver) {
      turn += 1
      const slug = `t${turn % THREADS}`
      const answer = await fetchJson<{ comments: { id: string }[] }>(
        `${world.url()}/v1/sites/demo/threads/${slug}?sort=newest&limit=100`,
        {},
      )
      for (const { id } of answer.body?.comments ?? []) if (!seen.has(id)) seen.set(id, Date.now())
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  const dieOnce = async (name: string): Promise<void> => {
    const startedAt = performance.now()
    const taken = acknowledged.size
    await targets[name]?.()
    t.comment(`${taken} taken: ${name} killed, back after ${Math.round(performance.now() - startedAt)} ms`)
  }
  // Deaths overlap, but what is dead must be back before it dies again.
  const recoveries = new Map<string, Promise<void>>()
  let begun = 0
  const killAll = async (): Promise<void> => {
    for (const { name, after } of schedule) {
      await waitFor(`${after} comments`, () => acknowledged.size >= after, 240_000)
      const recovery = (recoveries.get(name) ?? Promise.resolve()).then(() => dieOnce(name))
      // Told by the Promise.all below.
      recovery.catch(() => {})
      recoveries.set(name, recovery)
      begun += 1
    }
    await Promise.all(recoveries.values())
  }
  // Clients do not run ahead of the schedule, or most of it would come after the last comment.
  const isBehind = (): boolean => begun < schedule.filter(({ after }) => after <= acknowledged.size).length

  const startedAt = performance.now()
  let next = 0
  const client = async (): Promise<void> => {
    while (next < comments) {
      await waitFor('the schedule', () => !isBehind(), 240_000)
      const index = next
      next += 1
      await submit(index)
    }
  }
  const reader = read()
  await Promise.all([killAll(), ...Array.from({ length: CLIENTS }, client)])
  const sentMs = performance.now() - startedAt
  await waitFor(
    'a decision for every comment',
    async () => (await query(databaseUrl, `select 1 from comments where status = 'pending' limit 1`)).length === 0,
    120_000,
  )
  const decidedMs = performance.now() - startedAt - sentMs
  isOver = true
  await reader
  t.comment(`taken in ${Math.round(sentMs)} ms, the last decision ${Math.round(decidedMs)} ms later`)
  t.comment(`answers to submits: ${JSON.stringify(Object.fromEntries(statuses))}`)
  await check(t, databaseUrl, { comments, acknowledged, statuses, seen })
}

async function check(
  t: Test,
  url: string,
  run: {
    comments: number
    acknowledged: Map<number, string>
    statuses: Map<string, number>
    seen: Map<string, number>
  },
): Promise<void> {
  const rows = await query<{ id: string; status: string; author: string; decisions: number; reason: string; at: Date }>(
    url,
    `select c.id, c.status, c.author_name as author, count(d.*)::int as decisions, min(d.reason) as reason, min(d.decided_at) as at
     from comments c left join decisions d on d.comment_id = c.id group by c.id`,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  t.equal(run.acknowledged.size, run.comments, 'every comment was acknowledged in the end')
  t.equal(rows.length, run.comments, 'every acknowledged comment is there, and none twice')
  t.equal(new Set(rows.map(({ author }) => author)).size, run.comments)
  t.strictSame(
    [...run.acknowledged].filter(([index, id]) => byId.get(id)?.author !== `Reader ${index}`),
    [],
  )
  t.strictSame(
    rows.filter(({ decisions }) => decisions !== 1),
    [],
    'each has exactly one decision',
  )
  const unknown = [...run.statuses.keys()].filter((status) => !['202', '503', 'no answer'].includes(status))
  t.strictSame(unknown, [], 'no submit was answered with anything but 202 and 503')

  const threads = await query<{ counted: number; stored: number }>(
    url,
    `select approved_count as stored, (select count(*)::int from comments c where c.thread_id = t.id and status = 'approved') as counted
     from threads t`,
  )
  t.strictSame(
    threads.filter(({ counted, stored }) => counted !== stored),
    [],
    'the threads’ counts are their rows',
  )
  const early = [...run.seen].filter(([id, at]) => byId.get(id)?.status !== 'approved' || Number(byId.get(id)?.at) > at)
  t.strictSame(early, [], 'nobody saw a comment that was not approved')
  const approved = rows.filter(({ status }) => status === 'approved').length
  t.ok(run.seen.size > 0 && approved > 0)
  const reasons = new Map<string, number>()
  for (const { reason } of rows) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  t.comment(`decided: ${JSON.stringify(Object.fromEntries(reasons))}; ${run.seen.size} comments seen by readers`)
}

/** Two workers and an API as processes of their own, on a Postgres and perhaps a Redis of their own. */
async function startWorld(t: Test) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'chaos-'))
  t.teardown(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }))
  const postgres = run(t, OWN_POSTGRES, [dataDir], {})
  const databaseUrl = String((await postgres.hears('started')).url)
  const redis = QUEUE === 'redis' ? await startOwnRedis(t) : null
  const env = {
    ...SECRETS,
    DATABASE_URL: databaseUrl,
    RATE_LIMIT: 'off',
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
  }
  const api = { current: await startService(t, 'api', env) }
  const workers = await Promise.all([startService(t, 'workers', env), startService(t, 'workers', env)])

  let deaths = 0
  const targets: Record<string, () => Promise<void>> = {
    api: async () => {
      await api.current.kill('SIGKILL')
      api.current = await startService(t, 'api', env)
    },
    postgres: async () => {
      // The embedded Postgres gives up when it dies too often in a minute.
      if (deaths >= PG_KILLS_MAX) return
      deaths += 1
      const pid = Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
      process.kill(pid, 'SIGKILL')
      const isBack = (): boolean =>
        postgres.lines().filter(({ message }) => message === 'embedded Postgres is back').length === deaths
      await waitFor('Postgres to be back', isBack, 60_000)
    },
  }
  for (const index of [0, 1]) {
    targets[`worker ${index + 1}`] = async () => {
      await workers[index]?.kill('SIGKILL')
      workers[index] = await startService(t, 'workers', env)
    }
  }
  if (redis !== null) {
    targets.redis = async () => {
      await redis.kill()
      await redis.start()
    }
  }
  return { targets, databaseUrl, url: () => api.current.url }
}

/** A request that may fail in any way: status `no answer` when there was none. */
async function fetchJson<Body>(
  url: string,
  init: RequestInit,
): Promise<{ status: number | 'no answer'; body: Body | undefined }> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) })
    const text = await response.text()
    return { status: response.status, body: response.ok ? (JSON.parse(text) as Body) : undefined }
  } catch {
    return { status: 'no answer', body: undefined }
  }
}
