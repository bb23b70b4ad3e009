/** A thread that many attack at once asks for work and holds what comes; others do not notice, and it ends by itself. */

import t from 'tap'
import { watchThread } from '../../db/queries/raids.js'
import type { ThreadId } from '../../src/domain/comment.js'
import type { CommentStatus } from '../../src/domain/comment-status.js'
import { purgeAllExpired } from '../../src/lifecycle/purge-expired.js'
import { LIMITS } from '../../src/limits.js'
import { query } from '../support/dump.js'
import { createRandom } from '../support/random.js'
import { asForm, commentsPath, isProblem, makeSubmission } from '../support/requests.js'
import { type Service, startTestService } from '../support/service.js'
import { solve } from '../support/solve.js'
import { plainComment } from '../support/submit.js'
import { waitFor } from '../support/wait-for.js'

interface Form {
  raid: boolean
  challenge: { algorithm: string; salt: string; difficulty: number; expires: string } | null
}

t.setTimeout(120_000)

let sender = 0
/** Every sender has a network of their own: a raid comes from everywhere. */
const elsewhere = (): Record<string, string> => {
  sender += 1
  return { 'x-forwarded-for': `198.51.${sender % 250}.7` }
}
const formOf = async ({ client }: Service, slug: string): Promise<Form> =>
  (await client<Form>(`/v1/sites/demo/form?slug=${slug}`, { headers: elsewhere() })).body

const random = createRandom(7)
const WORDS =
  'bread salt rye yeast oven crust flour water seed knife butter table window garden river stone candle letter ship harbour winter summer neighbour street bridge market cherry apple forest meadow clock piano violin teacher school library museum painter colour blanket chimney ladder bicycle train station ticket journey mountain valley village church bell tower'.split(
    ' ',
  )

/** A comment unlike any other: its words are drawn anew. */
function ownWords() {
  const words = Array.from({ length: 14 }, () => random.pick(WORDS))
  return { ...plainComment(), body: `I remember the ${words.join(' and the ')}.` }
}

async function send({ client }: Service, slug: string, change: Record<string, unknown> = {}) {
  const json = { ...ownWords(), ...change }
  return await client<{ id: string; challenge?: object }>(commentsPath(slug), { json, headers: elsewhere() })
}

async function outcome({ admin }: Service, id: string): Promise<{ status: CommentStatus; reason: string }> {
  return await waitFor('a decision', async () => {
    const { body } = await admin<{ status: CommentStatus; lastDecision: { reason: string } | null }>(
      `/v1/admin/comments/${id}`,
      { headers: elsewhere() },
    )
    return (
      body.status !== 'pending' &&
      body.lastDecision !== null && { status: body.status, reason: body.lastDecision.reason }
    )
  })
}

async function allDecided({ databaseUrl }: Service): Promise<void> {
  await waitFor('all to be decided', async () => {
    const pending = await query(databaseUrl, `select 1 from comments where status = 'pending'`)
    return pending.length === 0
  })
}

async function startAttacked(slug: string, comments: number): Promise<Service> {
  const service = await startTestService(t, { config: { isRateLimited: true, trustProxy: ['127.0.0.0/8', '::1'] } })
  for (let sent = 0; sent < comments; sent += 1) await send(service, slug)
  return service
}

