import { sql } from 'kysely'
import t from 'tap'
import { isUnavailable, openDatabase } from '../../db/database.js'
import { Redacted } from '../../src/privacy/redacted.js'
import { query } from '../support/dump.js'
import { createTestDatabase } from '../support/test-db.js'
import { waitFor } from '../support/wait-for.js'

const APPLICATION = `application_name = 'causerie' and datname = current_database()`

t.test('a connection that breaks in the middle of a statement costs that statement, not the process', async (t) => {
  const url = await createTestDatabase(t)
  const { db, close } = openDatabase(new Redacted(url), () => {})
  t.teardown(close)

  const sleeping = t.rejects(
    sql`select pg_sleep(4)`.execute(db).catch((error: unknown) => {
      t.ok(isUnavailable(error), 'it counts as a database that is away')
      throw error
    }),
  )
  await waitFor('the statement to run', async () => {
    const running = await query(url, `select 1 from pg_stat_activity where ${APPLICATION} and state = 'active'`)
    return running.length > 0
  })
  await query(url, `select pg_terminate_backend(pid) from pg_stat_activity where ${APPLICATION}`)
  await sleeping
  t.same((await sql`select 1 as one`.execute(db)).rows, [{ one: 1 }], 'the next statement gets a new connection')
})

t.test('connections that break while idle or in a transaction are replaced', async (t) => {
  const url = await createTestDatabase(t)
  const told: string[] = []
  const { db, close } = openDatabase(new Redacted(url), (error) => told.push(error.message))
  t.teardown(close)

  await sql`select 1`.execute(db)
  const failed = t.rejects(
    db.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx)
      await query(url, `select pg_terminate_backend(pid) from pg_stat_activity where ${APPLICATION}`)
      await sql`select 1`.execute(trx)
    }),
  )
  await failed
  await sql`select 1`.execute(db)
  await query(url, `select pg_terminate_backend(pid) from pg_stat_activity where ${APPLICATION}`)
  await waitFor('the broken idle connection to be told', () => told.length > 0)
  t.same((await sql`select 2 as two`.execute(db)).rows, [{ two: 2 }])
})
