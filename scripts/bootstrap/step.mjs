/** One long step at a time, with words about what it does and how long it takes. */

import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const PROGRESS_MS = 5_000
const LOCK_POLL_MS = 200
const STOP_MS = 1_000

/** A message for the person at the terminal; a stack would say nothing more. */
export class BootstrapError extends Error {
  name = 'BootstrapError'
}

export async function runStep({ root, label, command: [program, ...args] }) {
  const startedAt = performance.now()
  const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
  say(`${label} …`)
  const progress = setInterval(() => say(`${label} … ${elapsed()}`), PROGRESS_MS)
  // Standard output belongs to the command that follows.
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', process.stderr, process.stderr] })
  let stoppedBy
  const stop = (signal) => {
    stoppedBy = signal
    child.kill(signal)
    // npm first takes back what it did, which takes as long again; the next start does that anyway.
    setTimeout(() => child.kill('SIGKILL'), STOP_MS).unref()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, stop)
  try {
    const outcome = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve(signal ?? code))
    }).catch((cause) => {
      throw new BootstrapError(`${label} failed: cannot run ${program} (${cause.message})`, { cause })
    })
    if (stoppedBy !== undefined) throw new BootstrapError(`${label}: stopped by ${stoppedBy} after ${elapsed()}`)
    if (outcome !== 0) throw new BootstrapError(`${label} failed (${outcome}) after ${elapsed()}; the reason is above`)
    say(`${label}: done in ${elapsed()}`)
  } finally {
    clearInterval(progress)
    for (const signal of signals) process.off(signal, stop)
  }
}

/** One at a time: two starts of a fresh checkout must not install over each other. */
export async function withLock(root, work) {
  const lock = path.join(root, 'build', '.lock')
  mkdirSync(path.dirname(lock), { recursive: true })
  let told = false
  while (!tryWrite(lock, String(process.pid))) {
    const holder = readText(lock)
    if (holder && !isAlive(Number(holder))) {
      breakLock(lock, holder)
      continue
    }
    if (!told) say(`waiting for process ${holder}, which is at it already (if it hangs, remove ${lock})`)
    told = true
    await wait(LOCK_POLL_MS)
  }
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Moving it aside succeeds for one process only; what turns out to be a newer lock goes back. */
function breakLock(lock, holder) {
  const aside = `${lock}.${process.pid}`
  try {
    renameSync(lock, aside)
  } catch {
    return
  }
  const found = readText(aside)
  if (found !== holder) tryWrite(lock, found)
  rmSync(aside, { force: true })
}

function tryWrite(file, content) {
  try {
    writeFileSync(file, content, { flag: 'wx' })
    return true
  } catch (err) {
    if (err.code === 'EEXIST') return false
    throw err
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (err) {
    return err.code === 'EPERM'
  }
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function say(message) {
  process.stderr.write(`causerie: ${message}\n`)
}
