/** Lists of hostile texts: our own beside the tests, and larger ones where SHARED_DATA_DIR names a folder that has them. */

import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A JSON list of strings from test/fixtures. */
export function readFixture(name: string): string[] {
  return JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../test/fixtures', name), 'utf8')) as string[]
}

/** The text of a file of the shared data; undefined where there is none. */
export function readShared(name: string): string | undefined {
  const folder = process.env.SHARED_DATA_DIR
  const file = folder === undefined ? undefined : path.join(folder, name)
  return file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
