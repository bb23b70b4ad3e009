/** Waiting: how long after a submit a comment is in its thread, when nothing else is going on. */

import { setTimeout as pause } from 'node:timers/promises'
import { startService } from '../children.js'
import type { Bench } from '../plan.js'
import type { Section } from '../report.js'
import { percentile } from '../rounds.js'
import { sampleComment, sampleNetwork } from '../sample-comments.js'

const ASK_EVERY_MS = 2
// The texts are of made-up sentences: of some hundreds the filter leaves one to a person.
const GIVE_UP_MS = 5_000
const HELD_MAX_SHARE = 0.02
const WARM_UP = 5

export async function measureLatency(bench: Bench): Promise<Section> {
  const { plan } = bench
  const lines = ['| queue | comments | held | p50 | p90 | p99 | longest |', '|---|---:|---:|---:|---:|---:|---:|']
  for (const queue of plan.queues) {
    const redisUrl = queue === 'redis' ? bench.redisUrl : undefined
    if (queue === 'redis' && redisUrl === undefined) continue
    const databaseUrl = await bench.createDatabase()
    const service = await startService({ role: 'all', databaseUrl, redisUrl, directory: bench.directory })
    const times: number[] = []
    try {
      for (let number = 1 - plan.warmUps * WARM_UP; number <= plan.latencyCount; number += 1) {
        const ms = await timeToVisible(service.url, number + 10_000_000)
        if (number > 0 && ms !== undefined) times.push(ms)
        if (number > 0 && number % 50 === 0) bench.say(`latency, queue on ${queue}: ${number} of ${plan.latencyCount}`)
      }
    } finally {
      await service.close()
    }
    const held = plan.latencyCount - times.length
    if (held > plan.latencyCount * HELD_MAX_SHARE) throw new Error(`${held} comments did not become visible`)
    const cells = [0.5, 0.9, 0.99, 1].map((share) => `${percentile(times, share).toFixed(1)} ms`)
    lines.push(`| ${queue === 'redis' ? 'Redis' : 'Postgres'} | ${times.length} | ${held} | ${cells.join(' | ')} |`)
  }
  return {
    title: 'From submit to visible',
    intro:
      'Time from sending a comment to finding it in its thread, with `causerie all` otherwise idle: one comment after the other, each to a thread of its own, the thread asked for every 2 ms.',
    tables: [],
    text: lines.join('\n'),
  }
}

/** Milliseconds; undefined when it was not seen in time. */
async function timeToVisible(url: string, number: number): Promise<number | undefined> {
  const thread = `${url}/v1/sites/demo/threads/latency-${number}`
  const startedAt = performance.now()
  const response = await fetch(`${thread}/comments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': sampleNetwork(number) },
    body: JSON.stringify(sampleComment(number)),
  })
  if (response.status !== 202) throw new Error(`a submit was answered with ${response.status}`)
  await response.arrayBuffer()
  for (;;) {
    const { count } = (await (await fetch(thread)).json()) as { count: number }
    const ms = performance.now() - startedAt
    if (count === 1) return ms
    if (ms > GIVE_UP_MS) return undefined
    await pause(ASK_EVERY_MS)
  }
}
