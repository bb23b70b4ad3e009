/** Keeps build/web as the browser's sources want it. */

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { BootstrapError, readJson, runStep, withLock } from './step.mjs'

const BUILDER = 'scripts/build-web.mjs'

export async function buildWebIfNeeded(root) {
  // A published package has its build and no sources.
  if (!existsSync(path.join(root, 'web')) || isBuilt(root)) return
  await withLock(root, async () => {
    if (isBuilt(root)) return
    // What is stamped is what was there before: a file saved meanwhile is built by the next start.
    const sources = hashSources(root)
    requireBuilder(root)
    await runStep({ root, label: 'building for browsers', command: [process.execPath, BUILDER] })
    writeFileSync(stamp(root), JSON.stringify({ sources }))
  })
}

function requireBuilder(root) {
  try {
    createRequire(path.join(root, 'package.json')).resolve('esbuild')
  } catch (cause) {
    throw new BootstrapError('cannot build, for esbuild is not installed: run npm ci --include=dev', { cause })
  }
}

function isBuilt(root) {
  if (readJson(stamp(root))?.sources !== hashSources(root)) return false
  const outputs = readJson(path.join(root, 'build', 'web', 'outputs.json'))
  return outputs?.every((output) => existsSync(path.join(root, output))) ?? false
}

function hashSources(root) {
  const folder = path.join(root, 'web')
  const sources = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort()
  const hash = createHash('sha256')
  for (const file of [BUILDER, 'package-lock.json', ...sources]) {
    const content = readFileSync(path.join(root, file))
    // Lengths keep one file's end apart from the next one's beginning.
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Inside of build/web, so that whoever builds by hand leaves no stamp that is too old. */
function stamp(root) {
  return path.join(root, 'build', 'web', '.causerie-built.json')
}
