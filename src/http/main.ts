/** Runs the HTTP service of a process: builds it, listens, stops. */

import type { AddressInfo } from 'node:net'
import { isUnavailable } from '../../db/database.js'
import { listThreadVersions } from '../../db/queries/threads.js'
import { createInspector } from '../queue/inspector.js'
import type { Runtime } from '../runtime.js'
import { type AppOptions, buildApp, buildOpsApp } from './app.js'
import { createMetrics } from './metrics.js'
import { createThreadCache } from './thread-cache.js'
import { createThreadEvents } from './thread-events.js'

export interface RunningApi {
  /** The port that was taken; not the one asked for when that was 0. */
  port: number
  /** Answers what came, takes nothing more. */
  close: () => Promise<void>
}

export async function startApi(runtime: Runtime): Promise<RunningApi> {
  const { config, deps, backend, health } = runtime
  const cache = createThreadCache({ now: Date.now, isUnavailable })
  const events = createThreadEvents({ listVersions: (threads) => listThreadVersions(deps.db, threads), now: Date.now })
  // The cache first: whoever hears of a change comes to read it.
  await runtime.onThreadChange(
    (signal) => {
      cache.drop(signal)
      events.tell(signal)
    },
    () => {
      cache.doubt()
      events.doubt()
    },
  )
  const inspector = createInspector(backend, () => {
    // The runtime's own producer reports the same store.
  })
  const metrics = createMetrics({ deps, inspector, poolSize: runtime.poolSize, countStreams: events.count })
  const options: AppOptions = {
    deps,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    isRateLimited: config.isRateLimited,
    securityContact: config.securityContact,
    limitRedis: runtime.limitRedis,
    redisPrefix: runtime.redisPrefix,
    cache,
    events,
    inspector,
    health,
    metrics,
    hasOpsPort: config.opsPort !== null,
  }
  const app = await buildApp(options)
  const opsApp = config.opsPort === null ? null : await buildOpsApp(options)
  await app.listen({ host: config.host, port: config.port })
  if (opsApp !== null && config.opsPort !== null) await opsApp.listen({ host: '127.0.0.1', port: config.opsPort })

  const { port } = app.server.address() as AddressInfo
  return {
    port,
    close: async () => {
      await app.close()
      await opsApp?.close()
      await inspector.close()
    },
  }
}
