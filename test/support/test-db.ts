/** One database per test file, cloned from a migrated template. */

import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Test } from 'tap'
import { openDatabase } from '../../db/database.js'
import { migrateUp } from '../../db/migrate.js'
import { Redacted } from '../../src/privacy/redacted.js'
import { DEFAULT_SCHEMA, openBackend } from '../../src/queue/backend.js'

const TEMPLATE = 'causerie_template'

/** Address of the Postgres that `npm test` started. */
export function serverUrl(): string {
  const url = process.env.CAUSERIE_TEST_POSTGRES
  if (url === undefined || url === '') throw new Error('run the tests with npm test: it starts the Postgres they need')
  return url
}

/** Makes the template that test databases are cloned from: all tables, BullMQ's too. */
export async function prepareTemplate(url: string): Promise<void> {
  await administer(url, `create database ${TEMPLATE}`)
  const templateUrl = new Redacted(withDatabase(url, TEMPLATE))
  const opened = openDatabase(templateUrl, () => {})
  await migrateUp(opened.db)
  await opened.close()
  const backend = openBackend({ kind: 'postgres', url: templateUrl, schema: DEFAULT_SCHEMA })
  await backend.prepare()
  await backend.close()
}

/** A fresh database, dropped when the test ends; `isEmpty` leaves out the tables. */
export async function createTestDatabase(t: Test, options: { isEmpty: boolean } = { isEmpty: false }): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`
  const origin = options.isEmpty ? '' : `template ${TEMPLATE} strategy file_copy`
  await administer(serverUrl(), `create database ${name} ${origin}`)
  t.teardown(() => administer(serverUrl(), `drop database if exists ${name} with (force)`))
  return withDatabase(serverUrl(), name)
}

export function withDatabase(url: string, name: string): string {
  return url.replace(/\/[^/?]+\?/, `/${name}?`)
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
