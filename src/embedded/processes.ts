/** What can be known about a process from its number alone: numbers are used again, and the dead linger. */

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { TOOL_DEADLINE_MS } from './limits.js'

/** Counted from 0, in `postmaster.pid`. */
const SOCKET_LINE = 4
const STATUS_LINE = 7

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (err) {
    return err instanceof Error && 'code' in err && err.code === 'EPERM'
  }
}

/** The server that `postmaster.pid` names, if that process is still a Postgres on this very directory. */
export function findRunningPostmaster(directory: string): number | undefined {
  const pid = readPostmasterPid(directory)
  if (pid === undefined || !isAlive(pid)) return undefined
  // A zombie has no command line; a number given to somebody else has a different one.
  const [program = '', ...args] = readCommand(pid)
  const isPostgres = path.basename(program) === 'postgres'
  return isPostgres && args.some((arg) => path.resolve(arg) === directory) ? pid : undefined
}

export function readPostmasterPid(directory: string): number | undefined {
  const pid = Number.parseInt(readPidFile(directory)[0] ?? '', 10)
  return pid > 0 ? pid : undefined
}

/** Where the server listens, if one wrote it down. */
export function readSocketDirectory(directory: string): string | undefined {
  return readPidFile(directory)[SOCKET_LINE] || undefined
}

/** The server's own word. Asking by connecting instead would leave a refusal in its log each time. */
export function saysReady(directory: string): boolean {
  return readPidFile(directory)[STATUS_LINE]?.trim() === 'ready'
}

function readPidFile(directory: string): string[] {
  try {
    return readFileSync(path.join(directory, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

function readCommand(pid: number): string[] {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    const options = { encoding: 'utf8', timeout: TOOL_DEADLINE_MS } as const
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], options)
      .trim()
      .split(' ')
  } catch {
    return []
  }
}
