/**
 * `npm test`: installs and builds what is missing, starts a Postgres and a Redis of its own, runs every test on them.
 * Files named *.queue.test.ts run once per queue backend. Arguments: names of files, or parts of them.
 */

import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { BootstrapError, ensureBuilt, ensureInstalled, requireNode } from './bootstrap.mjs'

const ROOT = path.dirname(import.meta.dirname)
const BUILD = path.join(ROOT, 'build')
const SLOW_SUITES = ['faults', 'fuzz', 'xss']
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const optionOf = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3)
const suite = optionOf('suite')

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

/** The tests hold every answer against openapi.yaml; test/support/openapi.ts reads it in this form. */
async function convertOpenapi() {
  const { parse } = await import('yaml')
  const document = parse(readFileSync(path.join(ROOT, 'openapi.yaml'), 'utf8'))
  writeFileSync(path.join(BUILD, 'test/openapi.json'), JSON.stringify(document))
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

async function main() {
  requireNode()
  await ensureInstalled()
  await ensureBuilt({ withTests: true })
  await convertOpenapi()
  const scratch = mkdtempSync(path.join(tmpdir(), 'causerie-test-'))
  const closers = []
  try {
    const postgres = await startPostgres(path.join(scratch, 'data'))
    closers.push(() => postgres.close())
    const redis = await startRedis(scratch)
    if (redis !== null) closers.push(() => redis.close())
    const files = listFiles()
    if (files.length === 0) throw new BootstrapError('no test file has such a name')
    const named = Object.fromEntries(
      Object.entries({ SEED: optionOf('seed'), FUZZ_SECONDS: optionOf('seconds') }).filter(
        ([, value]) => value !== undefined,
      ),
    )
    const env = {
      CAUSERIE_TEST_POSTGRES: postgres.url,
      CAUSERIE_TEST_REDIS: redis?.url ?? '',
      NODE_ENV: 'test',
      ...named,
    }
    const onBoth = files.filter((file) => file.endsWith('.queue.test.js'))

    // Not before there are packages: it needs one.
    const { runFiles } = await import('./test/run-files.mjs')
    const on = (queue, these) =>
      these.map((file) => ({ file, label: queue, env: { ...env, CAUSERIE_TEST_QUEUE: queue } }))
    const all = [...on('postgres', files), ...(redis === null ? [] : on('redis', onBoth))]
    const { pass, fail, skip } = await runFiles(all, { cwd: ROOT, say, withComments: suite !== undefined })
    const skipped = skip + (redis === null ? onBoth.length : 0)
    if (redis === null && onBoth.length > 0) {
      say('\n'.concat('!'.repeat(78)))
      say(`NO redis-server ON THE PATH: ${onBoth.length} files did NOT run on the Redis backend.`)
      say('!'.repeat(78))
    }
    say(`${pass} passed, ${fail} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
    process.exitCode = fail > 0 || pass === 0 || (redis === null && process.env.CI === 'true') ? 1 : 0
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
