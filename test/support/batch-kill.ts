/** A decision on many comments whose worker dies by kill -9: shown, paused, gone on with, and exact. */

import type { Test } from 'tap'
import { query } from './dump.js'
import { insertHeld } from './held.js'
import { startKillable } from './killable.js'
import { waitFor } from './wait-for.js'

const PATIENCE_MS = 480_000

interface Batch {
  id: string
  state: string
  total: number
  counts: Record<'waiting' | 'decided' | 'undone' | 'kept', number>
}

export async function killAmidBatch(t: Test, held: number): Promise<void> {
  const { service, startWorker } = await startKillable(t)
  const { admin, databaseUrl } = service
  await insertHeld(databaseUrl, { slug: 'jam', threads: 20, count: held, words: 'Plum jam,' })
  const worker = await startWorker()

  const { body: begun } = await admin<Batch>('/v1/admin/decisions', {
    json: { action: 'approve', filter: { status: 'held' } },
  })
  t.match(begun, { total: held, counts: { decided: 0 } })
  const path = `/v1/admin/decisions/${begun.id}`
  const reaches = (what: string, is: (batch: Batch) => boolean): Promise<Batch> =>
    waitFor(
      what,
      async () => {
        // A machine that is busy with five thousand decisions may ask to come again.
        const { status, body } = await admin<Batch>(path)
        return status === 200 && is(body) && body
      },
      PATIENCE_MS,
    )

  await reaches('progress', ({ counts }) => counts.decided > held / 6)
  const { body: paused } = await admin<Batch>(path, { method: 'PATCH', json: { state: 'paused' } })
  t.ok(paused.counts.decided < held, `paused after ${paused.counts.decided}`)
  const { body: still } = await admin<Batch>(path)
  t.strictSame(still.counts, paused.counts, 'from its pause on it stands still')
  await admin(path, { method: 'PATCH', json: { state: 'running' } })

  const half = await reaches('half of it', ({ counts }) => counts.decided > held / 3)
  t.ok(half.counts.waiting > 0, `killed after ${half.counts.decided}`)
  t.equal(await worker.kill('SIGKILL'), 'SIGKILL')
  await startWorker()
  const done = await reaches('the end', ({ state }) => state === 'done')
  t.match(done.counts, { waiting: 0, decided: held })
  t.strictSame(
    await query(
      databaseUrl,
      `select count(*)::int as all, count(distinct comment_id)::int as comments,
         (select count(*)::int from comments where status = 'approved' and html is not null) as approved,
         (select sum(approved_count)::int from threads) as counted from decisions`,
    ),
    [{ all: held, comments: held, approved: held, counted: held }],
  )
}
