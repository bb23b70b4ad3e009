/** Builds everything a process needs, and closes it in reverse order. */

import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { isUnavailable, type OpenedDatabase, openDatabase } from '../db/database.js'
import { migrateUp } from '../db/migrate.js'
import { countHelperCall } from '../db/queries/helpers.js'
import { insertSubmissions } from '../db/queries/submissions.js'
import { openPostgresSignals } from '../db/signals.js'
import type { Config } from './config.js'
import type { Deps } from './deps.js'
import type { ThreadSignal } from './domain/thread-signal.js'
import { startEmbeddedPostgres } from './embedded/postgres.js'
import { createHelpers } from './helpers/index.js'
import { createHealth, type Health } from './lifecycle/health.js'
import { createModels } from './lifecycle/model-cache.js'
import { prepareDatabase } from './lifecycle/prepare-database.js'
import { createRaids } from './lifecycle/raid-cache.js'
import { type Relay, startRelay } from './lifecycle/relay-pending.js'
import { createSites } from './lifecycle/site-cache.js'
import { createSubmissionBatcher } from './lifecycle/submission-batcher.js'
import { LIMITS } from './limits.js'
import type { Logger } from './log.js'
import { readModel } from './model-file.js'
import { createNewId } from './new-id.js'
import { createChallenges } from './privacy/challenges.js'
import { createCredentials } from './privacy/credentials.js'
import { createHashClientKey } from './privacy/hash-client-key.js'
import { createHashDomain, createHashEmail } from './privacy/hash-email.js'
import { createHashNetwork } from './privacy/hash-network.js'
import { createHashReader, createHashReporter } from './privacy/hash-reader.js'
import { Redacted } from './privacy/redacted.js'
import { createSeals } from './privacy/seal.js'
import { createFormTokens, createReceipts, createSubscriptionTokens } from './privacy/tokens.js'
import { createVapidKeys } from './privacy/vapid.js'
import { createPushSender } from './push/send-push.js'
import { DEFAULT_PREFIX, DEFAULT_SCHEMA, openBackend, type QueueBackend } from './queue/backend.js'
import { createProducer } from './queue/producer.js'
import { openRedisSignals, type Signals } from './queue/signals.js'

export interface Runtime {
  config: Config
  deps: Deps
  backend: QueueBackend
  health: Health
  poolSize: OpenedDatabase['poolSize']
  limitRedis: Redis | null
  redisPrefix: string
  /** Hears of every change that readers can see, from this process and all others; `onGap`: some may have been missed. */
  onThreadChange: (onSignal: (signal: ThreadSignal) => void, onGap: () => void) => Promise<void>
  close: () => Promise<void>
}

export interface RuntimeOptions {
  config: Config
  log: Logger
  /** Keeps several installations apart that share a store: tests. */
  redisPrefix?: string
  queueSchema?: string
}

