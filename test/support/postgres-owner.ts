/** A process that owns an embedded Postgres, seen from beside: started, asked, crashed, its files read. */

import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import type { Test } from 'tap'

const OWNER = path.resolve(import.meta.dirname, 'own-postgres.js')
const POLL_MS = 20
export const NOBODY = 65_534
export const isRoot = process.getuid?.() === 0

interface Told {
  message: string
  url: string
  code: string
  reason: string
}

interface Owner {
  child: ChildProcess
  hears(message: string): Promise<Told>
}

/** Starts a process that owns a Postgres, and remembers what it tells. */
export function own(test: Test, dataDir: string, options: SpawnOptions = {}, durability = 'durable'): Owner {
  const child = spawn(process.execPath, [OWNER, dataDir, durability], {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const told: Told[] = []
  const lines = createInterface({ input: child.stdout ?? process.stdin })
  lines.on('line', (line) => told.push(JSON.parse(line)))
  test.teardown(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  })
  return {
    child,
    async hears(message) {
      for (;;) {
        const found = told.find((line) => line.message === message)
        if (found !== undefined) return found
        const closed = child.stdout?.readableEnded === true
        if (closed) throw new Error(`ended without "${message}": ${JSON.stringify(told)}`)
        await Promise.race([once(lines, 'line'), once(lines, 'close')])
      }
    },
  }
}

function connect(connectionString: string): Client {
  const client = new Client({ connectionString })
  // A server that dies ends the connection; the query in flight says so too.
  client.on('error', () => undefined)
  return client
}

export async function query(url: string, text: string, values: unknown[] = []): Promise<object[]> {
  const client = connect(url)
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Runs a statement that takes its time, and kills the process that runs it. */
export async function crashConnection(url: string, statement: string): Promise<void> {
  const client = connect(url)
  await client.connect()
  const [{ pid }] = (await client.query('select pg_backend_pid() as pid')).rows
  const failure = client.query(statement).catch((err: Error) => err)
  const isActive = `select 1 from pg_stat_activity where pid = ${pid} and state = 'active'`
  await until(async () => (await query(url, isActive)).length > 0)
  process.kill(pid, 'SIGKILL')
  await failure
}

export async function until(condition: () => unknown): Promise<void> {
  while (!(await condition())) await wait(POLL_MS)
}

export function postmasterPid(dataDir: string): number {
  return Number.parseInt(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10)
}

export function serverLog(dataDir: string): string {
  return readFileSync(path.join(dataDir, 'postgres.log'), 'utf8')
}

export function skipWithoutUser(): string | false {
  if (!isRoot) return 'needs root, to become somebody else'
  const { status } = spawnSync(process.execPath, ['--check', OWNER], { uid: NOBODY, gid: NOBODY })
  return status === 0 ? false : 'this checkout lies where only root can read'
}
