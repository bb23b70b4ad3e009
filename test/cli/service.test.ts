/** The life of a service process on its own data: started, stopped, killed, started again, and used from beside. */

import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import t, { type Test } from 'tap'
import { freePort } from '../support/own-redis.js'
import { MAIN, type Program, run, SECRETS, startService } from '../support/process.js'
import { plainComment } from '../support/submit.js'
import { waitFor } from '../support/wait-for.js'

const EXIT_CONFIG = 78
const DRAIN_MS = 25_000
const COMMENTS = '/v1/sites/demo/threads/bonjour/comments'
const scratch = mkdtempSync(path.join(tmpdir(), 'start-'))
const dataDir = path.join(scratch, 'data')
const secretsFile = path.join(dataDir, 'secrets.json')

// The tests ask more often than a reader may.
const OPEN = { DATA_DIR: dataDir, RATE_LIMIT: 'off' }

t.setTimeout(240_000)
t.teardown(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }))

async function post(url: string): Promise<{ id: string; receipt: string }> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}${COMMENTS}`, { method: 'POST', headers, body: JSON.stringify(plainComment()) })
  if (answer.status !== 202) throw new Error(`a submit was answered with ${answer.status}`)
  return (await answer.json()) as { id: string; receipt: string }
}

async function listIds(url: string): Promise<string[]> {
  const answer = await fetch(`${url}/v1/sites/demo/threads/bonjour?limit=100`)
  return ((await answer.json()) as { comments: { id: string }[] }).comments.map(({ id }) => id)
}

async function runToEnd(
  t: Test,
  args: string[],
  env: Record<string, string>,
): Promise<{ status: number | string; program: Program }> {
  const program = run(t, MAIN, args, env)
  return { status: await program.exited, program }
}

/** A request whose body is still on its way. */
async function beginRequest(url: string, body: string): Promise<{ finish: () => void; answer: Promise<string> }> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const head = `POST ${COMMENTS} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`
  const half = Math.floor(body.length / 2)
  const chunks: Buffer[] = []
  const answer = new Promise<string>((resolve) => {
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => {})
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()))
  })
  await new Promise<void>((resolve) => socket.write(head + body.slice(0, half), () => resolve()))
  return { finish: () => socket.write(body.slice(half)), answer }
}

t.test('a first start makes everything, says where it is, and finds it again', async (t) => {
  const first = await startService(t, 'all', OPEN)
  await waitFor('the addresses', () => first.stdout().includes('Ctrl-C stops everything'))
  for (const [what, target] of Object.entries({
    'Demo page': '/demo',
    API: '/v1/sites/demo/threads/bonjour',
    'API docs': '/docs',
    Queues: '/queues',
    Console: '/console#setup=ci1_[A-Za-z0-9_-]{43}\n',
  }))
    t.match(first.stdout(), new RegExp(`${what} +http://localhost:${first.port}${target}`))
  t.equal(statSync(secretsFile).mode & 0o777, 0o600, 'the secrets are for their owner alone')
  t.notMatch(
    first.stdout(),
    new RegExp(Object.values(JSON.parse(readFileSync(secretsFile, 'utf8')) as object).join('|')),
  )
  const { id } = await post(first.url)
  await waitFor('the comment', async () => (await listIds(first.url)).includes(id))

  const second = await runToEnd(t, [], { DATA_DIR: dataDir, PORT: '0' })
  t.equal(second.status, 1)
  t.match(
    second.program.stderr(),
    /^causerie: another Causerie is already running on .*: stop it first, or choose another DATA_DIR\n$/,
  )

  const taken = await runToEnd(t, [], { DATA_DIR: path.join(scratch, 'other'), PORT: String(first.port) })
  t.equal(taken.status, 1)
  t.match(taken.program.stderr(), /causerie: the port is in use by another program: stop it or set PORT\n$/)

  const key = await runToEnd(t, ['create-api-key', '--name', 'me', '--role', 'admin'], { DATA_DIR: dataDir })
  t.equal(key.status, 0, key.program.stderr())
  const headers = { authorization: `Bearer ${key.program.stdout().trim()}` }
  t.equal((await fetch(`${first.url}/v1/admin/sites`, { headers })).status, 200, 'the key works at once')
  const dated = ['create-api-key', '--name', 'me', '--role', 'viewer', '--expires']
  t.equal((await runToEnd(t, [...dated, '2001-02-30'], { DATA_DIR: dataDir })).status, 64, 'no such day')
  const short = await runToEnd(t, [...dated, '2999-12-31'], { DATA_DIR: dataDir })
  t.match(await (await fetch(`${first.url}/v1/admin/api-keys`, { headers })).json(), {
    apiKeys: [{ expiresAt: null }, { role: 'viewer', expiresAt: '2999-12-31T23:59:59.999Z' }],
  })
  t.equal(short.status, 0)
  const site = await runToEnd(t, ['create-site', '--id', 'blog', '--name', 'Blog'], { DATA_DIR: dataDir })
  t.strictSame([site.status, site.program.stdout()], [0, 'site blog is there\n'])
  t.equal((await fetch(`${first.url}/v1/sites/blog/threads/x`)).status, 200)
  t.equal((await runToEnd(t, ['create-site', '--id', 'blog'], { DATA_DIR: dataDir })).status, 64, 'not twice')
  const link = await runToEnd(t, ['invite-moderator', '--name', 'Claire', '--role', 'admin'], { DATA_DIR: dataDir })
  t.match(link.program.stdout(), /^http:\/\/localhost:8080\/console#invite=ci1_[A-Za-z0-9_-]{43}\n$/)
  t.equal((await runToEnd(t, ['invite-moderator', '--role', 'admin'], { DATA_DIR: dataDir })).status, 64, 'no name')
  const status = await runToEnd(t, ['migrate', 'status'], { DATA_DIR: dataDir })
  const unread = run(t, MAIN, ['migrate', 'status'], { DATA_DIR: dataDir })
  unread.child.stdout?.destroy()
  t.strictSame([await unread.exited, unread.stderr()], [0, ''], 'nobody reads the list: it ends quietly')
  t.match(status.program.stdout(), /^\S+_create_tables {2}2\d{3}-\S+Z\n/)

  const body = JSON.stringify(plainComment())
  const halfway = await beginRequest(first.url, body)
  const startedAt = performance.now()
  first.child.kill('SIGTERM')
  await first.hears('stopping')
  halfway.finish()
  t.match(await halfway.answer, /^HTTP\/1\.1 202 /, 'what had begun is answered')
  t.equal(await first.exited, 0)
  t.ok(performance.now() - startedAt < DRAIN_MS)
  t.comment(`drained in ${Math.round(performance.now() - startedAt)} ms`)

  const again = await startService(t, 'all', OPEN)
  t.ok((await listIds(again.url)).includes(id), 'found where it was')
  await waitFor('the comment sent during the drain', async () => (await listIds(again.url)).length === 2)
  const late = await post(again.url)
  await again.kill('SIGKILL')
  const third = await startService(t, 'all', OPEN)
  await waitFor('what was sent before the kill', async () => (await listIds(third.url)).includes(late.id), 40_000)
  await third.kill('SIGTERM')
})

