/** Tells every process that a thread changed, over LISTEN and NOTIFY; src/queue/signals.ts does the same over Redis. */

import { sql } from 'kysely'
import pg from 'pg'
import { readSignal, type ThreadSignal, writeSignal } from '../src/domain/thread-signal.js'
import { LIMITS } from '../src/limits.js'
import type { Redacted } from '../src/privacy/redacted.js'
import type { Db } from './database.js'

const CHANNEL = 'causerie_thread_changed'

/** Same contract as Signals in src/queue/signals.ts. */
export function openPostgresSignals(db: Db, url: Redacted, onError: (error: Error) => void) {
  let isClosed = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined

  const listen = async (onSignal: (signal: ThreadSignal) => void, onGap: () => void): Promise<void> => {
    if (isClosed) return
    const next = new pg.Client({
      connectionString: url.reveal(),
      connectionTimeoutMillis: LIMITS.db.connectTimeoutMs,
      application_name: 'causerie-signals',
      keepAlive: true,
    })
    const again = (error: Error): void => {
      next.removeAllListeners()
      next.on('error', () => {})
      next.end().catch(() => {})
      if (isClosed) return
      onError(error)
      onGap()
      clearTimeout(retry)
      retry = setTimeout(() => void listen(onSignal, onGap), LIMITS.queue.storeRetryMs)
    }
    client = next
    next.once('error', again)
    next.once('end', () => again(new Error('the listening connection ended')))
    next.on('notification', ({ payload = '' }) => onSignal(readSignal(payload)))
    try {
      await next.connect()
      await next.query(`listen ${CHANNEL}`)
      onGap()
    } catch (error) {
      again(error instanceof Error ? error : new Error('cannot listen'))
    }
  }

  return {
    publish: async (signal: ThreadSignal): Promise<void> => {
      await sql`select pg_notify(${CHANNEL}, ${writeSignal(signal)})`.execute(db)
    },
    subscribe: listen,
    close: async (): Promise<void> => {
      isClosed = true
      clearTimeout(retry)
      client?.removeAllListeners()
      client?.on('error', () => {})
      await client?.end().catch(() => {})
    },
  }
}
