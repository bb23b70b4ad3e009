/** The life of one comment: sent, checked, judged, served, overruled. */

import t from 'tap'
import { startTestService } from './support/service.js'
import { waitFor } from './support/wait-for.js'

interface Thread {
  count: number
  comments: {
    id: string
    html: string
    author: { name: string }
    replies: { id: string; html: string }[]
    deleted: boolean
    replyCount: number
  }[]
}

const COMMENTS = '/v1/sites/demo/threads/bonjour/comments'
const THREAD = '/v1/sites/demo/threads/bonjour'

t.test('a comment is accepted, judged and served; a moderator overrules; the author sees why', async (t) => {
  const { client, admin } = await startTestService(t)

  const sent = await client<{ id: string; receipt: string }>(COMMENTS, {
    json: { author: { name: 'Ann', email: 'Ann@Example.org' }, body: 'I *disagree*, and here is why.' },
  })
  t.equal(sent.status, 202)
  const { id, receipt } = sent.body

  const thread = await waitFor('the comment in its thread', async () => {
    const { body } = await client<Thread>(THREAD)
    return body.count === 1 && body
  })
  t.match(thread.comments, [
    { id, html: '<p>I <em>disagree</em>, and here is why.</p>', author: { name: 'Ann' }, replies: [] },
  ])

  const reply = await client<{ id: string }>(COMMENTS, {
    json: { author: { name: 'Bob' }, body: 'So do I, for once.', parentId: id },
  })
  await waitFor('the reply', async () => (await client<Thread>(THREAD)).body.count === 2)

  const detail = await admin<{ revision: number; allowedActions: string[]; verdicts: unknown[] }>(
    `/v1/admin/comments/${id}`,
  )
  t.strictSame(detail.body.allowedActions, ['hold', 'reject', 'markSpam', 'delete'])
  t.equal(detail.body.verdicts.length, 2, 'both stages left a verdict')

  const { revision } = detail.body
  const decided = await admin(`/v1/admin/comments/${id}/decisions`, {
    json: { action: 'reject', reason: 'off-topic', ifRevision: revision },
  })
  t.match(decided, { status: 200, body: { status: 'rejected', revision: revision + 1 } })
  const late = await admin(`/v1/admin/comments/${id}/decisions`, { json: { action: 'approve', ifRevision: revision } })
  t.match(late, {
    status: 409,
    body: { type: '/problems/status-conflict', lastDecision: { by: { name: 'environment' } } },
  })

  const after = (await client<Thread>(THREAD)).body
  t.match(after, {
    count: 1,
    comments: [{ id, deleted: true, html: '', replyCount: 1, replies: [{ id: reply.body.id }] }],
  })

  const seen = await client('/v1/receipt', { headers: { authorization: `Bearer ${receipt}` } })
  t.match(seen.body, { id, status: 'rejected', decision: { reason: 'off-topic', isAutomatic: false } })
})

t.test('spam goes away, doubt waits for a person, and every decision names its reason', async (t) => {
  const { client, admin } = await startTestService(t)
  const spam = await client<{ id: string }>(COMMENTS, {
    json: {
      author: { name: 'Cheap Pills Online', url: 'https://pills.example' },
      body: 'Buy now https://a.example https://b.example https://c.example https://d.example',
      website: 'https://filled-by-a-robot.example',
    },
  })
  const decided = await waitFor('a decision', async () => {
    const { body } = await admin<{ status: string; lastDecision: object; signals: { check: string }[] }>(
      `/v1/admin/comments/${spam.body.id}`,
    )
    return body.status !== 'pending' && body
  })
  t.match(decided, { status: 'spam', lastDecision: { by: { kind: 'policy' }, reason: 'spam' } })
  t.ok(decided.signals.some(({ check }) => check === 'honeypot'))
  t.equal((await client<Thread>(THREAD)).body.count, 0)
})
