/** A real service for a test: its own database, the queue backend of this run, real HTTP on a port from the system. */

import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import type { Test } from 'tap'
import { insertSite } from '../../db/queries/sites.js'
import type { Config } from '../../src/config.js'
import type { SiteId } from '../../src/domain/comment.js'
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js'
import { NO_HELPERS } from '../../src/helpers/index.js'
import { startApi } from '../../src/http/main.js'
import { createLogger } from '../../src/log.js'
import { Redacted } from '../../src/privacy/redacted.js'
import { openRuntime, type Runtime } from '../../src/runtime.js'
import { type RunningWorkers, startWorkers } from '../../workers/start.js'
import { type Client, createClient } from './client.js'
import { createTestDatabase } from './test-db.js'

export const ADMIN_KEY = 'csk_admin-key-of-the-tests-0123456789'

export const TEST_SECRETS = {
  pepper: 'the pepper of the tests, which is 32 bytes or more',
  sessionSecret: 'the session secret of the tests, also long enough',
}

export interface Service {
  runtime: Runtime
  url: string
  /** Sends requests and checks every answer against openapi.yaml. */
  client: Client
  /** The same, as the admin. */
  admin: Client
  workers: RunningWorkers | null
  /** Every log line so far, whole. */
  logs: () => string
  databaseUrl: string
  redisUrl: string | null
}

export interface ServiceOptions {
  /** Without workers comments stay pending. Default: true. */
  hasWorkers?: boolean
  config?: Partial<Config>
  policy?: Partial<Policy>
  logLevel?: string
  /** A database and a Redis that the test brought itself, in the place of those of the whole run. */
  databaseUrl?: string
  redisUrl?: string
  /** Several services of one installation share it. */
  redisPrefix?: string
}

/** Which backend this run of the file is for. */
export const QUEUE = process.env.CAUSERIE_TEST_QUEUE === 'redis' ? 'redis' : 'postgres'

export async function startTestService(t: Test, options: ServiceOptions = {}): Promise<Service> {
  const databaseUrl = options.databaseUrl ?? (await createTestDatabase(t))
  const redisUrl = QUEUE === 'redis' ? (options.redisUrl ?? process.env.CAUSERIE_TEST_REDIS ?? null) : null
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const config: Config = {
    host: '127.0.0.1',
    port: 0,
    opsPort: null,
    publicUrl: 'http://localhost:8080',
    dataDir: '/nonexistent',
    databaseUrl: new Redacted(databaseUrl),
    databaseReadUrl: null,
    redisUrl: redisUrl === null ? null : new Redacted(redisUrl),
    pepper: new Redacted(Buffer.from(TEST_SECRETS.pepper)),
    sessionSecret: new Redacted(Buffer.from(TEST_SECRETS.sessionSecret)),
    adminApiKey: new Redacted(ADMIN_KEY),
    vapidKey: null,
    pushHosts: [],
    trustProxy: [],
    isRateLimited: false,
    securityContact: null,
    logLevel: options.logLevel ?? 'trace',
    helpers: NO_HELPERS,
    ...options.config,
  }
  const log = createLogger(config.logLevel, stream)
  const runtime = await openRuntime({
    config,
    log,
    redisPrefix: options.redisPrefix ?? `{t${randomBytes(6).toString('hex')}}`,
  })
  const workers = options.hasWorkers === false ? null : await startWorkers(runtime.backend, runtime.deps)
  const api = await startApi(runtime)
  t.teardown(async () => {
    await api.close()
    await workers?.close(5_000)
    await runtime.close()
  })
  const url = `http://127.0.0.1:${api.port}`
  if (options.policy !== undefined) {
    await createSite(runtime, 'policed', options.policy)
  }
  return {
    runtime,
    url,
    client: createClient(url, {}),
    admin: createClient(url, { authorization: `Bearer ${ADMIN_KEY}` }),
    workers,
    logs: () => lines.join(''),
    databaseUrl,
    redisUrl,
  }
}

/** Adds a site with a policy that differs from the default in some points. */
export async function createSite(runtime: Runtime, id: string, policy: Partial<Policy> = {}): Promise<void> {
  await insertSite(runtime.deps.db, {
    id: id as SiteId,
    name: id,
    origins: ['https://blog.example'],
    language: 'en',
    policy: { ...DEFAULT_POLICY, ...policy },
    keySeed: runtime.deps.newId(),
    createdAt: new Date(),
  })
}
