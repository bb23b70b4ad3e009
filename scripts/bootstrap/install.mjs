/** Keeps node_modules as the lock file wants it. */

import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readJson, runStep, withLock } from './step.mjs'

/** Nothing to do without a lock file: a published package brings no development of its own. */
export async function installIfNeeded(root) {
  if (!existsSync(path.join(root, 'package-lock.json')) || isLinked(root) || isInstalled(root)) return
  await withLock(root, async () => {
    // Another start may have done it while this one waited.
    if (isInstalled(root)) return
    // Killed half-way it must not look installed to the Node it was installed for before.
    rmSync(installStamp(root), { force: true })
    await runStep({ root, label: 'installing packages', command: npmCommand() })
    writeInstallStamp(root)
  })
}

/** Somebody linked another checkout's packages here: they are not ours to replace. */
function isLinked(root) {
  return lstatSync(path.join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

function isInstalled(root) {
  const stamp = readJson(installStamp(root))
  if (stamp !== undefined && stamp.runtime !== runtime()) return false
  if (stamp?.lock === hashLock(root)) return true
  // Installed by hand: believe npm's own record, and remember that.
  if (!matchesLock(root)) return false
  writeInstallStamp(root)
  return true
}

function matchesLock(root) {
  const wanted = readJson(path.join(root, 'package-lock.json'))?.packages ?? {}
  const found = readJson(path.join(root, 'node_modules', '.package-lock.json'))?.packages
  if (found === undefined) return false
  return Object.entries(wanted).every(([key, { version, optional, link }]) => {
    return key === '' || link || (found[key] === undefined ? optional === true : found[key].version === version)
  })
}

function writeInstallStamp(root) {
  writeFileSync(installStamp(root), JSON.stringify({ lock: hashLock(root), runtime: runtime() }))
}

function installStamp(root) {
  return path.join(root, 'node_modules', '.causerie-installed.json')
}

function hashLock(root) {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
}

function runtime() {
  return `${process.platform}-${process.arch}-${process.versions.modules}`
}

/** The npm that started this process, otherwise the one on the PATH. Building needs the development packages. */
function npmCommand() {
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const cli = process.env.npm_execpath ?? ''
  return path.basename(cli) === 'npm-cli.js' ? [process.execPath, cli, ...options] : ['npm', ...options]
}
