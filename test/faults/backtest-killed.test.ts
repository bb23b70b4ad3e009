/** kill -9 of the worker in the middle of a backtest's chunk: what was counted stays, what was not is counted once. */

import t from 'tap'
import { query } from '../support/dump.js'
import { insertHeld } from '../support/held.js'
import { startKillable } from '../support/killable.js'
import { holdLock } from '../support/lock.js'
import { waitFor } from '../support/wait-for.js'

const COMMENTS = 900
/** Two chunks of LIMITS.backtest.chunk are 500: the third is held up. */
const FROM = 501
const PATIENCE_MS = 120_000
const BACKTESTS = '/v1/admin/sites/demo/policy/backtests'

t.setTimeout(300_000)

t.test('a backtest whose worker is killed goes on where it was and counts every comment once', async (t) => {
  const { service, startWorker } = await startKillable(t)
  const { admin, databaseUrl } = service
  await insertHeld(databaseUrl, { slug: 'jam', threads: 9, count: COMMENTS, words: 'Plum jam,' })
  // As if a policy of former days had approved them all.
  await query(
    databaseUrl,
    `with approved as (update comments set status = 'approved', html = body, revision = 2 returning id)
     insert into decisions (id, comment_id, site_id, action, from_status, to_status, revision, decided_by, reason, decided_at)
     select gen_random_uuid(), id, 'demo', 'approve', 'pending', 'approved', 2, 'policy', 'clean', now() from approved`,
  )
  const lock = await holdLock(t, databaseUrl, { table: 'backtests', when: `new.done >= ${FROM}` })

  const worker = await startWorker()
  const begun = await admin<{ id: string }>(BACKTESTS, { json: { policy: { mode: 'strict' } } })
  t.equal(begun.status, 202, begun.text)
  await lock.isWaitedFor()
  t.equal(await worker.kill('SIGKILL'), 'SIGKILL')
  const progress = async () => (await admin<{ state: string; done: number }>(`${BACKTESTS}/${begun.body.id}`)).body
  t.match(await progress(), { state: 'running', done: FROM - 1 }, 'two chunks are written, the third is not')
  await lock.release()

  await startWorker()
  await waitFor('the end', async () => (await progress()).state === 'done', PATIENCE_MS)
  t.match(await progress(), { done: COMMENTS, total: COMMENTS, summary: { skipped: 0 } })
  t.strictSame(
    await query(
      databaseUrl,
      `select count(*)::int as all, count(distinct comment_id)::int as comments,
         count(*) filter (where done = 'approve' and proposed = 'hold')::int as held from backtest_differences`,
    ),
    [{ all: COMMENTS, comments: COMMENTS, held: COMMENTS }],
  )
})
