/** Installs and builds what a checkout lacks, with nothing but Node: for `npm start` and `npm test`. */

import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfNeeded } from './bootstrap/build.mjs'
import { installIfNeeded } from './bootstrap/install.mjs'
import { BootstrapError } from './bootstrap/step.mjs'
import { buildWebIfNeeded } from './bootstrap/web.mjs'

export { BootstrapError }

const OLDEST_NODE = [20, 19]
const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  throw new BootstrapError(
    `needs Node.js ${OLDEST_NODE.join('.')} or newer, this is ${version}: see https://nodejs.org`,
  )
}

/** Runs `npm ci` when the lock file, or the Node that native packages were made for, has changed. */
export async function ensureInstalled({ root = ROOT } = {}) {
  await installIfNeeded(root)
}

/** Builds what has a changed source, for Node and for browsers. Tests are compiled along, but only `withTests` waits for a change in them. */
export async function ensureBuilt({ root = ROOT, withTests = false } = {}) {
  await buildIfNeeded(root, withTests ? 'all' : 'app')
  await buildWebIfNeeded(root)
}
