/** Votes: one a person, told apart by network and browser, shown together. */

import t from 'tap'
import { purgeAllExpired } from '../../src/lifecycle/purge-expired.js'
import { LIMITS } from '../../src/limits.js'
import { query } from '../support/dump.js'
import {
  commentsPath,
  decideAll,
  inParallel,
  isProblem,
  makeSubmission,
  submit,
  submitApproved,
  type Thread,
  threadPath,
} from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

const service = await startTestService(t, { hasWorkers: false, config: { trustProxy: ['127.0.0.1'] } })
const { client, runtime, databaseUrl } = service

const HOME = '203.0.113.5'
const vote = (id: string, value: unknown, address = HOME, userAgent = 'Browser/1') =>
  client<{ votes: number }>(`/v1/comments/${id}/vote`, {
    method: 'PUT',
    json: { value },
    headers: { 'x-forwarded-for': address, 'user-agent': userAgent },
  })
const sumOf = async (...args: Parameters<typeof vote>) => (await vote(...args)).body.votes

t.test('a person has one vote, may change it and take it back', async (t) => {
  const id = await submitApproved(service, 'one')
  t.match(await vote(id, 1), { status: 200, body: { id, votes: 1, value: 1 } })
  t.equal(await sumOf(id, 1), 1, 'twice changes nothing')
  t.equal(await sumOf(id, -1), -1)
  t.equal(await sumOf(id, 1, '203.0.113.99'), 1, 'a neighbour with the same browser is the same person')
  t.equal(await sumOf(id, 1, HOME, 'Browser/2'), 2, 'with another browser it is another')
  t.equal(await sumOf(id, 1, '198.51.100.7'), 3, 'and from another network')
  t.equal(await sumOf(id, 1, '2001:db8:1:2::7'), 4)
  t.equal(await sumOf(id, 0), 3)
  t.equal(await sumOf(id, 0), 3)
  const other = await submitApproved(service, 'one', { body: 'Another comment.' })
  t.equal(await sumOf(other, 1), 1, 'each comment has votes of its own')
  const rows = await query<{ voters: number }>(
    databaseUrl,
    'select count(distinct voter)::int as voters from votes where comment_id in ($1, $2)',
    [id, other],
  )
  t.strictSame(rows, [{ voters: 4 }], 'and nothing joins the votes of one person')
})

t.test('a network has so many voters, however many browsers it makes up', async (t) => {
  const id = await submitApproved(service, 'crowd')
  const answers = await inParallel(
    Array.from(
      { length: LIMITS.vote.votersPerNetwork + 5 },
      (_, n) => () => vote(id, 1, `203.0.113.${n}`, `Browser/${n}`),
    ),
  )
  t.equal(answers.filter(({ status }) => status === 200).length, LIMITS.vote.votersPerNetwork)
  const refused = answers.find(({ status }) => status !== 200)
  t.match(refused, { status: 409, body: { type: '/problems/vote-limit' } })
  t.equal(await sumOf(id, 1, '198.51.100.1'), LIMITS.vote.votersPerNetwork + 1, 'others vote on')
})

t.test('many votes at once are all counted', async (t) => {
  const id = await submitApproved(service, 'sum')
  await inParallel(Array.from({ length: 40 }, (_, n) => () => vote(id, n % 4 === 0 ? -1 : 1, `10.0.${n}.1`)))
  t.equal(await sumOf(id, 0, '10.9.9.9'), 20)
})

t.test('readers see votes together: many make one version', async (t) => {
  const id = await submitApproved(service, 'shown')
  const read = async () => (await client<Thread>(threadPath('shown'))).body
  const before = await read()
  await inParallel(Array.from({ length: 12 }, (_, n) => () => vote(id, 1, `10.1.${n}.1`)))
  const after = await waitFor('the votes', async () => {
    const thread = await read()
    return thread.comments[0]?.votes === 12 && thread
  })
  t.equal(after.version, before.version + 1)
  t.strictSame(
    await query(databaseUrl, 'select 1 from threads where votes_due_at is not null and slug = $1', ['shown']),
    [],
  )
  t.equal(await sumOf(id, 1, '10.1.3.1'), 12)
  t.strictSame(
    await query(databaseUrl, 'select 1 from threads where votes_due_at is not null and slug = $1', ['shown']),
    [],
    'nothing new, nothing due',
  )
})

t.test('only what readers see can be voted on', async (t) => {
  const id = await submit(client, 'unseen')
  isProblem(t, await vote(id, 1), 404)
  for (const action of ['hold', 'reject', 'markSpam', 'delete']) {
    await decideAll(service, action, [id])
    isProblem(t, await vote(id, 1), 404, undefined, action)
  }
  isProblem(t, await vote('018f3c2e-1111-7111-8111-111111111111', 1), 404)
  isProblem(t, await vote('nothing', 1), 400, 'id')
  const seen = await submitApproved(service, 'unseen', { body: 'Seen.' })
  for (const value of [2, -2, 0.5, '1', null, true, [1]]) isProblem(t, await vote(seen, value), 400)
  isProblem(t, await client(`/v1/comments/${seen}/vote`, { method: 'PUT', json: {} }), 400, 'value')
})

t.test('a comment that is deleted has no voters, one that comes back keeps its votes', async (t) => {
  const id = await submitApproved(service, 'kept')
  await vote(id, 1)
  await decideAll(service, 'hold', [id])
  await decideAll(service, 'approve', [id])
  t.equal(await sumOf(id, 1), 1)
  await decideAll(service, 'delete', [id])
  // Until then the deletion could be taken back.
  await purgeAllExpired({ ...runtime.deps, clock: () => new Date(Date.now() + LIMITS.decision.undoMs + 1_000) })
  t.strictSame(await query(databaseUrl, 'select 1 from votes where comment_id = $1', [id]), [])
})

t.test('who voted is forgotten, the sum stays', async (t) => {
  const id = await submitApproved(service, 'old')
  await vote(id, 1)
  await query(databaseUrl, `update votes set voted_at = now() - interval '31 days' where comment_id = $1`, [id])
  await purgeAllExpired(runtime.deps)
  t.strictSame(await query(databaseUrl, 'select 1 from votes where comment_id = $1', [id]), [])
  t.equal(await sumOf(id, 0), 1)
})

t.test('the site’s own pages may vote, and no others', async (t) => {
  await createSite(runtime, 'blog')
  const { body } = await client<{ id: string }>(commentsPath('x', 'blog'), { json: makeSubmission() })
  await decideAll(service, 'approve', [body.id])
  const target = `/v1/comments/${body.id}/vote`
  const from = async (origin: string, options: object) => {
    const { status, headers } = await client(target, {
      headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
      ...options,
    })
    return { status, allowed: headers.get('access-control-allow-origin') }
  }
  const blog = 'https://blog.example'
  t.strictSame(await from(blog, { method: 'OPTIONS' }), { status: 204, allowed: blog })
  t.strictSame(await from(blog, { method: 'PUT', json: { value: 1 } }), { status: 200, allowed: blog })
  t.equal((await from('https://evil.example', { method: 'OPTIONS' })).allowed, null)
  t.strictSame(await from('https://evil.example', { method: 'PUT', json: { value: 1 } }), {
    status: 403,
    allowed: null,
  })
})