/** Opens the stores, migrates, checks the pepper, starts the relay. Throws what stands in the way; nothing stays open then. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { config, log, redisPrefix = DEFAULT_PREFIX, queueSchema = DEFAULT_SCHEMA } = options
  const closers: (() => Promise<unknown>)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) {
      await closer().catch((err: unknown) => log.warn({ err }, 'could not close a part cleanly'))
    }
  }
  try {
    const url = config.databaseUrl ?? (await startEmbedded(config, log, closers))
    const opened = openDatabase(url, (err) => log.warn({ err }, 'an idle database connection broke'))
    closers.push(opened.close)
    const { db, poolSize } = opened
    const readDb = config.databaseReadUrl === null ? db : openReplica(config.databaseReadUrl, log, closers)

    const backend = openBackend(
      config.redisUrl === null
        ? { kind: 'postgres', url, schema: queueSchema }
        : { kind: 'redis', url: config.redisUrl, prefix: redisPrefix },
    )
    closers.push(backend.close)
    const onQueueError = throttle((err: Error) => log.warn({ err }, 'the queue’s store does not answer'))
    const producer = createProducer(backend, onQueueError)
    closers.push(producer.close)

    const clock = () => new Date()
    const newId = createNewId(Date.now)
    await whenAvailable(log, async () => {
      for (const { name } of await migrateUp(db)) log.info({ migration: name }, 'migrated')
      await backend.prepare()
      await prepareDatabase({ db, clock, newId }, config)
    })

    const signals: Signals =
      config.redisUrl === null
        ? openPostgresSignals(db, url, onQueueError)
        : openRedisSignals(config.redisUrl, redisPrefix, onQueueError)
    closers.push(signals.close)
    const limitRedis = config.redisUrl === null ? null : openLimitRedis(config.redisUrl, closers)

    const listeners = new Set<(signal: ThreadSignal) => void>()
    const relay: { current: Relay | undefined } = { current: undefined }
    const deps: Deps = {
      db,
      readDb,
      clock,
      newId,
      newRandomId: randomUUID,
      log,
      hashEmail: createHashEmail(config.pepper),
      hashDomain: createHashDomain(config.pepper),
      hashNetwork: createHashNetwork(config.pepper),
      hashClientKey: createHashClientKey(config.pepper),
      hashReader: createHashReader(config.pepper),
      hashReporter: createHashReporter(config.pepper),
      receipts: createReceipts(config.sessionSecret),
      subscriptionTokens: createSubscriptionTokens(config.sessionSecret),
      formTokens: createFormTokens(config.sessionSecret),
      challenges: createChallenges(config.sessionSecret),
      seals: createSeals(config.pepper),
      credentials: createCredentials(config),
      sites: createSites({ db, now: Date.now, isUnavailable }),
      helpers: createHelpers(config.helpers, {
        now: Date.now,
        takeBudget: async (budget) =>
          (await countHelperCall(db, { helper: 'classifier', outcome: 'asked', now: clock() })) <= budget,
      }),
      raids: createRaids({ db, now: Date.now, isEnabled: config.isRateLimited }),
      models: createModels({ db, model: readModel(), now: Date.now }),
      producer,
      push: createPushSender({
        keys: createVapidKeys({ pepper: config.pepper, configured: config.vapidKey }),
        publicUrl: config.publicUrl,
        hosts: config.pushHosts,
      }),
      publicUrl: config.publicUrl,
      takeIn: createSubmissionBatcher({ insert: (rows) => insertSubmissions(db, rows), isUnavailable }),
      nudgeRelay: () => relay.current?.nudge(),
      announce: (signal) => {
        for (const listener of listeners) listener(signal)
        // Others hear of it a moment later; a signal that is lost costs them LIMITS.thread.cacheFreshMs.
        signals.publish(signal).catch(onQueueError)
      },
    }
    relay.current = startRelay(deps)
    closers.push(relay.current.close)

    return {
      config,
      deps,
      backend,
      health: createHealth(deps),
      poolSize,
      limitRedis,
      redisPrefix,
      onThreadChange: async (onSignal, onGap) => {
        listeners.add(onSignal)
        await signals.subscribe(onSignal, onGap)
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function startEmbedded(config: Config, log: Logger, closers: (() => Promise<unknown>)[]): Promise<Redacted> {
  const postgres = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log,
    onLost: (err) => {
      log.fatal({ err }, 'the embedded Postgres is lost')
      process.exitCode = 1
      process.kill(process.pid, 'SIGTERM')
    },
  })
  closers.push(() => postgres.close())
  return new Redacted(postgres.url)
}

function openReplica(url: Redacted, log: Logger, closers: (() => Promise<unknown>)[]): Deps['readDb'] {
  const replica = openDatabase(url, (err) => log.warn({ err }, 'an idle connection to the read replica broke'))
  closers.push(replica.close)
  return replica.db
}

function openLimitRedis(url: Redacted, closers: (() => Promise<unknown>)[]): Redis {
  const redis = new Redis(url.reveal(), {
    connectTimeout: LIMITS.queue.redisCommandMs,
    commandTimeout: LIMITS.queue.redisCommandMs,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
  })
  // Its absence shows in the queue's own warnings; the limiter goes on locally.
  redis.on('error', () => {})
  closers.push(async () => redis.disconnect())
  return redis
}

/** Waits for a database that is not there yet, as when everything starts at once; gives up after LIMITS.db.startWaitMs. */
async function whenAvailable(log: Logger, work: () => Promise<void>): Promise<void> {
  const giveUpAt = Date.now() + LIMITS.db.startWaitMs
  let isTold = false
  for (;;) {
    try {
      return await work()
    } catch (err) {
      if (!isUnavailable(err) || Date.now() > giveUpAt) throw err
      if (!isTold) log.warn({ err }, 'the database does not answer yet, waiting')
      isTold = true
      await wait(LIMITS.queue.storeRetryMs)
    }
  }
}

/** Passes on one error a second: an outage makes the same one on every connection and retry. */
function throttle(report: (error: Error) => void): (error: unknown) => void {
  let quietUntil = 0
  return (error) => {
    if (Date.now() < quietUntil) return
    quietUntil = Date.now() + 1_000
    report(error instanceof Error ? error : new Error('unknown error'))
  }
}
