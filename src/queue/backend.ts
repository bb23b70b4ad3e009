/** The one file that knows whether BullMQ runs on Redis or on Postgres. Everything else sees the same queues. */

import type { EventEmitter } from 'node:events'
import {
  createPostgresBackend,
  FlowProducer,
  type Processor,
  Queue,
  type QueueOptions,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq'
import { Redis } from 'ioredis'
import { LIMITS } from '../limits.js'
import type { Redacted } from '../privacy/redacted.js'
import type { JobName } from './jobs.js'

/** Where BullMQ keeps its jobs. `prefix` (Redis) and `schema` (Postgres) keep several installations apart. */
export type QueueStore =
  | { kind: 'redis'; url: Redacted; prefix: string }
  | { kind: 'postgres'; url: Redacted; schema: string }

export interface QueueBackend {
  kind: QueueStore['kind']
  /** Makes BullMQ's tables on Postgres; nothing to do on Redis. */
  prepare: () => Promise<void>
  /** For senders and readers: fails at once when the store is away. */
  openQueue: (name: JobName) => Queue
  openFlowProducer: () => FlowProducer
  /** For workers: waits until the store is back. */
  openWorker: (name: JobName, processor: Processor, options: Omit<WorkerOptions, 'connection' | 'prefix'>) => Worker
  /** Closes what the backend opened itself; queues and workers are closed by those who opened them. */
  close: () => Promise<void>
}

// A hash tag: all keys of an installation are on one node of a Redis Cluster, as flows need.
export const DEFAULT_PREFIX = '{causerie}'
export const DEFAULT_SCHEMA = 'bullmq'

/** Whether an error means that Redis cannot be reached now. Postgres' own errors are known to db/database.ts. */
export function isStoreUnavailable(error: unknown): boolean {
  return error instanceof Error && (error.name === 'MaxRetriesPerRequestError' || REDIS_AWAY.test(error.message))
}

const REDIS_AWAY = /^(?:Stream isn't writeable|Connection is closed|Command timed out)/

export function openBackend(store: QueueStore): QueueBackend {
  return store.kind === 'redis' ? openRedis(store) : openPostgres(store)
}

function openRedis({ url, prefix }: Extract<QueueStore, { kind: 'redis' }>): QueueBackend {
  const clients: Redis[] = []
  const connect = (options: { isWorker: boolean }): Redis => {
    const client = new Redis(url.reveal(), {
      connectTimeout: LIMITS.queue.redisCommandMs,
      ...(options.isWorker
        ? { maxRetriesPerRequest: null }
        : { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: LIMITS.queue.redisCommandMs }),
    })
    // The queues and workers report their own errors; without a listener here one would end the process.
    client.on('error', () => {})
    clients.push(client)
    return client
  }
  let sender: Redis | undefined
  const senderOptions = (): QueueOptions => {
    sender ??= connect({ isWorker: false })
    // Asking for the version is the one command sent before there is a connection, and its failure is never forgotten.
    return { connection: sender, prefix, skipWaitingForReady: true, skipVersionCheck: true }
  }
  return {
    kind: 'redis',
    prepare: async () => {},
    openQueue: (name) => new Queue(name, senderOptions()),
    openFlowProducer: () => new FlowProducer(senderOptions()),
    openWorker: (name, processor, options) =>
      new Worker(name, processor, { ...options, connection: connect({ isWorker: true }), prefix }),
    close: async () => {
      for (const client of clients) client.disconnect()
    },
  }
}

function openPostgres({ url, schema }: Extract<QueueStore, { kind: 'postgres' }>): QueueBackend {
  const { factory, close } = sharePool()
  const bound = withBackend(factory)
  const connection = () => ({
    connectionString: url.reveal(),
    schema,
    max: LIMITS.queue.poolMax,
    connectionTimeoutMillis: LIMITS.db.connectTimeoutMs,
    application_name: 'causerie-queue',
    keepAlive: true,
  })
  // BullMQ names the backend in its types; queues of both backends do the same, so the rest need not know.
  return {
    kind: 'postgres',
    prepare: async () => {
      const queue = new bound.Queue('maintenance', { connection: { ...connection(), migrate: true } })
      queue.on('error', () => {})
      try {
        await queue.waitUntilReady()
      } finally {
        await queue.close()
      }
    },
    openQueue: (name) => new bound.Queue(name, { connection: connection() }) as unknown as Queue,
    openFlowProducer: () => new bound.FlowProducer({ connection: connection() }) as unknown as FlowProducer,
    openWorker: (name, processor, options) =>
      new bound.Worker(name, processor as never, { ...options, connection: connection() }) as unknown as Worker,
    close,
  }
}

interface Memo {
  waitUntilReady: () => Promise<void>
  readyPromise?: Promise<void> | undefined
}

interface Pool extends EventEmitter {
  end: () => Promise<void>
}

interface Connection extends Memo {
  pool: Pool
  ownsPool: boolean
}

/**
 * BullMQ opens a pool for each queue and each worker; here all of a process have one, the first that was made. What a
 * worker waits on stays a connection of its own.
 */
function sharePool(): { factory: typeof createPostgresBackend; close: () => Promise<void> } {
  let pool: Pool | undefined
  return {
    factory: (...args) => {
      const backend = createPostgresBackend(...args)
      const { connection } = backend as unknown as { connection: Connection }
      pool ??= listenTo(connection.pool)
      connection.pool = pool
      connection.ownsPool = false
      retryReady(connection)
      retryReady(backend as unknown as Memo)
      return backend
    },
    close: async () => await pool?.end(),
  }
}

/** Nobody else listens to a connection that a statement has taken out of the pool; one that breaks then would end the process. */
function listenTo(pool: Pool): Pool {
  // The statement on it fails, and that is told where it was sent.
  pool.on('connect', (client: EventEmitter) => client.on('error', () => {}))
  return pool
}

/** BullMQ remembers for ever that a first connection failed; so a queue opened a moment too early would never work. */
function retryReady(memo: Memo): void {
  const waitUntilReady = memo.waitUntilReady.bind(memo)
  memo.waitUntilReady = async () => {
    try {
      await waitUntilReady()
    } catch (error) {
      memo.readyPromise = undefined
      throw error
    }
  }
}
