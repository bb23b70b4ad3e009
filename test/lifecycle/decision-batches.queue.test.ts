/** One decision on all that match a filter: which ones is settled at the start, each is decided once, and all is taken back. */

import t, { type Test } from 'tap'
import { applyBatch } from '../../src/lifecycle/apply-batch.js'
import { purgeAllExpired } from '../../src/lifecycle/purge-expired.js'
import { type Client, createClient } from '../support/client.js'
import { query } from '../support/dump.js'
import { insertHeld } from '../support/held.js'
import { isProblem } from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

interface Batch {
  id: string
  state: string
  total: number
  counts: Record<string, number>
  undoUntil: string | null
  allowedChanges: string[]
}
interface Batches {
  batches: Batch[]
  nextCursor: string | null
}
interface Outcomes {
  outcomes: { id: string; outcome: string; status: string; author: { name: string }; excerpt: string }[]
  nextCursor: string | null
}

t.setTimeout(600_000)
const PATIENCE_MS = 120_000
const service = await startTestService(t)
const { admin, databaseUrl, runtime, url } = service
await createSite(runtime, 'other')

const sql = <Row extends object>(text: string, ...values: unknown[]) => query<Row>(databaseUrl, text, values)
const begin = (json: object, send: Client = admin) => send<Batch>('/v1/admin/decisions', { json })
const change = (id: string, state: string) =>
  admin<Batch>(`/v1/admin/decisions/${id}`, { method: 'PATCH', json: { state } })
const undo = (id: string) => admin<Batch>(`/v1/admin/decisions/${id}`, { method: 'DELETE' })

async function reaches(id: string, state: string): Promise<Batch> {
  const ask = async (): Promise<Batch | false> => {
    const { body } = await admin<Batch>(`/v1/admin/decisions/${id}`)
    return body.state === state && body
  }
  return await waitFor(`a batch that is ${state}`, ask, PATIENCE_MS)
}

async function lessonsAreLearned(): Promise<void> {
  const none = async () => (await sql('select 1 from comments where lesson_due_at is not null limit 1')).length === 0
  await waitFor('the lessons', none, PATIENCE_MS)
}

/** Everything a decision changes, but for what only ever rises. */
async function snapshot(): Promise<object[]> {
  await lessonsAreLearned()
  return await sql(
    `select c.id, c.status, c.html, c.body, c.blank_due_at, t.approved_count, l.subject as lesson
     from comments c join threads t on t.id = c.thread_id left join lessons l on l.subject = c.id::text order by c.id`,
  )
}

const keyOf = async (role: string, sites: string[] | null): Promise<Client> => {
  const { body } = await admin<{ key: string }>('/v1/admin/api-keys', { json: { name: `${role} key`, role, sites } })
  return createClient(url, { authorization: `Bearer ${body.key}` })
}

