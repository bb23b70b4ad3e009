/** `npm run replay`, `npm run bench`: installs and builds what is missing, then becomes the tool named first. */

import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { BootstrapError, ensureBuilt, ensureInstalled, requireNode } from './bootstrap.mjs'

const [, , tool = '', ...args] = process.argv
const main = path.join(path.dirname(import.meta.dirname), 'build', `${tool}.js`)

try {
  requireNode()
  await ensureInstalled()
  await ensureBuilt({ withTests: true })
} catch (err) {
  if (!(err instanceof BootstrapError)) throw err
  process.stderr.write(`causerie: ${err.message}\n`)
  process.exit(1)
}
process.argv = [process.execPath, main, ...args]
await import(pathToFileURL(main).href)
