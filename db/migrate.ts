/** Brings the tables to the newest version. Safe to run from several processes at once: Kysely takes a lock. */

import { promises as fs } from 'node:fs'
import path from 'node:path'
import { FileMigrationProvider, Migrator } from 'kysely'
import type { Db } from './database.js'

export interface MigrationOutcome {
  name: string
  direction: 'Up' | 'Down'
}

function createMigrator(db: Db): Migrator {
  const migrationFolder = path.join(import.meta.dirname, 'migrations')
  // Source maps lie beside the compiled migrations and are none.
  const provider = new FileMigrationProvider({
    fs: { readdir: async (folder) => (await fs.readdir(folder)).filter((file) => file.endsWith('.js')) },
    path,
    migrationFolder,
  })
  return new Migrator({ db, provider })
}

/** Runs every migration that is missing; throws what the failing one threw, with nothing of it kept. */
export async function migrateUp(db: Db): Promise<MigrationOutcome[]> {
  return await run(createMigrator(db).migrateToLatest())
}

/** Takes back the newest migration. */
export async function migrateDown(db: Db): Promise<MigrationOutcome[]> {
  return await run(createMigrator(db).migrateDown())
}

/** Every migration with the time it ran, oldest first. */
export async function listMigrations(db: Db): Promise<{ name: string; executedAt: Date | null }[]> {
  const migrations = await createMigrator(db).getMigrations()
  return migrations.map(({ name, executedAt }) => ({ name, executedAt: executedAt ?? null }))
}

async function run(migration: ReturnType<Migrator['migrateUp']>): Promise<MigrationOutcome[]> {
  const { error, results = [] } = await migration
  if (error !== undefined) throw error
  return results.map(({ migrationName, direction }) => ({ name: migrationName, direction }))
}
