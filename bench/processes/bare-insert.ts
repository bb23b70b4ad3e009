/** The limit of submitting: Postgres alone commits the same row, one statement a comment, prepared. */

import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { createNewId } from '../../src/new-id.js'
import { sampleComment } from '../sample-comments.js'
import { answer } from './answer.js'

export interface InsertJob {
  databaseUrl: string
  concurrency: number
  seconds: number
}

const READY_MADE = 2_000
/** More connections than this made Postgres slower on every machine tried. */
const CONNECTIONS_MAX = 20

const comments = Array.from({ length: READY_MADE }, (_, number) => sampleComment(number))
const newId = createNewId(Date.now)
const threadIds = Array.from({ length: 50 }, randomUUID)
const pools = new Map<number, pg.Pool>()

answer<InsertJob, { count: number; seconds: number }>(async ({ databaseUrl, concurrency, seconds }) => {
  let pool = pools.get(concurrency)
  if (pool === undefined) {
    pool = new pg.Pool({ connectionString: databaseUrl, max: Math.min(concurrency, CONNECTIONS_MAX) })
    pools.set(concurrency, pool)
  }
  const startedAt = performance.now()
  const endAt = startedAt + seconds * 1000
  let count = 0
  const lane = async (): Promise<void> => {
    while (performance.now() < endAt) {
      await insert(pool, count)
      count += 1
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
  return { count, seconds: (performance.now() - startedAt) / 1000 }
})

async function insert(pool: pg.Pool, number: number): Promise<void> {
  const id = newId()
  const now = new Date()
  const comment = comments[number % READY_MADE]
  await pool.query({
    name: 'insert',
    text: `insert into bench_comments (id, site_id, thread_id, parent_id, root_id, path, author_id, author_name, author_url,
      body, status, form, network_hash, submitted_at, editable_until)
      values ($1, 'demo', $2, null, $1, '{}', $3, $4, null, $5, 'pending', $6, $7, $8, $9)`,
    values: [
      id,
      threadIds[number % threadIds.length],
      randomUUID(),
      comment?.author.name,
      comment?.body,
      '{"honeypotFilled":false,"token":"missing","elapsedMs":null}',
      createHash('sha256').update(id).digest(),
      now,
      new Date(now.getTime() + 900_000),
    ],
  })
}
