/** Two people never work on the same comment, and what one of them decided can be taken back for a moment, to the last row. */

import t from 'tap'
import type { CommentId } from '../../src/domain/comment.js'
import { purgeAllExpired } from '../../src/lifecycle/purge-expired.js'
import { LIMITS } from '../../src/limits.js'
import { goAroundGuards } from '../support/audit.js'
import { type Client, createClient } from '../support/client.js'
import { query } from '../support/dump.js'
import { isProblem, submit, submitApproved, submitForReceipt, threadPath } from '../support/requests.js'
import { startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, admin, runtime, url, databaseUrl } = service

async function makeModerator(name: string): Promise<Client> {
  const { body } = await admin<{ key: string }>('/v1/admin/api-keys', { json: { name, role: 'moderator' } })
  return createClient(url, { authorization: `Bearer ${body.key}` })
}
const [ann, bob] = [await makeModerator('Ann'), await makeModerator('Bob')]

const claim = (by: Client, id: string, method = 'PUT') => by(`/v1/admin/comments/${id}/claim`, { method })
const decide = (by: Client, id: string, action: string) =>
  by<{ decisionId: string; undoUntil: string }>(`/v1/admin/comments/${id}/decisions`, { json: { action } })
const undo = (by: Client, id: string, decisionId: string) =>
  by(`/v1/admin/comments/${id}/decisions/${decisionId}`, { method: 'DELETE' })

t.test('a claimed comment is decided by its claimant alone, until the claim ends or is given back', async (t) => {
  const id = await submit(client, 'claims')
  const taken = await claim(ann, id)
  t.match(taken, { status: 200, body: { id, claim: { by: { name: 'Ann' } } } })
  const { until } = (taken.body as { claim: { until: string } }).claim
  t.ok(Date.parse(until) > Date.now() && Date.parse(until) <= Date.now() + LIMITS.decision.claimMs)
  t.equal((await claim(ann, id)).status, 200, 'renewed')

  const late = await claim(bob, id)
  isProblem(t, late, 409)
  t.match(late.body, { type: '/problems/claimed', detail: /^Ann is working on this/, claim: { by: { name: 'Ann' } } })
  isProblem(t, await decide(bob, id, 'approve'), 409)
  t.match((await bob('/v1/admin/decisions', { json: { action: 'hold', ids: [id] } })).body, {
    outcomes: [{ id, outcome: 'claimed' }],
  })
  t.equal((await claim(bob, id, 'DELETE')).status, 204)
  isProblem(t, await claim(bob, id), 409, undefined, 'nobody gives back what is not theirs')

  const list = (by: Client) => by<{ comments: { id: string }[] }>('/v1/admin/comments?slug=claims&unclaimed=true')
  t.match((await bob('/v1/admin/comments?slug=claims')).body, { comments: [{ id, claim: { by: { name: 'Ann' } } }] })
  t.match((await bob(`/v1/admin/comments/${id}`)).body, { claim: { by: { name: 'Ann' } } })
  t.strictSame((await list(bob)).body.comments, [], 'others leave it out')
  t.equal((await list(ann)).body.comments.length, 1, 'the claimant does not')

  t.equal((await claim(ann, id, 'DELETE')).status, 204)
  t.equal((await claim(bob, id)).status, 200)
  await query(databaseUrl, `update claims set until = now() - interval '1 second'`)
  t.match((await ann(`/v1/admin/comments/${id}`)).body, { claim: null })
  t.equal((await claim(ann, id)).status, 200, 'a claim ends by itself')
  t.equal((await decide(ann, id, 'hold')).status, 200)
  t.match((await bob(`/v1/admin/comments/${id}`)).body, { status: 'held', claim: null }, 'a decision ends it too')
})

t.test('of many who claim at once one succeeds', async (t) => {
  const id = await submit(client, 'claims')
  const answers = await Promise.all([ann, bob, ann, bob].map((by) => claim(by, id)))
  const winners = answers.filter(({ status }) => status === 200).map(({ body }) => JSON.stringify(body).includes('Ann'))
  t.equal(winners.length, 2, 'one of two, each asking twice')
  t.equal(new Set(winners).size, 1)
})

/** Everything that a decision may change, but for what only ever rises. */
async function snapshot() {
  return await query(
    databaseUrl,
    `select c.id, c.status, c.body, c.author_name, c.author_url, c.html, c.html_version, c.approved_below,
       c.approved_replies, c.network_hash, c.form, c.blank_due_at, c.urgent_since, t.approved_count,
       (select count(*)::int from body_prints), (select count(*)::int from verdicts)
     from comments c join threads t on t.id = c.thread_id order by c.id`,
  )
}

