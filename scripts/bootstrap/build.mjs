/** Keeps build/ as the sources want it. */

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { BootstrapError, readJson, runStep, withLock } from './step.mjs'

const APP_FOLDERS = ['src', 'db', 'workers']
const ALL_FOLDERS = [...APP_FOLDERS, 'test', 'scripts', 'bench']

/** `scope` says whose change matters: that of the `app` alone, or of `all`, tests included. */
export async function buildIfNeeded(root, scope) {
  // A published package has its build and no sources.
  if (!existsSync(path.join(root, 'tsconfig.json')) || !existsSync(path.join(root, 'src'))) return
  if (isBuilt(root, scope)) return
  await withLock(root, async () => {
    if (isBuilt(root, scope)) return
    // What is stamped is what was there before: a file saved meanwhile is compiled by the next start.
    const stamp = { app: hashSources(root, APP_FOLDERS), all: hashSources(root, ALL_FOLDERS) }
    const before = readCompiled(root)
    // The compiler trusts its notes and would not write again what somebody deleted.
    if (before.some((source) => isLost(root, source))) rmSync(buildInfo(root), { force: true })
    await runStep({ root, label: 'building', command: [process.execPath, findCompiler(root), '-p', 'tsconfig.json'] })
    // Left alone, the output of a deleted source (a migration!) would still be found and run.
    for (const source of before.filter((file) => !existsSync(path.join(root, file)))) removeOutput(root, source)
    writeFileSync(buildStamp(root), JSON.stringify(stamp))
  })
}

function findCompiler(root) {
  try {
    return createRequire(path.join(root, 'package.json')).resolve('typescript/bin/tsc')
  } catch (cause) {
    throw new BootstrapError('cannot build, for TypeScript is not installed: run npm ci --include=dev', { cause })
  }
}

function isBuilt(root, scope) {
  const folders = scope === 'all' ? ALL_FOLDERS : APP_FOLDERS
  if (readJson(buildStamp(root))?.[scope] !== hashSources(root, folders)) return false
  return listSources(root, folders).every((source) => !isLost(root, source))
}

function isLost(root, source) {
  return existsSync(path.join(root, source)) && outputs(root, source).some((output) => !existsSync(output))
}

function removeOutput(root, source) {
  for (const output of outputs(root, source)) {
    rmSync(output, { force: true })
    rmSync(`${output}.map`, { force: true })
  }
}

function outputs(root, source) {
  const isCode = source.endsWith('.ts') && !source.endsWith('.d.ts')
  return isCode ? [path.join(root, 'build', source.replace(/\.ts$/, '.js'))] : []
}

/** The sources of the last compilation, whoever ran it. */
function readCompiled(root) {
  const files = readJson(buildInfo(root))?.fileNames ?? []
  const relative = files.map((file) => path.relative(root, path.resolve(root, 'build', file)))
  return relative.filter((file) => ALL_FOLDERS.includes(file.split(path.sep)[0] ?? ''))
}

function hashSources(root, folders) {
  const hash = createHash('sha256')
  for (const file of ['tsconfig.json', 'package-lock.json', ...listSources(root, folders)]) {
    const whole = path.join(root, file)
    // Lengths keep one file's end apart from the next one's beginning.
    const content = existsSync(whole) ? readFileSync(whole) : Buffer.alloc(0)
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function listSources(root, folders) {
  return folders
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name))
        .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name))),
    )
    .sort()
}

function buildStamp(root) {
  return path.join(root, 'build', '.causerie-built.json')
}

function buildInfo(root) {
  return path.join(root, 'build', '.tsbuildinfo')
}