t.test('what matched at the start is decided, and nothing that came or changed since', async (t) => {
  const ids = await insertHeld(databaseUrl, { slug: 'set', threads: 3, count: 150, words: 'Marmalade for breakfast,' })
  await insertHeld(databaseUrl, { slug: 'rest', count: 5, words: 'Something else,' })
  await insertHeld(databaseUrl, { slug: 'set', count: 5, words: 'Marmalade elsewhere,', site: 'other' })
  const before = await snapshot()

  const filter = { site: 'demo', status: 'held', q: 'marmalade' }
  const prepared = await begin({ action: 'approve', filter, paused: true })
  t.match(prepared, { status: 202, body: { state: 'paused', total: 150, counts: { waiting: 150 }, filter } })
  const { id } = prepared.body
  const [rejected = '', claimed = '', edited = ''] = ids
  await admin(`/v1/admin/comments/${rejected}/decisions`, { json: { action: 'reject', reason: 'insult' } })
  const colleague = await keyOf('moderator', null)
  await colleague(`/v1/admin/comments/${claimed}/claim`, { method: 'PUT' })
  await sql(`update comments set revision = revision + 1, body = 'Another text.' where id = $1`, edited)
  const [late = ''] = await insertHeld(databaseUrl, { slug: 'late', count: 1, words: 'Marmalade came late,' })

  t.match((await change(id, 'running')).body, { state: 'running' })
  // However many jobs there are for it, and whoever runs them.
  await Promise.all([1, 2, 3].map(() => applyBatch(runtime.deps, { batchId: id })))
  const done = await reaches(id, 'done')
  t.match(done.counts, { waiting: 0, decided: 147, unchanged: 0, conflict: 2, claimed: 1, 'not-allowed': 0 })
  t.match(done.undoUntil, /^20/)
  t.strictSame(
    await sql(`select status, count(*)::int as count from comments where site_id = 'demo' group by 1 order by 1`),
    [
      { status: 'approved', count: 147 },
      { status: 'held', count: 8 },
      { status: 'rejected', count: 1 },
    ],
  )
  t.strictSame(
    await sql(
      `select count(*)::int as all, count(distinct comment_id)::int as comments from decisions where action = 'approve'`,
    ),
    [{ all: 147, comments: 147 }],
    'each is decided once',
  )
  t.strictSame(await sql(`select status from comments where id = $1`, late), [{ status: 'held' }])
  t.strictSame(await sql(`select distinct status from comments where site_id = 'other'`), [{ status: 'held' }])
  t.strictSame(await sql(`select sum(approved_count)::int from threads where site_id = 'demo'`), [{ sum: 147 }])

  const listed: Outcomes['outcomes'] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path: string = `/v1/admin/decisions/${id}/outcomes?limit=60${cursor === '' ? '' : `&cursor=${cursor}`}`
    const { body } = await admin<Outcomes>(path)
    listed.push(...body.outcomes)
    cursor = body.nextCursor
  }
  t.strictSame(
    listed.map((outcome) => outcome.id),
    ids,
  )
  t.match(listed.slice(0, 4), [
    { outcome: 'conflict', status: 'rejected' },
    { outcome: 'claimed', status: 'held' },
    { outcome: 'conflict', status: 'held' },
    { outcome: 'decided', status: 'approved' },
  ])
  const refused = await admin<Outcomes>(`/v1/admin/decisions/${id}/outcomes?outcome=claimed`)
  const [, author] = listed.map((outcome) => outcome.author)
  t.strictSame(refused.body, {
    outcomes: [
      { id: claimed, outcome: 'claimed', status: 'held', author, excerpt: 'Marmalade for breakfast, number 2.' },
    ],
    nextCursor: null,
  })

  await t.test(
    'and is taken back: status, counts and lessons are as before, but for what somebody decided since',
    async (t) => {
      await lessonsAreLearned()
      const taught = `select count(*)::int as count from lessons l join comments c on c.id::text = l.subject and c.status = 'approved'`
      t.strictSame(await sql(taught), [{ count: 147 }], 'the decisions taught')
      const since = ids.at(-1) ?? ''
      await admin(`/v1/admin/comments/${since}/decisions`, { json: { action: 'markSpam' } })
      t.match(await undo(id), { status: 202, body: { state: 'undoing' } })
      const undone = await reaches(id, 'undone')
      t.match(undone, { counts: { decided: 0, undone: 146, kept: 1, conflict: 2, claimed: 1 }, allowedChanges: [] })
      const touched = new Set([rejected, edited, late, since])
      const others = (rows: object[]) => rows.filter((row) => !touched.has((row as { id: string }).id))
      t.strictSame(others(await snapshot()), others(before))
      t.match(await undo(id), { status: 202, body: { state: 'undone' } }, 'asked twice, it says so')
      isProblem(t, await change(id, 'running'), 409)
    },
  )
})

t.test('what has the status already is told from what cannot get it, and neither is touched', async (t) => {
  const ids = await insertHeld(databaseUrl, { slug: 'already', count: 6, words: 'Bilberry,' })
  const [approved = '', held = '', rejected = '', deleted = '', claimed = '', both = ''] = ids
  const decideOn = (id: string, action: string) =>
    admin(`/v1/admin/comments/${id}/decisions`, { json: { action, reason: 'other' } })
  await decideOn(approved, 'approve')
  await decideOn(rejected, 'reject')
  await decideOn(deleted, 'delete')
  await decideOn(claimed, 'approve')
  const colleague = await keyOf('moderator', null)
  for (const id of [claimed, both]) await colleague(`/v1/admin/comments/${id}/claim`, { method: 'PUT' })
  const before = await snapshot()

  const sent = await admin<{ batch: Batch; outcomes: object[] }>('/v1/admin/decisions', {
    json: { action: 'hold', ids },
  })
  t.strictSame(sent.body.outcomes, [
    { id: approved, outcome: 'decided', status: 'held' },
    { id: held, outcome: 'unchanged', status: 'held' },
    { id: rejected, outcome: 'not-allowed', status: 'rejected' },
    { id: deleted, outcome: 'not-allowed', status: 'deleted' },
    { id: claimed, outcome: 'claimed', status: 'approved' },
    { id: both, outcome: 'unchanged', status: 'held' },
  ])
  const { id, counts } = sent.body.batch
  t.match(counts, { waiting: 0, decided: 1, unchanged: 2, conflict: 0, claimed: 1, 'not-allowed': 2 })
  const outcomesOf = async (outcome: string) =>
    (await admin<Outcomes>(`/v1/admin/decisions/${id}/outcomes?outcome=${outcome}`)).body.outcomes.map((one) => one.id)
  t.strictSame(await outcomesOf('unchanged'), [held, both])
  t.strictSame(await outcomesOf('not-allowed'), [rejected, deleted])
  const { body: again } = await admin<{ outcomes: object[] }>('/v1/admin/decisions', {
    json: { action: 'delete', ids: [deleted] },
  })
  t.strictSame(again.outcomes, [{ id: deleted, outcome: 'unchanged', status: 'deleted' }], 'the end is a status, too')

  await undo(id)
  t.match((await reaches(id, 'undone')).counts, { decided: 0, undone: 1, unchanged: 2, 'not-allowed': 2 })
  t.strictSame(await snapshot(), before)
})

