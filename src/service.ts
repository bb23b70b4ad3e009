/** Starts a service process, says where it is, and stops it without losing anything. */

import { startWorkers } from '../workers/start.js'
import { explain } from './cli/explain.js'
import type { Config } from './config.js'
import { startApi } from './http/main.js'
import { openSetUp } from './lifecycle/invite-moderator.js'
import { LIMITS } from './limits.js'
import { createLogger, type Logger } from './log.js'
import type { Redacted } from './privacy/redacted.js'
import { entryLink } from './privacy/session-tokens.js'
import { openRuntime } from './runtime.js'

export type Role = 'all' | 'api' | 'workers'

export async function startService(role: Role, config: Config): Promise<void> {
  const startedAt = performance.now()
  const log = createLogger(config.logLevel)
  try {
    if (!config.isRateLimited) log.warn('RATE_LIMIT is off: for benchmarks and load tests only')
    const runtime = await openRuntime({ config, log })
    const workers = role === 'api' ? null : await startWorkers(runtime.backend, runtime.deps)
    const api = role === 'workers' ? null : await startApi(runtime)

    stopOnSignals(log, async () => {
      runtime.health.drain()
      await api?.close()
      await workers?.close(LIMITS.workers.jobMs)
      await runtime.close()
    })
    const durationMs = Math.round(performance.now() - startedAt)
    log.info({ mode: role, durationMs, ...(api === null ? {} : { port: api.port }) }, 'ready')
    if (role === 'all' && api !== null) {
      const setUp = await openSetUp(runtime.deps)
      sayWhere(config, api.port, setUp?.token ?? null, durationMs)
    }
  } catch (error) {
    explain(error, log)
  }
}

/** `setUp` goes behind the console's address while nobody can log in; to the terminal alone, never to a log. */
function sayWhere(
  { publicUrl, dataDir, databaseUrl }: Config,
  port: number,
  setUp: Redacted | null,
  durationMs: number,
): void {
  const base = new URL(publicUrl).port === '0' ? `http://localhost:${port}` : publicUrl
  const lines = [
    '',
    `Causerie is ready (${(durationMs / 1000).toFixed(1)} s).`,
    '',
    `  Demo page   ${base}/demo`,
    `  Console     ${setUp === null ? `${base}/console` : entryLink(base, 'setup', setUp)}`,
    ...(setUp === null ? [] : ['              (makes the first admin; works once, for 24 hours)']),
    `  API         ${base}/v1/sites/demo/threads/bonjour`,
    `  API docs    ${base}/docs`,
    `  Queues      ${base}/queues   (user: any, password: an admin key; make one with`,
    '              npm run causerie -- create-api-key --name me --role admin)',
    ...(databaseUrl === null ? [`  Data        ${dataDir}`] : []),
    '',
    'Ctrl-C stops everything; starting again finds everything where it was.',
    '',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** One signal drains; the deadline or a second signal ends the process all the same. */
function stopOnSignals(log: Logger, stop: () => Promise<void>): void {
  let isStopping = false
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) {
      log.warn({ signal }, 'second signal: ending at once')
      process.exit(1)
    }
    isStopping = true
    const startedAt = performance.now()
    log.info({ signal }, 'stopping')
    const deadline = setTimeout(() => {
      log.error('could not stop in time: what was running will run again')
      process.exit(1)
    }, LIMITS.drainMs)
    deadline.unref()
    stop().then(
      () => {
        log.info({ durationMs: Math.round(performance.now() - startedAt) }, 'stopped')
        process.exit(process.exitCode ?? 0)
      },
      (err: unknown) => {
        log.error({ err }, 'could not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
