/** One run of the Postgres server: from the lock on its directory to its last signal. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ENVIRONMENT, works } from './account.js'
import type { Cluster } from './cluster.js'
import { EmbeddedPostgresError } from './error.js'
import {
  FAST_STOP_MS,
  IMMEDIATE_STOP_MS,
  KILL_MS,
  MAX_CONNECTIONS,
  PREDECESSOR_POLL_MS,
  READY_POLL_MS,
  START_DEADLINE_MS,
} from './limits.js'
import { findRunningPostmaster, readPostmasterPid, saysReady } from './processes.js'
import { LOG_SETTINGS, type ServerLog } from './server-log.js'
import { answers, socketPath } from './socket.js'

/** What `flock` exits with when somebody else holds the lock. */
const LOCK_TAKEN = 75
const LOCK_TAKEN_MESSAGES = /pre-existing shared memory block|lock file "postmaster\.pid" already exists/

// Waits for a line from this process, or for its end, whichever way that comes: then Postgres stops as well.
// Detached twice, because Postgres would take the death of a child it does not know for a crash.
const GUARD = '( { read -r _ || kill -INT $$; } <&3 >/dev/null 2>&1 & ); exec "$@" 3<&-'
// Runs while the lock is held, so what lies here belongs to nobody; without this a number
// that was used again, or a zombie, would keep Postgres from starting.
const CLEAR = 'rm -f "$1" "$2" "$2.lock"; shift 2; exec "$@"'

export interface Setup extends Cluster {
  readonly dataDir: string
  readonly socketDir: string
  readonly serverLog: ServerLog
}

interface Launch {
  readonly signal: AbortSignal
  /** How long another server on this directory is waited for. */
  readonly patienceMs: number
}

export interface Postmaster {
  readonly pid: number
  /** Says how it ended; never rejects. */
  readonly exited: Promise<number | string>
  stop(): Promise<void>
}

/** Waits for a predecessor to finish, starts the server, and returns once it answers. */
export async function launchPostmaster(setup: Setup, { signal, patienceMs }: Launch): Promise<Postmaster> {
  const giveUpAt = performance.now() + patienceMs
  const lock = await lockCommand(setup.directory)
  for (;;) {
    if (findRunningPostmaster(setup.directory) === undefined) {
      const postmaster = start(setup, lock)
      const outcome = await becomesReady(postmaster, setup, signal).catch(async (err: unknown) => {
        await postmaster.stop()
        throw err
      })
      if (outcome === 'ready') return postmaster
      const excerpt = await setup.serverLog.excerpt()
      if (outcome !== LOCK_TAKEN && !LOCK_TAKEN_MESSAGES.test(excerpt)) {
        throw new EmbeddedPostgresError('failed', `the embedded Postgres did not start (${outcome}): ${excerpt}`)
      }
    }
    if (signal.aborted || performance.now() > giveUpAt) throw alreadyRunning(setup)
    await wait(PREDECESSOR_POLL_MS)
  }
}

/** The kernel's lock on the directory is let go only when the last process of that server is gone. */
async function lockCommand(directory: string): Promise<string[]> {
  const lock = ['flock', '--nonblock', '--no-fork', '--conflict-exit-code', String(LOCK_TAKEN)]
  // Not every system has it, nor every flock these options; a shared lock is in nobody's way.
  return (await works([...lock, '--shared', '/', 'true'])) ? [...lock, directory] : []
}

function start({ account, programs, directory, socketDir, durable, serverLog }: Setup, lock: string[]): Postmaster {
  const settings = [
    'listen_addresses=',
    // A list, so a comma in the path needs quotes.
    `unix_socket_directories="${socketDir.replaceAll('"', '""')}"`,
    'unix_socket_permissions=0700',
    `max_connections=${MAX_CONNECTIONS}`,
    'timezone=UTC',
    // Left to recover by itself it cannot be stopped meanwhile (18.4 waits for its checkpointer for ever);
    // so it ends, as after any other death, and is started again.
    'restart_after_crash=off',
    ...LOG_SETTINGS,
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']),
  ]
  const clear = ['sh', '-c', CLEAR, 'sh', path.join(directory, 'postmaster.pid'), socketPath(socketDir)]
  const server = [programs.postgres, '-D', directory, ...settings.flatMap((setting) => ['-c', setting])]
  const child = serverLog.withDescriptor((descriptor) =>
    spawn('sh', ['-c', GUARD, 'sh', ...lock, ...clear, ...account.prefix, ...server], {
      // Its own session: Ctrl-C in the terminal is for this process, which drains first and stops Postgres last.
      detached: true,
      cwd: directory,
      env: ENVIRONMENT,
      stdio: ['ignore', descriptor, descriptor, 'pipe'],
    }),
  )
  return watch(child)
}

function watch(child: ChildProcess): Postmaster {
  const guard = child.stdio[3]
  if (!(guard instanceof Socket)) throw new TypeError('the guard has no pipe')
  guard.on('error', () => undefined)

  const exited = once(child, 'exit').then(
    ([code, signal]: (number | string)[]) => code ?? signal ?? 'unknown',
    (err: unknown) => String(err),
  )
  // With the line the guard goes without a kill: the number it would kill may soon be somebody else's.
  void exited.then(() => guard.end('\n'))
  // A database alone is no reason to stay: should this process end without `stop`, the guard sees to it.
  child.unref()
  guard.unref()

  return {
    pid: child.pid ?? 0,
    exited,
    async stop() {
      child.ref()
      const steps = [
        ['SIGINT', FAST_STOP_MS],
        ['SIGQUIT', IMMEDIATE_STOP_MS],
        ['SIGKILL', KILL_MS],
      ] as const
      for (const [signal, timeoutMs] of steps) {
        child.kill(signal)
        if (await settles(exited, timeoutMs)) return
      }
    },
  }
}

async function becomesReady(postmaster: Postmaster, { directory, socketDir }: Setup, signal: AbortSignal) {
  let ended: number | string | undefined
  void postmaster.exited.then((outcome) => {
    ended = outcome
  })
  const giveUpAt = performance.now() + START_DEADLINE_MS
  while (ended === undefined) {
    if (saysReady(directory) && (await answers(socketDir))) return 'ready'
    if (signal.aborted || performance.now() > giveUpAt) {
      await postmaster.stop()
      return signal.aborted ? 'stopped' : 'no answer in time'
    }
    await wait(READY_POLL_MS)
  }
  return ended
}

function alreadyRunning({ dataDir, directory }: Setup): EmbeddedPostgresError {
  const pid = readPostmasterPid(directory) ?? 'unknown'
  return new EmbeddedPostgresError(
    'already-running',
    `another Causerie is already running on ${dataDir} (its Postgres is process ${pid}): stop it first, or choose another DATA_DIR`,
  )
}

async function settles(promise: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  const timeout = new AbortController()
  const late = wait(timeoutMs, false, { signal: timeout.signal }).catch(() => false)
  const settled = await Promise.race([promise.then(() => true), late])
  timeout.abort()
  return settled
}
