/** Says why something could not start, to the person at the terminal, and ends the process. */

import { ConfigError, EXIT_CONFIG } from '../config.js'
import { EmbeddedPostgresError } from '../embedded/postgres.js'
import { WrongPepperError } from '../lifecycle/prepare-database.js'
import { createLogger, type Logger } from '../log.js'
import { sayMistakes } from './say-mistakes.js'

/** Mistakes of configuration in plain lines and status 78; anything else as a log line and status 1. */
export function explain(error: unknown, log: Logger | undefined): void {
  if (error instanceof ConfigError) sayMistakes(error)
  if (error instanceof WrongPepperError || error instanceof EmbeddedPostgresError) {
    process.stderr.write(`causerie: ${error.message}\n`)
    process.exit(error instanceof WrongPepperError ? EXIT_CONFIG : 1)
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    process.stderr.write('causerie: the port is in use by another program: stop it or set PORT\n')
    process.exit(1)
  }
  ;(log ?? createLogger('info')).fatal({ err: error }, 'could not start')
  process.exit(1)
}
