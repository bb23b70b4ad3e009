#!/usr/bin/env node
/** Process entry: `all` (default), `api`, `workers`, or a command. */

import { runCommand } from './cli/main.js'
import { startService } from './service.js'

const [command = 'all', ...args] = process.argv.slice(2)

if (command === 'all' || command === 'api' || command === 'workers') await startService(command)
else await runCommand(command, args)
