/** A process of its own that owns an embedded Postgres, as `npm start` does: to be killed, and to be refused. */

import { EmbeddedPostgresError, startEmbeddedPostgres } from '../../src/embedded/postgres.js'

const [dataDir = '', durability] = process.argv.slice(2)

function tell(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`)
}

const log = {
  info: (fields: object, message: string) => tell({ message, ...fields }),
  warn: (fields: object, message: string) => tell({ message, ...fields }),
}

try {
  const postgres = await startEmbeddedPostgres({ dataDir, durable: durability !== 'throwaway', log })
  // Ctrl-C reaches the whole terminal group; what still runs then wants its database.
  process.on('SIGINT', () => tell({ message: 'interrupted' }))
  process.on('SIGTERM', () => void postgres.close().then(() => process.exit(0)))
  // Neither a listener nor a database keeps a process alive.
  setInterval(() => undefined, 60_000)
  tell({ message: 'started', url: postgres.url, socketDir: postgres.socketDir })
} catch (err) {
  if (!(err instanceof EmbeddedPostgresError)) throw err
  tell({ message: 'refused', code: err.code, reason: err.message })
  process.exitCode = 78
}
