/** A statement of another process that is held up in its middle, until the test lets it go. */

import pg from 'pg'
import type { Test } from 'tap'
import { waitFor } from './wait-for.js'

const KEY = 4_711

export interface HeldLock {
  isWaitedFor: () => Promise<void>
  release: () => Promise<void>
}

/** Holds up every update of a table's rows for which `when`, a condition on `new`, is true. */
export async function holdLock(
  t: Test,
  databaseUrl: string,
  { table, when }: { table: string; when: string },
): Promise<HeldLock> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  // A database that is dropped while the test fails ends this connection, too.
  client.on('error', () => {})
  t.teardown(() => client.end())
  await client.query(`
    create function wait_for_test() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock_shared(${KEY}); return new; end $$;
    create trigger held_up before update on ${table} for each row when (${when}) execute function wait_for_test();
    select pg_advisory_lock(${KEY})`)
  return {
    isWaitedFor: async () => {
      await waitFor('somebody who is held up', async () => {
        const { rowCount } = await client.query(
          `select from pg_locks where locktype = 'advisory' and objid = ${KEY} and not granted`,
        )
        return rowCount !== 0
      })
    },
    release: async () => {
      await client.query(`select pg_advisory_unlock(${KEY})`)
    },
  }
}
