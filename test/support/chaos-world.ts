/** The whole service as processes of its own, each of which can be killed and comes back. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Test } from 'tap'
import { startOwnRedis } from './own-redis.js'
import { OWN_POSTGRES, run, SECRETS, startService } from './process.js'
import { QUEUE } from './service.js'
import { waitFor } from './wait-for.js'

const PG_KILLS_MAX = 4

/** Two workers and an API as processes of their own, on a Postgres and perhaps a Redis of their own. */
export async function startWorld(t: Test) {
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
