/** argv → command. */

import { audit } from './commands/audit.js'
import { classifyCommand } from './commands/classify-command.js'
import { createApiKey } from './commands/create-api-key.js'
import { createSite } from './commands/create-site.js'
import { inviteModeratorCommand } from './commands/invite-moderator.js'
import { migrate } from './commands/migrate.js'
import { explain } from './explain.js'
import { UsageError } from './usage-error.js'

const COMMANDS: Readonly<Record<string, { summary: string; run: (args: string[]) => Promise<void> }>> = {
  classify: {
    summary: 'score comments: JSON Lines from FILE … or standard input, JSON Lines out',
    run: classifyCommand,
  },
  migrate: { summary: 'bring the database to the newest version (up, down or status)', run: migrate },
  audit: { summary: 'check the audit log: verify [--head HEAD], or head to print where it ends', run: audit },
  'create-site': { summary: 'add a site: --id ID --name NAME [--origin URL …] [--language en|fr]', run: createSite },
  'create-api-key': {
    summary: 'make an API key: --name NAME --role admin|moderator|viewer [--site ID …] [--expires DAY]',
    run: createApiKey,
  },
  'invite-moderator': {
    summary: 'print a link for a new moderator: --name NAME --role admin|moderator|viewer [--site ID …]',
    run: inviteModeratorCommand,
  },
}

/** Wrong use of a command (sysexits.h, EX_USAGE). */
const EXIT_USAGE = 64

export async function runCommand(name: string, args: string[]): Promise<void> {
  // Whoever reads may have enough before the end, as `head` has: the work is done all the same.
  process.stdout.on('error', (error) => {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  })
  const command = COMMANDS[name]
  if (command === undefined) {
    const isHelp = ['help', '--help', '-h'].includes(name)
    process[isHelp ? 'stdout' : 'stderr'].write(
      `${isHelp ? '' : `causerie: there is no command of this name\n\n`}${usage()}`,
    )
    process.exitCode = isHelp ? 0 : EXIT_USAGE
    return
  }
  try {
    await command.run(args)
  } catch (error) {
    if (error instanceof UsageError || isParseArgsError(error)) {
      process.stderr.write(`causerie ${name}: ${error.message}
`)
      process.exitCode = EXIT_USAGE
    } else explain(error, undefined)
  }
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

function usage(): string {
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(18)}${summary}`)
  return [
    'Usage: causerie [all | api | workers | COMMAND]',
    '',
    '  all               API and workers in one process (default)',
    '  api               the HTTP service alone',
    '  workers           the workers alone',
    ...commands,
    '',
  ].join('\n')
}