t.test('a crowd switches work and holding on for its thread alone, and both go when it is quiet', async (t) => {
  const service = await startAttacked('crowd', LIMITS.raid.crowd - 1)
  const { client, admin, databaseUrl } = service
  await allDecided(service)
  t.match(await formOf(service, 'crowd'), { raid: false, challenge: null }, 'one fewer is no raid')
  const known = (await query<{ status: string }>(databaseUrl, 'select status from comments')).map(
    ({ status }) => status,
  )
  t.ok(
    known.every((status) => status === 'approved'),
    'and its comments were approved',
  )

  await send(service, 'crowd')
  const form = await waitFor('the raid', async () => {
    const found = await formOf(service, 'crowd')
    return found.raid && found
  })
  t.match(form.challenge, { algorithm: 'SHA-256', difficulty: LIMITS.raid.difficulty })
  t.match(await formOf(service, 'calm'), { raid: false, challenge: null }, 'another thread is as it was')
  t.match(
    (await client<Form>('/v1/sites/demo/form')).body,
    { raid: true, challenge: {} },
    'a form without a thread asks',
  )

  const refused = await send(service, 'crowd')
  isProblem(t, refused, 403, 'proof')
  t.match(refused.body.challenge, { algorithm: 'SHA-256', salt: String })
  isProblem(t, await send(service, 'crowd', { proof: 'made-up.1' }), 403, 'proof')

  const proof = solve(form.challenge ?? { salt: '', difficulty: 0 })
  const comment = ownWords()
  const taken = await send(service, 'crowd', { ...comment, proof })
  t.equal(taken.status, 202, taken.text)
  t.strictSame(await outcome(service, taken.body.id), { status: 'held', reason: 'raid' })
  const again = await send(service, 'crowd', { ...comment, proof })
  t.notOk(again.status === 202 && again.body.id !== taken.body.id, 'the same comment again is no second one')
  isProblem(t, await send(service, 'crowd', { proof }), 403)

  const calm = await send(service, 'calm')
  t.strictSame(await outcome(service, calm.body.id), { status: 'approved', reason: 'clean' })
  const plain = await client(commentsPath('crowd'), asForm({ 'author.name': 'Ann', body: 'By a form.' }, elsewhere()))
  t.equal(plain.status, 303)
  const [byForm] = await query<{ id: string }>(databaseUrl, `select id from comments where body = 'By a form.'`)
  t.strictSame(await outcome(service, byForm?.id ?? ''), { status: 'held', reason: 'raid' })

  const raids = await admin<{ raids: object[] }>('/v1/admin/sites/demo/raids')
  t.match(raids.body.raids, [{ slug: 'crowd', on: true, reasons: ['crowd'] }])
  t.equal(raids.body.raids.length, 1)
  t.match((await admin('/metrics')).text, /causerie_raids\{[^}]*\} 1\n/)

  // As if the quiet time had passed.
  await query(
    databaseUrl,
    `update raids set lasts_until = now(); update body_prints set created_at = created_at - interval '1 hour'`,
  )
  await waitFor('the end', async () => !(await formOf(service, 'crowd')).raid)
  const after = await send(service, 'crowd')
  t.strictSame(await outcome(service, after.body.id), { status: 'approved', reason: 'clean' })
  t.match((await admin('/v1/admin/sites/demo/raids')).body, { raids: [{ slug: 'crowd', on: false }] })
})

t.test('copies are a raid too, long before a crowd is', async (t) => {
  const service = await startTestService(t, { config: { isRateLimited: true, trustProxy: ['127.0.0.0/8', '::1'] } })
  const body = 'The harvest feast of our village is on Sunday, and everybody should come along and bring a friend.'
  const copies = LIMITS.raid.copies + 2
  for (let sent = 0; sent < copies; sent += 1) await send(service, 'copied', { body: `${body} ${sent}` })
  // A copy counts once its own verdict says so: what is checked at the same moment, the next comment sees.
  await allDecided(service)
  await send(service, 'copied', { body: `${body} ${copies}` })
  await waitFor('the raid', async () => (await formOf(service, 'copied')).raid)
  t.match((await service.admin('/v1/admin/sites/demo/raids')).body, {
    raids: [{ slug: 'copied', reasons: ['copies'] }],
  })
})

