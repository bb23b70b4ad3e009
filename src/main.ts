#!/usr/bin/env node
/** Process entry: `all` (default), `api`, `workers`, or a command. */

import { sayMistakes } from './cli/say-mistakes.js'
import { type Config, ConfigError, readConfig } from './config.js'

const [command = 'all', ...args] = process.argv.slice(2)

// What is large is loaded last: mistakes of configuration are told at once.
if (command === 'all' || command === 'api' || command === 'workers') {
  const config = readCheckedConfig()
  const { startService } = await import('./service.js')
  await startService(command, config)
} else {
  const { runCommand } = await import('./cli/main.js')
  await runCommand(command, args)
}

function readCheckedConfig(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) sayMistakes(error)
    throw error
  }
}
