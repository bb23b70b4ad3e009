/** A database that tells how it ran each statement. */

import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Test } from 'tap'
import type { Db } from '../../db/database.js'
import { query } from './dump.js'

export interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: Plan[]
}

export function* walk(plan: Plan): Generator<Plan> {
  yield plan
  for (const child of plan.Plans ?? []) yield* walk(child)
}

/** A database whose every statement comes back with the plan that it was really run with. */
export async function openExplained(t: Test, url: string) {
  const name = new URL(url).pathname.slice(1)
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_level': 'notice',
    'auto_explain.log_format': 'json',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_buffers': 'on',
  }
  for (const [setting, value] of Object.entries(settings))
    await query(url, `alter database ${name} set ${setting} = '${value}'`)
  const plans: Plan[] = []
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  pool.on('connect', (client) => {
    client.on('notice', ({ message = '' }) => {
      plans.push((JSON.parse(message.slice(message.indexOf('{'))) as { Plan: Plan }).Plan)
    })
  })
  const db: Db = new Kysely({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  t.teardown(() => db.destroy())
  return { db, takePlans: () => plans.splice(0) }
}
