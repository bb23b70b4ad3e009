/** Finds an account that can run the Postgres programs, and that they agree to run under. */

import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { EmbeddedPostgresError } from './error.js'
import { TOOL_DEADLINE_MS } from './limits.js'
import { findPrograms, type Programs } from './programs.js'

/** Nothing else is handed on: this process' environment holds secrets, and PG… variables would change the server. */
export const ENVIRONMENT = { PATH: process.env.PATH }

// The account must have a name, and reach the data and the programs: any directory on the way may refuse it.
const CHECK = 'id -un >/dev/null && cd "$1" && exec "$2" --version'

const NOBODY: Owner = { uid: 65534, gid: 65534 }
// Inside, Postgres sees itself as nobody, while its files stay ours and it reaches what lies below our directories.
const NAMESPACE = ['unshare', '--user', `--map-user=${NOBODY.uid}`, `--map-group=${NOBODY.gid}`, '--']
const UNSUPPORTED_ADVICE = 'start Causerie as another user, or set DATABASE_URL'

/** `prefix` goes before a command; `owner`, where there is one, must own what Postgres writes. */
export interface Account {
  readonly prefix: readonly string[]
  readonly owner?: Owner
}

export interface Owner {
  readonly uid: number
  readonly gid: number
}

export interface Installation {
  readonly programs: Programs
  readonly account: Account
  readonly majorVersion: string
}

const run = promisify(execFile)

/** Asks the server for its version, so that what cannot run here says so before anything is written. */
export async function findInstallation(directory: string): Promise<Installation> {
  const programs = await findPrograms()
  const reasons: string[] = []
  for (const account of await listAccounts(directory)) {
    const check = ['sh', '-c', CHECK, 'sh', path.dirname(directory), programs.postgres]
    const [command = '', ...args] = [...account.prefix, ...check]
    try {
      const { stdout } = await run(command, args, { timeout: TOOL_DEADLINE_MS, env: ENVIRONMENT })
      return { programs, account, majorVersion: /\d+/.exec(stdout)?.[0] ?? '' }
    } catch (err) {
      reasons.push(firstLine(err))
    }
  }
  const message = `the embedded Postgres cannot run here (${reasons.join('; ')}): ${UNSUPPORTED_ADVICE}`
  throw new EmbeddedPostgresError('unsupported', message)
}

/** The best first. Postgres refuses to run as root. */
async function listAccounts(directory: string): Promise<Account[]> {
  const { uid, gid } = await stat(directory).catch(() => stat(path.dirname(directory)))
  const self = process.getuid?.()
  if (self !== 0) {
    if (uid === self) return [{ prefix: [] }, { prefix: NAMESPACE }]
    const message = `${directory} belongs to user ${uid}, not to you (${self}): start Causerie as that user, or choose another DATA_DIR`
    throw new EmbeddedPostgresError('unsupported', message)
  }
  // Whoever started it before should be able to start it again.
  if (uid !== 0) return switchTo({ uid, gid })
  // Some containers refuse user namespaces, and root in one cannot pass through another user's private home.
  return [{ prefix: NAMESPACE }, ...switchTo(NOBODY)]
}

function switchTo(owner: Owner): Account[] {
  const prefix = ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups']
  // Below a directory that only root may enter, one of root's privileges has to be kept.
  const passage = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  return [
    { prefix: [...prefix, '--'], owner },
    { prefix: [...prefix, ...passage, '--'], owner },
    { prefix: [...prefix, '--', ...NAMESPACE], owner },
  ]
}

export async function works([command = '', ...args]: readonly string[]): Promise<boolean> {
  return run(command, args, { timeout: TOOL_DEADLINE_MS, env: ENVIRONMENT }).then(
    () => true,
    () => false,
  )
}

function firstLine(err: unknown): string {
  const stderr = err instanceof Error && 'stderr' in err ? String(err.stderr).trim() : ''
  return (stderr || String(err)).split('\n')[0] ?? ''
}
