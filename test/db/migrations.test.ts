import t, { type Test } from 'tap'
import { openDatabase } from '../../db/database.js'
import { listMigrations, migrateDown, migrateUp } from '../../db/migrate.js'
import { Redacted } from '../../src/privacy/redacted.js'
import { query } from '../support/dump.js'
import { createTestDatabase } from '../support/test-db.js'

async function openEmpty(t: Test) {
  const url = await createTestDatabase(t, { isEmpty: true })
  const open = () => {
    const { db, close } = openDatabase(new Redacted(url), () => {})
    t.teardown(close)
    return db
  }
  return { url, open }
}

/** Everything the migrations made, in words. */
async function describe(url: string): Promise<string[]> {
  const rows = await query<{ line: string }>(
    url,
    `select format('%s.%s %s %s', table_name, column_name, data_type, is_nullable) as line
       from information_schema.columns where table_schema = 'public' and table_name not like 'kysely%'
     union all select indexdef from pg_indexes where schemaname = 'public' and tablename not like 'kysely%'
     union all select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
       where connamespace = 'public'::regnamespace and conrelid::regclass::text not like 'kysely%'
     order by line`,
  )
  return rows.map(({ line }) => line)
}

t.test('every migration goes up, down to nothing, and up to the same again', async (t) => {
  const { url, open } = await openEmpty(t)
  const db = open()
  t.ok((await listMigrations(db)).every(({ executedAt }) => executedAt === null))
  const up = await migrateUp(db)
  t.ok(up.length > 0 && up.every(({ direction }) => direction === 'Up'))
  const before = await describe(url)
  t.ok(before.length > 50)
  t.strictSame(await migrateUp(db), [], 'a second time there is nothing to do')

  for (let left = up.length; left > 0; left -= 1) t.match(await migrateDown(db), [{ direction: 'Down' }])
  t.strictSame(await migrateDown(db), [])
  t.strictSame(await describe(url), [], 'nothing is left')

  t.equal((await migrateUp(db)).length, up.length)
  t.strictSame(await describe(url), before)
  t.ok((await listMigrations(db)).every(({ executedAt }) => executedAt !== null))
})

t.test('of several that migrate at once one does it, and all succeed', async (t) => {
  const { open } = await openEmpty(t)
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => migrateUp(open())))
  t.equal(outcomes.filter((outcome) => outcome.length > 0).length, 1)
})
