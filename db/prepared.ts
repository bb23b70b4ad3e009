/** Prepared statements: Postgres plans a hot statement once a connection instead of every time. */

import { createHash } from 'node:crypto'
import { type PostgresPool, type PostgresPoolClient, sql } from 'kysely'
import pg from 'pg'

const MARK = '/* prepared */'

/**
 * Ends a statement that is to be prepared. Its text must be the same every time (no lists of varying length), and it
 * must name the columns it returns: a prepared `select *` fails once a migration has added one.
 */
export const prepared = sql.raw(MARK)

/** A pool for Kysely whose connections prepare the statements that ask for it. */
export function preparingPool(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    connect: async () => {
      const client = await pool.connect()
      let preparing = clients.get(client)
      if (preparing === undefined) {
        preparing = prepare(client)
        clients.set(client, preparing)
      }
      return preparing
    },
    end: () => pool.end(),
  }
}

function prepare(client: pg.PoolClient): PostgresPoolClient {
  let isEnding = false
  // Kysely asks for a cursor, the other form of this call, only when it is given a cursor's class: it is not here.
  const query = (text: unknown, values: readonly unknown[] = []): never => {
    const statement = String(text)
    const name = statement.endsWith(MARK) ? { name: nameOf(statement) } : {}
    const result = client.query({ ...name, text: statement, values: [...values] })
    // Postgres ends the connection after such an error, but a moment later: nobody else must be given it meanwhile.
    result.catch((error: unknown) => {
      isEnding ||= error instanceof pg.DatabaseError && error.severity !== 'ERROR'
    })
    return result as never
  }
  return { query, release: () => client.release(isEnding) }
}

const names = new Map<string, string>()

/** Statements are told apart by their names alone, so the name is made from the whole text. */
function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
    names.set(text, name)
  }
  return name
}
