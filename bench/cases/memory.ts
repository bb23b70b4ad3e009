/** Memory of the whole service in one process: after the start, and after some load. */

import { setTimeout as pause } from 'node:timers/promises'
import { startProcess, startService } from '../children.js'
import { insertThread, withDatabase } from '../database.js'
import type { Bench } from '../plan.js'
import type { LoadJob, LoadResult } from '../processes/http-load.js'
import type { Section } from '../report.js'

export async function measureMemory(bench: Bench): Promise<Section> {
  const { plan } = bench
  const databaseUrl = await bench.createDatabase()
  await withDatabase(databaseUrl, (db) => insertThread(db, 'read', 100))
  const load = await startProcess<LoadJob, LoadResult>('http-load')
  const service = await startService({ role: 'all', databaseUrl, directory: bench.directory })
  const lines = ['| when | resident memory |', '|---|---:|']
  const note = async (when: string): Promise<void> => {
    await pause(plan.settleMs)
    const megabytes = Math.round(service.memoryBytes() / 1_048_576)
    lines.push(`| ${when} | ${megabytes} MB |`)
    bench.say(`memory ${when}: ${megabytes} MB`)
  }
  try {
    const seconds = plan.seconds * plan.rounds
    await note('after the start')
    const job = { connections: plan.readConnections, seconds, from: 0 }
    const { count: reads } = await load.run({ ...job, kind: 'read', url: `${service.url}/v1/sites/demo/threads/read` })
    await note(`after ${reads.toLocaleString('en')} reads`)
    const { count: submits } = await load.run({ ...job, kind: 'submit', url: service.url })
    await note(`after ${submits.toLocaleString('en')} submits`)
  } finally {
    await Promise.all([load.close(), service.close()])
  }
  return {
    title: 'Memory',
    intro: 'Resident memory of the Node process of `causerie all`, Postgres not counted.',
    tables: [],
    text: lines.join('\n'),
  }
}
