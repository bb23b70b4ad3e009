/** Everything that a store holds, as bytes to search. There is no pg_dump beside the embedded Postgres. */

import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import type { Redis } from 'ioredis'
import pg from 'pg'

const POOL_MAX = 5
const IDLE_MS = 2_000
const pools = new Map<string, pg.Pool>()

/** Runs a statement beside the service, on connections that no other part of it uses. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await poolOf(url).query<Row>(text, values)).rows
}

/** To connect costs Postgres more than most statements, and whoever waits for something asks often. */
function poolOf(url: string): pg.Pool {
  const known = pools.get(url)
  if (known !== undefined) return known
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_MAX,
    idleTimeoutMillis: IDLE_MS,
    allowExitOnIdle: true,
  })
  // A database that is dropped, or a server that is killed, ends what is idle.
  pool.on('error', () => {})
  pools.set(url, pool)
  return pool
}

/** Every row of every table of every schema as text, BullMQ's too, with bytes as hex. */
export async function dumpPostgres(url: string): Promise<string> {
  const tables = await query<{ name: string }>(
    url,
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const parts: string[] = []
  for (const { name } of tables) {
    const rows = await query<{ row: string }>(url, `select t::text as row from ${name} t`)
    parts.push(name, ...rows.map(({ row }) => row))
  }
  return parts.join('\n')
}

/** The files below a directory, one after the other: tables, indexes, dead rows and the write-ahead log. */
export function* readFiles(directory: string): Generator<{ name: string; bytes: Buffer }> {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const name = path.join(entry.parentPath, entry.name)
    try {
      yield { name, bytes: readFileSync(name) }
    } catch (error) {
      // A running Postgres removes files of its own.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
}

/** Every key with its value, as Redis itself would save it. */
export async function dumpRedis(redis: Redis): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const keys of redis.scanStream({ count: 1_000 })) {
    for (const key of keys as string[]) parts.push(Buffer.from(key), (await redis.dumpBuffer(key)) ?? Buffer.alloc(0))
  }
  return Buffer.concat(parts)
}

export interface Monitor {
  /** All commands that Redis was given so far, with their values. */
  text: () => string
  close: () => void
}

export async function monitorRedis(url: string): Promise<Monitor> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const chunks: Buffer[] = []
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      resolve()
    })
    socket.write('MONITOR\r\n')
  })
  return { text: () => Buffer.concat(chunks).toString('latin1'), close: () => socket.destroy() }
}