t.test('what somebody brings to the wanted status while a batch waits is theirs', async (t) => {
  const [id = ''] = await insertHeld(databaseUrl, { slug: 'theirs', count: 1, words: 'Cloudberry,' })
  const { body } = await begin({ action: 'approve', filter: { slug: 'theirs' }, paused: true })
  await admin(`/v1/admin/comments/${id}/decisions`, { json: { action: 'approve' } })
  await change(body.id, 'running')
  t.match((await reaches(body.id, 'done')).counts, { decided: 0, unchanged: 0, conflict: 1 })
})

t.test('a moderator reaches the comments of their own sites alone, and no batch of another site', async (t) => {
  const own = await insertHeld(databaseUrl, { slug: 'own', count: 3, words: 'Rhubarb here,', site: 'other' })
  await insertHeld(databaseUrl, { slug: 'own', count: 3, words: 'Rhubarb there,' })
  const there = await keyOf('moderator', ['other'])
  const { body } = await begin({ action: 'approve', filter: { q: 'rhubarb' } }, there)
  t.equal(body.total, 3)
  await reaches(body.id, 'done')
  t.strictSame(
    await sql(`select id from comments where status = 'approved' and body like 'Rhubarb%' order by id`),
    own.map((id) => ({ id })),
  )
  const empty = (await begin({ action: 'approve', filter: { q: 'rhubarb', site: 'demo' } }, there)).body
  t.equal(empty.total, 0)

  const both = (await begin({ action: 'markSpam', filter: { q: 'rhubarb' }, paused: true })).body
  t.equal(both.total, 6)
  const ask = { method: 'PATCH', json: { state: 'running' } }
  isProblem(t, await there(`/v1/admin/decisions/${both.id}`), 404)
  isProblem(t, await there(`/v1/admin/decisions/${both.id}/outcomes`), 404)
  isProblem(t, await there(`/v1/admin/decisions/${both.id}`, ask), 404)
  isProblem(t, await there(`/v1/admin/decisions/${both.id}`, { method: 'DELETE' }), 404)
  t.match((await change(both.id, 'cancelled')).body, { state: 'cancelled', counts: { waiting: 6 } })
  const viewer = await keyOf('viewer', null)
  isProblem(t, await begin({ action: 'hold', filter: { q: 'x' } }, viewer), 403)

  const list = async (send: Client, query = '') => (await send<Batches>(`/v1/admin/decisions${query}`)).body
  const idsOf = ({ batches }: Batches) => batches.map(({ id }) => id)
  t.strictSame(idsOf(await list(there)), [empty.id, body.id], 'of their sites, and what they began in vain')
  t.match(await list(there), { batches: [{ sites: [] }, { sites: ['other'], counts: { decided: 3 } }] })
  const all = idsOf(await list(admin))
  t.strictSame(all.slice(0, 2), [both.id, body.id], 'the newest first; what is of no site is its maker’s alone')
  t.strictSame(idsOf(await list(admin, '?state=cancelled')), [both.id])
  const first = await list(admin, '?limit=1')
  t.strictSame(idsOf(await list(admin, `?limit=1&cursor=${first.nextCursor}`)), [body.id])
  t.equal((await list(admin, `?limit=${all.length}`)).nextCursor, null)
  isProblem(t, await viewer('/v1/admin/decisions'), 403)
})

