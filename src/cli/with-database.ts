/** Opens the database for a command: the one of a running service, the configured one, or the embedded one for a moment. */

import { type OpenedDatabase, openDatabase } from '../../db/database.js'
import { type Config, readConfig } from '../config.js'
import { startEmbeddedPostgres } from '../embedded/postgres.js'
import { findRunningPostgres } from '../embedded/running.js'
import { createLogger } from '../log.js'
import { Redacted } from '../privacy/redacted.js'

export async function withDatabase(work: (db: OpenedDatabase['db'], config: Config) => Promise<void>): Promise<void> {
  const config = readConfig(process.env)
  const log = createLogger('warn')
  const running = config.databaseUrl === null ? await findRunningPostgres(config.dataDir) : undefined
  const embedded =
    config.databaseUrl === null && running === undefined
      ? await startEmbeddedPostgres({ dataDir: config.dataDir, log })
      : undefined
  const url = config.databaseUrl ?? new Redacted(running ?? embedded?.url ?? '')
  const opened = openDatabase(url, (err) => log.warn({ err }, 'an idle database connection broke'))
  try {
    await work(opened.db, config)
  } finally {
    await opened.close()
    await embedded?.close()
  }
}