t.test('every decision from every status can be taken back, and all is as if it never was', async (t) => {
  const parent = await submitApproved(service, 'undo')
  const steps: [string[], string][] = [
    [[], 'hold'],
    [[], 'approve'],
    [[], 'delete'],
    [['hold'], 'approve'],
    [['hold'], 'reject'],
    [['approve'], 'hold'],
    [['approve'], 'markSpam'],
    [['approve'], 'delete'],
    [['markSpam'], 'approve'],
    [['reject'], 'delete'],
  ]
  for (const [before, action] of steps) {
    const name = `${action} after ${before.join(', ') || 'nothing'}`
    const id = await submit(client, 'undo', { parentId: parent, body: `To be undone: ${name}.` })
    for (const earlier of before) await decide(bob, id, earlier)
    const former = await snapshot()
    const thread = await client<{ version: number }>(threadPath('undo'))
    const { body } = await decide(ann, id, action)
    t.notSame(await snapshot(), former, `${name} changes something`)
    t.ok(Date.parse(body.undoUntil) - Date.now() > LIMITS.decision.undoMs - 10_000)

    isProblem(t, await undo(bob, id, body.decisionId), 403, undefined, 'somebody else’s')
    const undone = await undo(ann, id, body.decisionId)
    t.match(undone, { status: 200, body: { id, status: former.find((row) => row.id === id)?.status } }, name)
    t.strictSame(await snapshot(), former, `${name}, taken back`)
    const after = await client<{ version: number }>(threadPath('undo'))
    const { version: _before, ...shown } = thread.body
    const { version: _after, ...shownAgain } = after.body
    t.strictSame(shownAgain, shown, 'readers see what they saw')
    t.ok(after.body.version >= thread.body.version)
    isProblem(t, await undo(ann, id, body.decisionId), 409, undefined, 'only once')

    const detail = await admin<{ decisions: { id: string; undoneAt: string | null }[]; lastDecision: object | null }>(
      `/v1/admin/comments/${id}`,
    )
    t.type(detail.body.decisions.find((decision) => decision.id === body.decisionId)?.undoneAt, 'string')
    t.match(detail.body.lastDecision, before.length === 0 ? null : { action: before.at(-1) })
  }
})

t.test('a decision cannot be taken back when it is old, or when somebody decided since', async (t) => {
  const id = await submit(client, 'undo-late')
  const first = (await decide(ann, id, 'hold')).body.decisionId
  const second = (await decide(bob, id, 'approve')).body.decisionId
  const lost = await undo(ann, id, first)
  isProblem(t, lost, 409)
  t.match(lost.body, { type: '/problems/status-conflict', detail: /^Bob was faster/ })
  await goAroundGuards(
    databaseUrl,
    `update decisions set decided_at = decided_at - interval '31 seconds' where id = '${second}'`,
  )
  const late = await undo(bob, id, second)
  isProblem(t, late, 409)
  t.match(late.body, { type: '/problems/undo-expired' })
  isProblem(t, await undo(ann, id, id), 404)
  isProblem(t, await undo(ann, id, 'x'), 400, 'decision')
})

t.test('a deleted text is seen by nobody at once, and gone for good when it cannot be brought back', async (t) => {
  const { receipt, id } = (
    await client<{ id: string; receipt: string }>('/v1/sites/demo/threads/blank/comments', {
      json: { author: { name: 'Quill', url: 'https://quill.example/' }, body: 'A text to be blanked.' },
    })
  ).body
  await decide(ann, id, 'approve')
  await decide(ann, id, 'delete')
  for (const answer of [
    await admin(`/v1/admin/comments/${id}`),
    await admin('/v1/admin/comments?slug=blank'),
    await admin('/v1/admin/comments?q=blanked'),
    await client(threadPath('blank')),
    await client('/v1/receipt', { headers: { authorization: `Bearer ${receipt}` } }),
  ]) {
    t.equal(answer.status, 200)
    t.notMatch(answer.text, /to be blanked|[Qq]uill/)
  }
  const body = async () =>
    (
      await query<{ body: string; text: string }>(
        databaseUrl,
        'select body, text from comments join comment_search on comment_id = id where id = $1',
        [id],
      )
    )[0]
  await purgeAllExpired(runtime.deps)
  t.match(await body(), { body: 'A text to be blanked.' }, 'it may still be brought back')
  const later = { ...runtime.deps, clock: () => new Date(Date.now() + LIMITS.decision.undoMs + 1_000) }
  await purgeAllExpired(later)
  t.match(await body(), { body: '', text: /^\s*$/ }, 'nothing is left, not even for the search')
  const row = await runtime.deps.db
    .selectFrom('comments')
    .select(['authorName', 'authorUrl', 'networkHash', 'blankDueAt'])
    .where('id', '=', id as CommentId)
    .executeTakeFirst()
  t.strictSame(row, { authorName: '', authorUrl: null, networkHash: null, blankDueAt: null })
})

t.test('what its author takes back meanwhile cannot be brought back', async (t) => {
  const { id, as } = await submitForReceipt(client, 'author-first', { body: 'A text nobody shall keep.' })
  await decide(ann, id, 'approve')
  const { decisionId } = (await decide(ann, id, 'delete')).body
  t.equal((await client('/v1/receipt', { method: 'DELETE', headers: as })).status, 204)
  const [row] = await query<{ body: string }>(databaseUrl, 'select body from comments where id = $1', [id])
  t.equal(row?.body, '', 'gone at once')
  const refused = await undo(ann, id, decisionId)
  isProblem(t, refused, 409)
  t.match(refused.body, { type: '/problems/undo-expired' })
  t.notMatch((await client(threadPath('author-first'))).text, /nobody shall keep/)
})
