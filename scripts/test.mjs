/**
 * `npm test`: installs and builds what is missing, starts a Postgres and a Redis of its own, runs every test on them.
 * Files named *.queue.test.ts run once per queue backend. Arguments: names of files, or parts of them.
 */

import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { BootstrapError, ensureBuilt, ensureInstalled, requireNode } from './bootstrap.mjs'

const ROOT = path.dirname(import.meta.dirname)
const BUILD = path.join(ROOT, 'build')
const SLOW_SUITES = ['faults', 'fuzz']
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const suite = process.argv.find((argument) => argument.startsWith('--suite='))?.slice('--suite='.length)

const say = (line) => process.stdout.write(`${line}\n`)

function listFiles() {
  const all = readdirSync(path.join(BUILD, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.js'))
    .filter(
      (file) =>
        suite === file.split(path.sep)[0] || (suite === undefined && !SLOW_SUITES.includes(file.split(path.sep)[0])),
    )
    .filter(
      (file) =>
        wanted.length === 0 ||
        wanted.some((part) => file.includes(part.replace(/\.ts$/, '.js').replace(/^test\//, ''))),
    )
  return all.map((file) => path.join('build/test', file)).sort()
}

async function startPostgres(dataDir) {
  const { startEmbeddedPostgres } = await import('../build/src/embedded/postgres.js')
  const { prepareTemplate } = await import('../build/test/support/test-db.js')
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false, log: { info() {}, warn() {} } })
  await prepareTemplate(postgres.url)
  return postgres
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

async function startRedis(directory) {
  if (spawnSync('redis-server', ['--version']).status !== 0) return null
  const port = await freePort()
  const options = [
    '--port',
    port,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory-policy',
    'noeviction',
    '--dir',
    directory,
  ]
  const child = spawn('redis-server', options.map(String), { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface(child.stdout)) if (line.includes('Ready to accept connections')) break
  child.stdout.resume()
  return { url: `redis://127.0.0.1:${port}`, close: () => child.kill('SIGKILL') }
}

/** Runs tap over files and passes on one line a file, and everything about a file that failed. */
async function runTap(files, env, label) {
  const count = { total: 0, pass: 0, fail: 0, skip: 0 }
  if (files.length === 0) return count
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['node_modules/tap/dist/esm/run.mjs', '--reporter=tap', ...files], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let details = []
  let done = 0
  for await (const line of createInterface(child.stdout)) {
    const [, verdict, file, rest = ''] = /^(ok|not ok) \d+ - (\S+)(.*)$/.exec(line) ?? []
    if (verdict === undefined) {
      const summary = /^# \{ ?(.*?) ?\}/.exec(line)?.[1]
      if (summary !== undefined)
        for (const [, name, number] of summary.matchAll(/(\w+): (\d+)/g))
          if (name in count) count[name] = Number(number)
      details.push(line)
      continue
    }
    done += 1
    const time = /time=([\d.]+m?s)/.exec(rest)?.[1] ?? ''
    say(
      `${verdict === 'ok' ? '  ok  ' : 'FAILED'} ${label} ${done}/${files.length} ${file.replace('build/', '').replace(/\.js$/, '.ts')} ${time}`,
    )
    if (verdict === 'not ok') say(details.join('\n'))
    details = []
  }
  const code = child.exitCode ?? (await new Promise((resolve) => child.on('exit', resolve)))
  // A runner that died without a summary is a failure too.
  if (code !== 0 && count.fail === 0) count.fail = 1
  say(`${label}: ${files.length} files in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  return count
}

async function main() {
  requireNode()
  await ensureInstalled()
  await ensureBuilt({ withTests: true })
  const scratch = mkdtempSync(path.join(tmpdir(), 'causerie-test-'))
  const closers = []
  try {
    const postgres = await startPostgres(path.join(scratch, 'data'))
    closers.push(() => postgres.close())
    const redis = await startRedis(scratch)
    if (redis !== null) closers.push(() => redis.close())
    const files = listFiles()
    if (files.length === 0) throw new BootstrapError('no test file has such a name')
    const env = { CAUSERIE_TEST_POSTGRES: postgres.url, CAUSERIE_TEST_REDIS: redis?.url ?? '', NODE_ENV: 'test' }
    const onBoth = files.filter((file) => file.endsWith('.queue.test.js'))

    const counts = [await runTap(files, { ...env, CAUSERIE_TEST_QUEUE: 'postgres' }, 'postgres')]
    if (redis !== null) counts.push(await runTap(onBoth, { ...env, CAUSERIE_TEST_QUEUE: 'redis' }, 'redis'))
    const sum = (name) => counts.reduce((total, count) => total + count[name], 0)
    const skipped = sum('skip') + (redis === null ? onBoth.length : 0)
    if (redis === null && onBoth.length > 0) {
      say('\n'.concat('!'.repeat(78)))
      say(`NO redis-server ON THE PATH: ${onBoth.length} files did NOT run on the Redis backend.`)
      say('!'.repeat(78))
    }
    say(`${sum('pass')} passed, ${sum('fail')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
    process.exitCode = sum('fail') > 0 || sum('pass') === 0 || (redis === null && process.env.CI === 'true') ? 1 : 0
  } finally {
    for (const close of closers.reverse()) await close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

try {
  await main()
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error
  process.stderr.write(`causerie: ${error.message}\n`)
  process.exit(1)
}
