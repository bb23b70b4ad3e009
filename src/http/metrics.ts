/** Prometheus metrics of one process. Labels are names of ours: routes, statuses, queues; never anything a visitor sent. */

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { listHelperCalls } from '../../db/queries/helpers.js'
import { findBacklog } from '../../db/queries/relay.js'
import { countWorkers } from '../../db/queries/service.js'
import type { Deps } from '../deps.js'
import { LIMITS } from '../limits.js'
import type { QueueInspector } from '../queue/inspector.js'

export interface Metrics {
  observeRequest: (request: { method: string; route: string; statusCode: number; durationMs: number }) => void
  /** The text of a scrape; asks Postgres and the queues. What does not answer in time is left out. */
  render: () => Promise<{ contentType: string; text: string }>
}

const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export function createMetrics(options: {
  deps: Pick<Deps, 'db' | 'clock' | 'raids'>
  inspector: QueueInspector
  poolSize: () => { total: number; idle: number; waiting: number }
  countStreams: () => number
}): Metrics {
  const { deps, inspector, poolSize, countStreams } = options
  const registry = new Registry()
  registry.setDefaultLabels({ service: 'causerie' })
  collectDefaultMetrics({ register: registry })

  const requests = new Histogram({
    name: 'causerie_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_S,
    registers: [registry],
  })
  const refused = new Counter({
    name: 'causerie_rate_limited_total',
    help: 'Requests refused because of a limit',
    labelNames: ['route'],
    registers: [registry],
  })
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  const pending = gauge('causerie_comments_pending', 'Comments without a decision')
  const oldest = gauge('causerie_comments_oldest_pending_seconds', 'Age of the oldest comment without a decision')
  const raids = gauge('causerie_raids', 'Threads under a raid')
  const helpers = gauge('causerie_helper_calls', 'Calls of outside helpers today (UTC) by outcome', [
    'helper',
    'outcome',
  ])
  const workers = gauge('causerie_workers_alive', 'Worker processes seen within the last seconds')
  const jobs = gauge('causerie_queue_jobs', 'Jobs by queue and state', ['queue', 'state'])
  const streams = gauge('causerie_event_streams', 'Streams of events that are open')
  const connections = gauge('causerie_db_connections', 'Connections of the pool by state', ['state'])

  const collect = async (): Promise<void> => {
    const now = deps.clock()
    const pool = poolSize()
    streams.set(countStreams())
    connections.set({ state: 'idle' }, pool.idle)
    connections.set({ state: 'used' }, pool.total - pool.idle)
    connections.set({ state: 'waiting' }, pool.waiting)
    raids.set(await deps.raids.count())
    const [calls, backlog, alive, queues] = await Promise.allSettled([
      listHelperCalls(deps.db, now),
      findBacklog(deps.db, now),
      countWorkers(deps.db, new Date(now.getTime() - LIMITS.workers.aliveMs)),
      inspector.listCounts(),
    ])
    if (calls.status === 'fulfilled') {
      // A new day begins at nothing.
      helpers.reset()
      for (const { helper, outcome, calls: count } of calls.value) helpers.set({ helper, outcome }, count)
    }
    if (backlog.status === 'fulfilled') {
      pending.set(backlog.value.pending)
      oldest.set(backlog.value.oldestAgeMs / 1000)
    }
    if (alive.status === 'fulfilled') workers.set(alive.value)
    if (queues.status === 'fulfilled') {
      for (const { name, isPaused, ...states } of queues.value) {
        for (const [state, count] of Object.entries(states)) jobs.set({ queue: name, state }, count)
      }
    }
  }

  return {
    observeRequest: ({ method, route, statusCode, durationMs }) => {
      requests.observe({ method, route, status: statusCode }, durationMs / 1000)
      if (statusCode === 429) refused.inc({ route })
    },
    render: async () => {
      await collect()
      return { contentType: registry.contentType, text: await registry.metrics() }
    },
  }
}
