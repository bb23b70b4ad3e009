/** Opens Postgres: the pool, its time-outs, and the column naming. */

import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { LIMITS } from '../src/limits.js'
import type { Redacted } from '../src/privacy/redacted.js'
import { preparingPool } from './prepared.js'
import type { Database } from './schema.js'

export type Db = Kysely<Database>
export type Trx = Transaction<Database>

// int8 counts stay far below 2^53 here, so a number is safe and a string would only be converted everywhere.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export interface OpenedDatabase {
  db: Db
  /** Connections in use, idle, and callers waiting for one. */
  poolSize: () => { total: number; idle: number; waiting: number }
  close: () => Promise<void>
}

/** Opens a pool on an address. Nothing connects before the first query. `onError` hears of idle connections that broke. */
export function openDatabase(url: Redacted, onError: (error: Error) => void): OpenedDatabase {
  const { db: limits } = LIMITS
  const pool = new pg.Pool({
    connectionString: url.reveal(),
    max: limits.poolMax,
    connectionTimeoutMillis: limits.connectTimeoutMs,
    maxLifetimeSeconds: limits.connectionLifetimeS,
    statement_timeout: limits.statementTimeoutMs,
    lock_timeout: limits.lockTimeoutMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    application_name: 'causerie',
    keepAlive: true,
  })
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', onError)
  // So would one that breaks while it is in use: the statement on it fails, and that is told there.
  pool.on('connect', (client) => client.on('error', () => {}))

  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: preparingPool(pool) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return {
    db,
    poolSize: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => db.destroy(),
  }
}

/** Whether an error means that Postgres cannot be reached now, as opposed to a statement it refused. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  // 08: connection, 53: resources, 57P: shutdown, 57014: a statement that took too long, 55P03: a lock that did.
  if (/^(?:08|53|57P|57014|55P03|25P03)/.test(code)) return true
  if (/^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|NOENT|HOSTUNREACH|AI_AGAIN)$/.test(code)) return true
  return /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after)/.test(
    error.message,
  )
}
