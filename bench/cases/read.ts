/** Reading: a thread of 100 comments, against a bare Fastify route that sends the same bytes. */

import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { startProcess, startService } from '../children.js'
import { insertThread, withDatabase } from '../database.js'
import type { Bench } from '../plan.js'
import type { LoadJob, LoadResult } from '../processes/http-load.js'
import type { Section } from '../report.js'
import { compare, type Side } from '../rounds.js'

const COMMENTS = 100
const TARGET = '/v1/sites/demo/threads/read'

export async function measureReading(bench: Bench): Promise<Section> {
  const { plan, directory } = bench
  const databaseUrl = await bench.createDatabase()
  await withDatabase(databaseUrl, (db) => insertThread(db, 'read', COMMENTS))
  const load = await startProcess<LoadJob, LoadResult>('http-load')
  const bare = await startProcess<{ file: string }, { port: number }>('bare-http')
  const services = await Promise.all(
    plan.logLevels.map((logLevel) => startService({ role: 'api', databaseUrl, logLevel, directory })),
  )
  try {
    const body = Buffer.from(await (await fetch(`${services[0]?.url}${TARGET}`)).arrayBuffer())
    const file = path.join(directory, 'thread.json')
    writeFileSync(file, body)
    const { port } = await bare.run({ file })

    const side = (name: string, url: string): Side => ({
      name,
      measure: async () => {
        const job = { kind: 'read' as const, url, connections: plan.readConnections, seconds: plan.seconds, from: 0 }
        const { count, failed, seconds } = await load.run(job)
        if (failed > 0) throw new Error(`${failed} reads of ${name} failed`)
        return count / seconds
      },
    })
    const results = await compare(
      side('bare Fastify route', `http://127.0.0.1:${port}/`),
      services.map(({ url }, index) => side(`thread, log level ${plan.logLevels[index]}`, `${url}${TARGET}`)),
      { ...plan, onRound: (round, line) => bench.say(`read ${round + 1} of ${plan.rounds}: ${line}`) },
    )
    return {
      title: 'Reading',
      intro: `GET of a thread of ${COMMENTS} comments (${body.length.toLocaleString('en')} bytes, uncompressed) by ${plan.readConnections} connections, in requests a second. The limit is a bare Fastify route in a process of its own that sends the same bytes.`,
      tables: [{ caption: '', unit: 'requests/s', goal: 0.5, results }],
    }
  } finally {
    await Promise.all([load, bare, ...services].map(({ close }) => close()))
  }
}
