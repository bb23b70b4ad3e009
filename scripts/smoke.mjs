/** Starts the service as a newcomer would, sends a comment, reads it back, stops it: the shortest proof that it works. */

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const ROOT = path.dirname(import.meta.dirname)
// A fresh checkout installs and builds first.
const READY_MS = 300_000
const VISIBLE_MS = 1_000
const STOP_MS = 30_000
const THREAD = '/v1/sites/demo/threads/smoke'

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function waitFor(what, timeoutMs, ask) {
  const giveUpAt = performance.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > giveUpAt) throw new Error(`waited ${timeoutMs / 1000} s in vain for ${what}`)
    await wait(20)
  }
}

async function submit(origin) {
  const response = await fetch(`${origin}${THREAD}/comments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ author: { name: 'Ann' }, body: 'I read this twice, and disagree with half of it.' }),
  })
  if (response.status !== 202) throw new Error(`the comment was answered with ${response.status}, not 202`)
  return (await response.json()).id
}

/** npm passes the signal on, and ends as the service does. */
async function stop(service, ended) {
  service.kill('SIGTERM')
  const outcome = await Promise.race([ended, wait(STOP_MS, 'not at all', { ref: false })])
  if (service.exitCode === null) service.kill('SIGKILL')
  return outcome
}

async function main() {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'causerie-smoke-'))
  const port = await findFreePort()
  const origin = `http://127.0.0.1:${port}`
  const { DATABASE_URL, DATABASE_READ_URL, REDIS_URL, ...inherited } = process.env
  const service = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...inherited, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: origin },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((resolve, reject) =>
    service.once('exit', (code, signal) => resolve(code ?? signal)).once('error', reject),
  )
  try {
    await waitFor('the service to be ready', READY_MS, () => {
      if (service.exitCode !== null) throw new Error(`npm start ended with ${service.exitCode}`)
      return fetch(`${origin}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      )
    })
    const sentAt = performance.now()
    const id = await submit(origin)
    await waitFor('the comment in its thread', VISIBLE_MS, async () => {
      const { comments } = await (await fetch(`${origin}${THREAD}`)).json()
      return comments.some((comment) => comment.id === id)
    })
    process.stdout.write(
      `smoke: a comment was sent, checked and served in ${Math.round(performance.now() - sentAt)} ms\n`,
    )

    const outcome = await stop(service, ended)
    if (outcome !== 0) throw new Error(`after SIGTERM npm start ended with ${outcome}, not 0`)
    process.stdout.write('smoke: stopped cleanly\n')
  } finally {
    if (service.exitCode === null) await stop(service, ended)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

try {
  await main()
} catch (error) {
  process.stderr.write(`smoke: ${error.message}\n`)
  process.exitCode = 1
}