t.test('readers on many networks who report what comes make a raid, and reports alone do not', async (t) => {
  const service = await startTestService(t, { config: { isRateLimited: true, trustProxy: ['127.0.0.0/8', '::1'] } })
  const { admin, client, databaseUrl } = service
  const { reporters, reportedComments } = LIMITS.raid
  // What is reported stays in sight: what is counted here is the thread.
  await query(databaseUrl, `update sites set policy = policy || '{"reportsToHold":null}'`)
  const report = async (id: string, headers = elsewhere()) =>
    t.equal((await client(`/v1/comments/${id}/reports`, { json: { reason: 'harassment' }, headers })).status, 202)
  const sendSome = async (slug: string, count: number): Promise<string[]> => {
    const ids: string[] = []
    for (let sent = 0; sent < count; sent += 1) ids.push((await send(service, slug)).body.id)
    for (const id of ids) t.equal((await outcome(service, id)).status, 'approved')
    return ids
  }
  const signsOf = async (slug: string, newcomerSince = new Date(0)) => {
    const [thread] = await query<{ id: ThreadId }>(databaseUrl, 'select id from threads where slug = $1', [slug])
    const now = new Date()
    const watched = { now, since: new Date(now.getTime() - 60_000), newcomerSince, limit: 100 }
    return (await watchThread(service.runtime.deps.db, { threadId: thread?.id as ThreadId, ...watched })).signs
  }

  const crowd = await sendSome('one-voice', 3)
  const [voice, ...others] = [elsewhere(), elsewhere()]
  for (const id of crowd) await report(id, voice)
  for (const id of crowd) await report(id, others[0])
  t.match(await signsOf('one-voice'), { reporters: 2 }, 'networks are counted, whatever they report')

  const [first = ''] = await sendSome('objected', 1)
  for (let sent = 0; sent < reporters; sent += 1) await report(first)
  t.match(await signsOf('objected'), { reporters })
  await sendSome('objected', reportedComments - 2)
  t.match(await formOf(service, 'objected'), { raid: false }, 'where few write, nothing but the reported is held')

  await query(databaseUrl, `update reports set state = 'dismissed' where comment_id = $1`, [first])
  t.match(await signsOf('objected'), { reporters: 0 }, 'what a person dismissed counts no more')
  await query(databaseUrl, `update reports set state = 'open' where comment_id = $1`, [first])
  t.match(await signsOf('objected', new Date()), { reporters: 0 }, 'nor does what is about old comments')

  await send(service, 'objected')
  await waitFor('the raid', async () => (await formOf(service, 'objected')).raid)
  const { body } = await admin<{ raids: object[] }>('/v1/admin/raids?site=demo')
  t.match(body.raids, [{ site: 'demo', slug: 'objected', on: true, reasons: ['reports'], signs: { reporters } }])
  t.equal(body.raids.length, 1)

  await query(databaseUrl, `update reports set created_at = created_at - interval '3 minutes'`)
  await purgeAllExpired(service.runtime.deps)
  t.strictSame(
    await query(databaseUrl, 'select 1 from reports where thread_network is not null'),
    [],
    'which of a thread’s reports come from one network is forgotten within minutes',
  )
})

t.test('an author with a record who did the work passes, one who did not is held', async (t) => {
  const service = await startTestService(t, { config: { isRateLimited: true, trustProxy: ['127.0.0.0/8', '::1'] } })
  const { databaseUrl, client } = service
  const regular = { author: { name: 'Iris', email: 'iris@mail.example' } }
  const first = await send(service, 'table', regular)
  t.equal((await outcome(service, first.body.id)).status, 'approved')
  await query(
    databaseUrl,
    `insert into raids (id, site_id, thread_id, reasons, signs, started_at, lasts_until)
     select gen_random_uuid(), 'demo', id, '{crowd}', '{"comments":40,"newcomers":40,"copies":0}', now(), now() + interval '1 hour' from threads`,
  )
  const form = await waitFor('the raid', async () => {
    const found = await formOf(service, 'table')
    return found.raid && found
  })
  const proof = solve(form.challenge ?? { salt: '', difficulty: 0 })
  const passed = await send(service, 'table', { ...regular, proof })
  t.strictSame(await outcome(service, passed.body.id), { status: 'approved', reason: 'clean' })
  const fields = { 'author.name': 'Iris', 'author.email': 'iris@mail.example', body: 'Mine, by a form.' }
  t.equal((await client(commentsPath('table'), asForm(fields, elsewhere()))).status, 303)
  const [byForm] = await query<{ id: string }>(databaseUrl, `select id from comments where body = 'Mine, by a form.'`)
  t.strictSame(await outcome(service, byForm?.id ?? ''), { status: 'held', reason: 'raid' })
})

t.test('a load test is no raid', async (t) => {
  const service = await startTestService(t)
  for (let sent = 0; sent <= LIMITS.raid.crowd; sent += 1) await send(service, 'load')
  const { databaseUrl } = service
  await waitFor('all to be decided', async () => {
    const rows = await query<{ status: string }>(databaseUrl, 'select distinct status from comments')
    return rows.every(({ status }) => status !== 'pending')
  })
  t.match(await formOf(service, 'load'), { raid: false, challenge: null })
  t.strictSame(await query(databaseUrl, 'select 1 from raids'), [])
  isProblem(
    t,
    await service.client(commentsPath('load'), { json: makeSubmission({ proof: 'x'.repeat(201) }) }),
    400,
    'proof',
  )
})