t.test('secrets that do not belong to the database are refused', async (t) => {
  const other = await runToEnd(t, [], { DATA_DIR: dataDir, PORT: '0', ...SECRETS })
  t.equal(other.status, EXIT_CONFIG)
  t.match(other.program.stderr(), /^causerie: the pepper is not the one this database was filled with: .*\n$/)

  renameSync(secretsFile, `${secretsFile}.away`)
  const missing = await runToEnd(t, [], { DATA_DIR: dataDir, PORT: '0' })
  t.equal(missing.status, EXIT_CONFIG)
  t.match(missing.program.stderr(), /^causerie: \S+secrets\.json is missing, .*\n$/)
  t.notOk(existsSync(secretsFile), 'and no other ones are made')

  writeFileSync(secretsFile, '{"emailPepper":')
  const broken = await runToEnd(t, [], { DATA_DIR: dataDir, PORT: '0' })
  t.equal(broken.status, EXIT_CONFIG)
  t.match(broken.program.stderr(), /^causerie: \S+secrets\.json is not a JSON file .*\n$/)
  renameSync(`${secretsFile}.away`, secretsFile)
})

t.test('a client that never finishes does not hold back the end, and a second signal ends at once', async (t) => {
  const service = await startService(t, 'all', OPEN)
  t.match(service.lines(), [{ level: 'warn', msg: 'RATE_LIMIT is off: for benchmarks and load tests only' }])
  const { hostname, port } = new URL(service.url)
  const silent = connect(Number(port), hostname)
  silent.on('error', () => {})
  const dripping = await beginRequest(service.url, JSON.stringify(plainComment()))
  const drip = connect(Number(port), hostname)
  drip.on('error', () => {})
  drip.write(
    `POST ${COMMENTS} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{`,
  )
  const dripper = setInterval(() => drip.write(' '), 500)
  t.teardown(() => clearInterval(dripper))
  const startedAt = performance.now()
  t.equal(await service.kill('SIGTERM'), 0)
  t.ok(performance.now() - startedAt < DRAIN_MS)
  t.comment(`drained in ${Math.round(performance.now() - startedAt)} ms in spite of slow clients`)
  await dripping.answer
  silent.destroy()

  const impatient = await startService(t, 'all', OPEN)
  await beginRequest(impatient.url, JSON.stringify(plainComment()))
  impatient.child.kill('SIGINT')
  await impatient.hears('stopping')
  const secondAt = performance.now()
  t.equal(await impatient.kill('SIGINT'), 1)
  t.ok(performance.now() - secondAt < 5_000)
  t.ok(impatient.lines().some(({ msg }) => msg === 'second signal: ending at once'))
})

t.test('OPS_PORT moves metrics and queues away from the readers’ port', async (t) => {
  const opsPort = await freePort()
  const service = await startService(t, 'all', { ...OPEN, OPS_PORT: String(opsPort) })
  const statusOf = async (origin: string, target: string): Promise<number> => (await fetch(`${origin}${target}`)).status
  const ops = `http://127.0.0.1:${opsPort}`
  t.strictSame([await statusOf(service.url, '/metrics'), await statusOf(service.url, '/queues')], [404, 404])
  t.strictSame(
    [await statusOf(ops, '/metrics'), await statusOf(ops, '/queues'), await statusOf(ops, '/readyz')],
    [200, 401, 200],
  )
  t.equal(await statusOf(ops, '/v1/sites/demo/threads/bonjour'), 404)

  const halfway = await beginRequest(service.url, JSON.stringify(plainComment()))
  service.child.kill('SIGTERM')
  await service.hears('stopping')
  const draining = await fetch(`${ops}/readyz`)
  t.equal(draining.status, 503)
  t.match(await draining.json(), { status: 'not ready', checks: [{}, {}, {}, { name: 'draining', isOk: false }] })
  halfway.finish()
  t.match(await halfway.answer, /^HTTP\/1\.1 202 [\s\S]*\r\nconnection: close\r\n/i)
  t.equal(await service.exited, 0)
})
