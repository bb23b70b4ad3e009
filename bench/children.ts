/** The processes of a benchmark: the service, the measuring processes, a Redis. All end with it. */

import { type ChildProcess, execFileSync, fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const BUILD = path.resolve(import.meta.dirname, '..')
const START_MS = 60_000
const ASK_MS = 1_000
const STOP_MS = 30_000

export interface RunningService {
  url: string
  pid: number
  /** Resident memory of the Node process. */
  memoryBytes: () => number
  close: () => Promise<void>
}

export interface ServiceSettings {
  role: 'all' | 'api' | 'workers'
  databaseUrl: string
  redisUrl?: string | undefined
  logLevel?: string
  adminApiKey?: string
  /** Where its log goes. */
  directory: string
}

export async function startService(settings: ServiceSettings): Promise<RunningService> {
  const { role, databaseUrl, redisUrl = '', logLevel = 'warn', adminApiKey = '', directory } = settings
  const port = await freePort()
  const logFile = path.join(directory, `${role}-${port}.log`)
  const output = openSync(logFile, 'w')
  // Node's own options go along: node --cpu-prof build/bench/main.js … profiles the service too.
  const child = spawn(process.execPath, [...process.execArgv, path.join(BUILD, 'src/main.js'), role], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      TRUST_PROXY: '127.0.0.1',
      RATE_LIMIT: 'off',
      LOG_LEVEL: logLevel,
      ADMIN_API_KEY: adminApiKey,
      EMAIL_PEPPER: 'pepper of the benchmark, which is thirty-two bytes or more',
      SESSION_SECRET: 'session secret of the benchmark, which is long enough as well',
    },
    stdio: ['ignore', output, output],
  })
  endWithMe(child)
  const url = `http://127.0.0.1:${port}`
  const isUp = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error('it ended')
    return await fetch(`${url}/livez`, { signal: AbortSignal.timeout(ASK_MS) }).then(
      ({ ok }) => ok,
      () => false,
    )
  }
  if (role !== 'workers') {
    await until(`the service (${role})`, isUp).catch((cause: unknown) => {
      throw new Error(`the service did not start: ${readFileSync(logFile, 'utf8').slice(-2_000)}`, { cause })
    })
  }
  return { url, pid: child.pid ?? 0, memoryBytes: () => memoryOf(child), close: () => stop(child) }
}

export interface MeasuringProcess<Job, Outcome> {
  run: (job: Job) => Promise<Outcome>
  close: () => Promise<void>
}

/** Starts one of bench/processes; it stays warm from round to round. */
export async function startProcess<Job, Outcome>(name: string): Promise<MeasuringProcess<Job, Outcome>> {
  const child = fork(path.join(BUILD, `bench/processes/${name}.js`))
  endWithMe(child)
  const ended = once(child, 'exit').then(() => [{ error: 'ended' }])
  const next = async (): Promise<Outcome> => {
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [{ outcome: Outcome; error?: string }]
    if (message.error !== undefined) throw new Error(`${name}: ${message.error}`)
    return message.outcome
  }
  await next()
  return {
    run: async (job) => {
      const outcome = next()
      child.send(job as object)
      return await outcome
    },
    close: () => stop(child),
  }
}

/** A Redis with the append-only file that a queue should have; undefined when there is no redis-server. */
export async function startRedis(directory: string): Promise<{ url: string; close: () => Promise<void> } | undefined> {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined
  const port = await freePort()
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: directory,
    save: '',
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  const child = spawn('redis-server', args, { stdio: 'ignore' })
  endWithMe(child)
  await until('Redis', () =>
    spawnSync('redis-cli', ['-p', String(port), 'ping'])
      .stdout?.toString()
      .includes('PONG'),
  )
  return { url: `redis://127.0.0.1:${port}`, close: () => stop(child) }
}

export async function until(what: string, ask: () => unknown | Promise<unknown>, timeoutMs = START_MS): Promise<void> {
  const giveUpAt = performance.now() + timeoutMs
  while (!(await ask())) {
    if (performance.now() > giveUpAt) throw new Error(`waited ${timeoutMs / 1000} s in vain for ${what}`)
    await pause(20)
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

function memoryOf({ pid }: ChildProcess): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) * 1024
}

const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

function endWithMe(child: ChildProcess): void {
  children.add(child)
  child.on('exit', () => children.delete(child))
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await ended
  clearTimeout(timer)
}
