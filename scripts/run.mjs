/** `npm start`: installs and builds what is missing, then becomes Causerie, in this very process. */

import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { BootstrapError, ensureBuilt, ensureInstalled, requireNode } from './bootstrap.mjs'

const main = path.join(path.dirname(fileURLToPath(import.meta.url)), '../build/src/main.js')

try {
  requireNode()
  await ensureInstalled()
  await ensureBuilt()
} catch (err) {
  if (!(err instanceof BootstrapError)) throw err
  process.stderr.write(`causerie: ${err.message}\n`)
  process.exit(1)
}
process.argv[1] = main
await import(pathToFileURL(main).href)
