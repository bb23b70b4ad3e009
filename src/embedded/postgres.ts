/** The real Postgres that is started for those who bring none: started, kept alive, stopped. */

import { access, constants, mkdir, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { findInstallation } from './account.js'
import { ensureCluster } from './cluster.js'
import { EmbeddedPostgresError } from './error.js'
import { MAX_RESTARTS, PREDECESSOR_WAIT_MS, REMNANT_WAIT_MS, RESTART_WINDOW_MS, SLOW_START_MS } from './limits.js'
import { launchPostmaster, type Postmaster, type Setup } from './postmaster.js'
import { openServerLog } from './server-log.js'
import { connectionUrl, ensureSocketDirectory } from './socket.js'

export { EmbeddedPostgresError } from './error.js'

export interface EmbeddedPostgresOptions {
  readonly dataDir: string
  /** False gives up safety against a power cut for speed: for tests. */
  readonly durable?: boolean
  readonly log: Log
  /** Postgres died and could not be brought back. */
  readonly onLost?: (reason: Error) => void
}

export interface EmbeddedPostgres {
  readonly url: string
  readonly socketDir: string
  /** Safe to call twice. Whoever is still connected is thrown out. */
  close(): Promise<void>
}

interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

/** Rejects with an EmbeddedPostgresError when the person who started Causerie can do something about it. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, durable = true } = options
  const startedAt = performance.now()
  const dataDir = await ensureDataDirectory(options.dataDir)
  const directory = path.join(dataDir, 'postgres')
  const cluster = { ...(await findInstallation(directory)), directory, durable }
  if (await ensureCluster(cluster)) log.info({ directory }, 'created the Postgres data directory')

  const { owner } = cluster.account
  const socket = await ensureSocketDirectory(dataDir, owner)
  const serverLog = await openServerLog(path.join(dataDir, 'postgres.log'), owner)
  const setup = { ...cluster, dataDir, socketDir: socket.directory, serverLog }
  const server = await keepRunning(setup, options).catch((err: unknown) => {
    serverLog.close()
    throw err
  })
  log.info({ durationMs: Math.round(performance.now() - startedAt) }, 'embedded Postgres is ready')

  let closed: Promise<void> | undefined
  async function close(): Promise<void> {
    await server.stop()
    serverLog.close()
    if (socket.isTemporary) await rm(socket.directory, { recursive: true, force: true })
    log.info({}, 'embedded Postgres has stopped')
  }
  return {
    url: connectionUrl(socket.directory),
    socketDir: socket.directory,
    close() {
      closed ??= close()
      return closed
    },
  }
}

async function ensureDataDirectory(wanted: string): Promise<string> {
  try {
    await mkdir(wanted, { recursive: true, mode: 0o700 })
    await access(wanted, constants.W_OK)
    return await realpath(wanted)
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? cause.code : cause
    const message = `cannot write to the data directory ${path.resolve(wanted)} (${reason}): choose another DATA_DIR`
    throw new EmbeddedPostgresError('unsupported', message, { cause })
  }
}

/** A killed Postgres comes back by itself: its clients reconnect and nothing committed is lost. */
async function keepRunning(setup: Setup, { log, onLost }: EmbeddedPostgresOptions) {
  const stopping = new AbortController()
  const deaths: number[] = []
  let postmaster = await launch(PREDECESSOR_WAIT_MS)

  async function launch(patienceMs: number): Promise<Postmaster> {
    const note = setTimeout(() => log.info({}, 'waiting for the embedded Postgres'), SLOW_START_MS)
    return launchPostmaster(setup, { signal: stopping.signal, patienceMs }).finally(() => clearTimeout(note))
  }

  async function supervise(): Promise<void> {
    for (;;) {
      const reason = await postmaster.exited
      if (stopping.signal.aborted) return
      log.warn({ reason }, 'embedded Postgres died, starting it again')
      deaths.push(performance.now())
      const oldest = deaths.at(-MAX_RESTARTS)
      if (oldest !== undefined && performance.now() - oldest < RESTART_WINDOW_MS) {
        throw new EmbeddedPostgresError(
          'failed',
          `the embedded Postgres keeps dying: see ${setup.dataDir}/postgres.log`,
        )
      }
      postmaster = await launch(REMNANT_WAIT_MS)
      if (stopping.signal.aborted) return postmaster.stop()
      log.info({}, 'embedded Postgres is back')
    }
  }

  const supervised = supervise().catch((err: unknown) => {
    if (stopping.signal.aborted) return
    const reason = err instanceof Error ? err : new Error(String(err))
    log.warn({ reason: reason.message }, 'embedded Postgres could not be started again')
    onLost?.(reason)
  })

  return {
    async stop() {
      stopping.abort()
      await postmaster.stop()
      await supervised
    },
  }
}
