/** Submitting: comments over HTTP, each answered after its commit, against Postgres alone committing the same row. */

import { sql } from 'kysely'
import { startProcess, startService } from '../children.js'
import { withDatabase } from '../database.js'
import type { Bench } from '../plan.js'
import type { InsertJob } from '../processes/bare-insert.js'
import type { LoadJob, LoadResult } from '../processes/http-load.js'
import type { Section, Table } from '../report.js'
import { compare, type Side } from '../rounds.js'

export async function measureSubmitting(bench: Bench): Promise<Section> {
  const { plan } = bench
  const load = await startProcess<LoadJob, LoadResult>('http-load')
  const bare = await startProcess<InsertJob, { count: number; seconds: number }>('bare-insert')
  const tables: Table[] = []
  let rounds = 0
  try {
    for (const hasWorkers of plan.submitWorkers) {
      for (const concurrency of plan.submitConcurrency) {
        const variant = `${concurrency} at a time, workers ${hasWorkers ? 'running' : 'not running'}`
        const databaseUrl = await bench.createDatabase()
        // The same columns, checks and indexes; not its foreign keys, which makes the limit harder to reach.
        await withDatabase(databaseUrl, (db) =>
          sql`create table bench_comments (like comments including all)`.execute(db),
        )
        const settings = { databaseUrl, directory: bench.directory }
        const api = await startService({ ...settings, role: 'api' })
        const workers = hasWorkers ? await startService({ ...settings, role: 'workers' }) : null
        const limit: Side = {
          name: 'Postgres alone',
          measure: async () => {
            const { count, seconds } = await bare.run({ databaseUrl, concurrency, seconds: plan.seconds })
            return count / seconds
          },
        }
        const service: Side = {
          name: 'service',
          measure: async () => {
            rounds += 1
            const from = rounds * 1_000_000
            const job = { kind: 'submit' as const, url: api.url, connections: concurrency, seconds: plan.seconds, from }
            const { count, failed, seconds } = await load.run(job)
            if (failed > 0) throw new Error(`${failed} submits failed`)
            return count / seconds
          },
        }
        const results = await compare(limit, [service], {
          ...plan,
          onRound: (round, line) => bench.say(`submit, ${variant}, ${round + 1} of ${plan.rounds}: ${line}`),
        })
        await Promise.all([api.close(), workers?.close()])
        tables.push({ caption: variant, unit: 'comments/s', goal: 0.3, results })
      }
    }
  } finally {
    await Promise.all([load.close(), bare.close()])
  }
  return {
    title: 'Submitting',
    intro:
      'POST of comments of about 450 letters to 50 threads, half of them with an address, in comments a second; each answer comes after the commit. The limit is Postgres alone, with the same durability: one prepared INSERT of the same row with the same indexes for each comment, committed by itself, from as many callers on up to 20 connections. Postgres, the service and the load share the machine; with the limit there is no HTTP to pay for.',
    tables,
  }
}
