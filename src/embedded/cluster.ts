/** The directory that Postgres keeps its data in: made once, complete or not at all. */

import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { ENVIRONMENT, type Installation } from './account.js'
import { EmbeddedPostgresError } from './error.js'
import { INITIALISE_DEADLINE_MS, LOG_EXCERPT_CHARS } from './limits.js'
import { isAlive } from './processes.js'

export const ROLE = 'causerie'
export const DATABASE = 'causerie'

export interface Cluster extends Installation {
  readonly directory: string
  readonly durable: boolean
}

/** True when it was made by this call. */
export async function ensureCluster(cluster: Cluster): Promise<boolean> {
  await removeAbandoned(cluster.directory)
  const version = await readFile(path.join(cluster.directory, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version?.trim() === cluster.majorVersion) {
    await handOver(cluster, cluster.directory)
    return false
  }
  if (version !== undefined) {
    const message = `${cluster.directory} was written by Postgres ${version.trim()}, this is ${cluster.majorVersion}: export with the old release, import with this one`
    throw new EmbeddedPostgresError('failed', message)
  }

  const fresh = `${cluster.directory}.init-${process.pid}`
  await mkdir(fresh, { mode: 0o700 })
  try {
    await handOver(cluster, fresh)
    await initialise(cluster, fresh)
    return await publish(fresh, cluster.directory)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

async function initialise({ programs, account, durable }: Cluster, fresh: string): Promise<void> {
  const options = ['--username', ROLE, '--auth', 'trust', '--encoding', 'UTF8', '--no-instructions']
  // The builtin provider sorts the same on every machine: an operating system's upgrade cannot spoil an index.
  const locale = ['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C']
  // Full text search still asks the operating system what a letter is.
  const letters = ['--lc-ctype', process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8']
  const sync = durable ? [] : ['--no-sync']
  await runTool([...account.prefix, programs.initdb, '-D', fresh, ...options, ...locale, ...letters, ...sync], '')

  // There is no createdb program among the binaries; single-user mode needs no server either.
  const fsync = `fsync=${durable ? 'on' : 'off'}`
  await runTool(
    [...account.prefix, programs.postgres, '--single', '-D', fresh, '-c', fsync, 'postgres'],
    `CREATE DATABASE ${DATABASE};\n`,
  )
}

/** What another account wrote, on a machine that allowed it, is given to the one that works on this machine. */
async function handOver({ account: { owner } }: Cluster, directory: string): Promise<void> {
  if (owner === undefined || (await stat(directory)).uid === owner.uid) return
  await runTool(['chown', '-R', '-h', `${owner.uid}:${owner.gid}`, directory], '')
}

async function runTool([command = '', ...args]: readonly string[], input: string): Promise<void> {
  const child = spawn(command, args, {
    env: ENVIRONMENT,
    stdio: ['pipe', 'ignore', 'pipe'],
    timeout: INITIALISE_DEADLINE_MS,
  })
  const finished = new Promise<number | string | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? signal))
  })
  // A program that fails before it reads breaks this pipe; its exit says why.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [outcome, complaint] = await Promise.all([finished, text(child.stderr)])

  // Single-user mode reports a failed statement on stderr only and exits with 0.
  if (outcome === 0 && !/\b(ERROR|FATAL|PANIC):/.test(complaint)) return
  const excerpt = complaint.trim().slice(-LOG_EXCERPT_CHARS).replaceAll('\n', ' | ')
  throw new EmbeddedPostgresError('failed', `could not make the Postgres data directory (${outcome}): ${excerpt}`)
}

/** Renaming makes it appear whole; an initialisation killed half-way leaves nothing that looks like data. */
async function publish(fresh: string, directory: string): Promise<boolean> {
  try {
    await rename(fresh, directory)
    return true
  } catch (cause) {
    // Somebody else was faster: theirs is as good as ours.
    if (await readFile(path.join(directory, 'PG_VERSION')).catch(() => undefined)) return false
    const message = `${directory} exists but is no Postgres data directory: move it away, or choose another DATA_DIR`
    throw new EmbeddedPostgresError('failed', message, { cause })
  }
}

async function removeAbandoned(directory: string): Promise<void> {
  const prefix = `${path.basename(directory)}.init-`
  for (const name of await readdir(path.dirname(directory))) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN
    if (!Number.isInteger(pid) || (pid !== process.pid && isAlive(pid))) continue
    await rm(path.join(path.dirname(directory), name), { recursive: true, force: true, maxRetries: 3 })
  }
}