t.test('a job that was lost is asked for again, and a pause that lasts too long ends', async (t) => {
  const ids = await insertHeld(databaseUrl, { slug: 'lost', count: 20, words: 'Gooseberry,' })
  const { id } = (await begin({ action: 'reject', filter: { slug: 'lost' }, paused: true })).body
  await sql(`update decision_batches set state = 'running', due_at = now() - interval '1 second' where id = $1`, id)
  t.match((await reaches(id, 'done')).counts, { decided: ids.length })

  const later = (await begin({ action: 'approve', filter: { slug: 'lost' }, paused: true })).body
  t.strictSame([later.state, later.allowedChanges], ['paused', ['resume', 'cancel', 'undo']])
  await sql(
    `update decision_batches set paused_until = now() - interval '1 second', due_at = now() - interval '1 second' where id = $1`,
    later.id,
  )
  t.match((await reaches(later.id, 'cancelled')).counts, { waiting: ids.length, decided: 0 })
})

t.test('what a batch deletes can be brought back as long as the batch can, and is emptied afterwards', async (t) => {
  const ids = await insertHeld(databaseUrl, { slug: 'gone', count: 4, words: 'Damson,' })
  const bodies = () => sql<{ body: string }>(`select body from comments where id = any($1) order by id`, ids)
  const before = await bodies()
  const purgeIn = (ms: number) =>
    purgeAllExpired({ ...runtime.deps, clock: () => new Date(runtime.deps.clock().getTime() + ms) })
  const deleted = await admin<{ batch: Batch; outcomes: object[] }>('/v1/admin/decisions', {
    json: { action: 'delete', ids },
  })
  t.match(deleted.body.batch, { state: 'done', total: 4, counts: { decided: 4 } })
  await sql(`update decision_batches set state = 'paused', finished_at = null where id = $1`, deleted.body.batch.id)
  await purgeIn(10 * 60_000)
  t.strictSame(await bodies(), before, 'unfinished, it keeps the texts')
  t.equal((await undo(deleted.body.batch.id)).status, 202)
  t.match((await reaches(deleted.body.batch.id, 'undone')).counts, { undone: 4 })
  t.strictSame(await sql(`select status, blank_due_at from comments where id = any($1) group by 1, 2`, ids), [
    { status: 'held', blank_due_at: null },
  ])

  const again = (await begin({ action: 'delete', filter: { slug: 'gone' } })).body
  await reaches(again.id, 'done')
  await purgeIn(31_000)
  t.ok(
    (await bodies()).every(({ body }) => body === ''),
    'past its time, nothing is left',
  )
  await sql(`update decision_batches set finished_at = now() - interval '31 seconds' where id = $1`, again.id)
  const late = await undo(again.id)
  isProblem(t, late, 409)
  t.match(late.body, { type: '/problems/undo-expired' })

  // First what is in them, then they themselves.
  for (let run = 0; run < 2; run += 1) await purgeIn(8 * 24 * 60 * 60_000)
  t.strictSame(await sql('select 1 from decision_batches where finished_at is not null'), [], 'nor of the batches')
})

t.test('what cannot be is refused by name', async (t: Test) => {
  const none = (await begin({ action: 'hold', filter: { q: 'xylograph' } })).body
  t.match(await reaches(none.id, 'done'), { total: 0 })
  const [id = ''] = await insertHeld(databaseUrl, { slug: 'wrong', count: 1, words: 'Medlar,' })
  isProblem(t, await admin(`/v1/admin/decisions/${id}`), 404)
  for (const [json, field] of [
    [{ action: 'hold' }, 'ids'],
    [{ action: 'hold', filter: {} }, 'filter'],
    [{ action: 'hold', filter: { q: '' } }, 'filter.q'],
    [{ action: 'hold', filter: { status: 'x' } }, 'filter.status'],
    [{ action: 'hold', filter: { status: 'held' }, ids: [id] }, 'filter'],
    [{ action: 'hold', ids: [id], paused: true }, 'paused'],
  ] as const)
    isProblem(t, await begin(json), 400, field)
  t.match((await begin({ action: 'hold', filter: {} })).body, { detail: 'filter must hold at least one member' })
  await sql(
    `insert into decision_batches select gen_random_uuid(), site_ids, filter, action, reason, note, decider_id, decider_name,
       undone_by, 'paused', 0, now(), now() + interval '1 hour' from decision_batches, generate_series(1, 20) where id = $1`,
    none.id,
  )
  isProblem(t, await begin({ action: 'hold', filter: { q: 'medlar' } }), 409)
})
