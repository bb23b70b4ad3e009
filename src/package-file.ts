/** Finds a file of the package by its path from the root, both beside the sources and beside the build. */

import { existsSync } from 'node:fs'
import path from 'node:path'

const LEVELS_MAX = 6

/** The absolute path. Throws when the package is incomplete. */
export function packageFile(name: string): string {
  let folder = import.meta.dirname
  for (let level = 0; level < LEVELS_MAX; level += 1, folder = path.dirname(folder)) {
    const file = path.join(folder, name)
    if (existsSync(file)) return file
  }
  throw new Error(`${name} is missing from the package`)
}
