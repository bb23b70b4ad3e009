/** Migrations by hand: a service runs them by itself when it starts. */

import { listMigrations, migrateDown, migrateUp } from '../../../db/migrate.js'
import { UsageError } from '../usage-error.js'
import { withDatabase } from '../with-database.js'

export async function migrate([direction = 'up', ...rest]: string[]): Promise<void> {
  if (!['up', 'down', 'status'].includes(direction) || rest.length > 0) throw new UsageError('say up, down or status')
  await withDatabase(async (db) => {
    if (direction === 'status') {
      for (const { name, executedAt } of await listMigrations(db)) {
        process.stdout.write(`${name}  ${executedAt?.toISOString() ?? 'not run'}\n`)
      }
      return
    }
    const outcomes = direction === 'up' ? await migrateUp(db) : await migrateDown(db)
    for (const { name, direction: done } of outcomes) process.stdout.write(`${done.toLowerCase()}  ${name}\n`)
    if (outcomes.length === 0) process.stdout.write('nothing to do\n')
  })
}
