/** Tells the mistakes of a configuration to the person at the terminal, a line each, and ends the process. */

import { type ConfigError, EXIT_CONFIG } from '../config.js'

export function sayMistakes(error: ConfigError): never {
  for (const mistake of error.mistakes) process.stderr.write(`causerie: ${mistake}\n`)
  process.exit(EXIT_CONFIG)
}
