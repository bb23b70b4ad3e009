/** Screening: from pending to decided by the workers, against BullMQ alone with the same flow of two empty jobs. */

import { sql } from 'kysely'
import type { Db } from '../../db/database.js'
import { startProcess, startService } from '../children.js'
import { insertPending, untilDecided, withDatabase } from '../database.js'
import type { Bench, QueueKind } from '../plan.js'
import type { QueueJob } from '../processes/bare-queue.js'
import type { Section, Table } from '../report.js'
import { compare } from '../rounds.js'

export async function measureScreening(bench: Bench): Promise<Section> {
  const tables: Table[] = []
  for (const queue of bench.plan.queues) {
    if (queue === 'redis' && bench.redisUrl === undefined) continue
    tables.push(await measureQueue(bench, queue))
  }
  return {
    title: 'Screening',
    intro: `Comments a second from pending to decided by one process of workers, measured from the first to the last decision of ${bench.plan.screenCount}: two jobs, both stages of checks, one decision each. The limit is BullMQ alone in one process with the same settings: the same flow of two jobs, which do nothing.`,
    tables,
  }
}

async function measureQueue(bench: Bench, queue: QueueKind): Promise<Table> {
  const { plan } = bench
  const databaseUrl = await bench.createDatabase()
  const redisUrl = queue === 'redis' ? bench.redisUrl : undefined
  const store = redisUrl ?? (await bench.createDatabase())
  const bare = await startProcess<QueueJob, { count: number; seconds: number }>('bare-queue')
  const workers = await startService({ role: 'workers', databaseUrl, redisUrl, directory: bench.directory })
  let batch = 0
  try {
    const results = await withDatabase(databaseUrl, (db) =>
      compare(
        {
          name: 'BullMQ alone',
          measure: async () => {
            const { count, seconds } = await bare.run({ store, count: plan.screenCount })
            return count / seconds
          },
        },
        [
          {
            name: 'screening',
            measure: async () => {
              batch += 1
              const startedAt = new Date()
              await insertPending(db, { slug: `screen-${batch}`, from: batch * 100_000, count: plan.screenCount })
              await untilDecided(db)
              return await decisionRate(db, startedAt)
            },
          },
        ],
        {
          ...plan,
          onRound: (round, line) => bench.say(`screen, queue on ${queue}, ${round + 1} of ${plan.rounds}: ${line}`),
        },
      ),
    )
    return { caption: `queue on ${queue === 'redis' ? 'Redis' : 'Postgres'}`, unit: 'comments/s', goal: null, results }
  } finally {
    await Promise.all([bare.close(), workers.close()])
  }
}

async function decisionRate(db: Db, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number; seconds: number }>`
    select count(*) as count, extract(epoch from max(decided_at) - min(decided_at))::float8 as seconds
    from decisions where decided_at >= ${since}
  `.execute(db)
  const { count = 0, seconds = Number.NaN } = rows[0] ?? {}
  return (count - 1) / seconds
}
