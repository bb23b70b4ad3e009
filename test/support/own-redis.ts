/** A Redis of one's own: to be watched, emptied and killed. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'

export interface OwnRedis {
  port: number
  url: string
  /** As a power cut would; returns when it is gone. Nothing of it is kept. */
  kill: () => Promise<void>
  /** Again on the same port, empty. */
  start: () => Promise<void>
}

export async function startOwnRedis(t: Test): Promise<OwnRedis> {
  const port = await freePort()
  let child: ChildProcess | undefined

  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  const start = async (): Promise<void> => {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction']
    child = spawn('redis-server', [...options, '--rdbcompression', 'no'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const { stdout } = child
    if (stdout === null) throw new Error('redis-server has no output')
    for await (const line of createInterface(stdout)) if (line.includes('Ready to accept connections')) break
    stdout.resume()
  }
  await start()
  t.teardown(kill)
  return { port, url: `redis://127.0.0.1:${port}`, kill, start }
}

/** A port that the system had free a moment ago, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
