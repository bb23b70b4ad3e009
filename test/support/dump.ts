/** Everything that a store holds, as bytes to search. There is no pg_dump beside the embedded Postgres. */

import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import type { Redis } from 'ioredis'
import pg from 'pg'

/** Runs statements on a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
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
