/** What a receipt opens: what became of a comment, a change of its text, and taking it back. */

import t from 'tap'
import { replaceBodyPrint } from '../../db/queries/facts.js'
import { insertVerdict } from '../../db/queries/verdicts.js'
import type { CommentId } from '../../src/domain/comment.js'
import { checkSpam } from '../../src/lifecycle/check-spam.js'
import { learnFromDecision } from '../../src/lifecycle/learn-from-decision.js'
import { moderateComment } from '../../src/lifecycle/moderate-comment.js'
import type { Answer } from '../support/client.js'
import { query } from '../support/dump.js'
import {
  decideAll,
  inParallel,
  isProblem,
  submitApproved,
  submitForReceipt,
  type Thread,
  threadPath,
} from '../support/requests.js'
import { startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false, policy: { editWindowMinutes: 0 } })
const { client, admin, runtime, databaseUrl } = service

interface Receipt {
  id: string
  status: string
  body: string
  authorName: string
  editedAt: string | null
  canEdit: boolean
  decision: { action: string; reason: string; by: string; isAutomatic: boolean } | null
}

const read = async (as: Record<string, string>) => (await client<Receipt>('/v1/receipt', { headers: as })).body
const edit = (as: Record<string, string>, body: string) =>
  client<Receipt>('/v1/receipt', { method: 'PATCH', json: { body }, headers: as })
const withdraw = (as: Record<string, string>) => client('/v1/receipt', { method: 'DELETE', headers: as })
const readThread = async (slug: string) => (await client<Thread>(threadPath(slug))).body

t.test('an approved comment that is edited is pending again, and gone until it is approved anew', async (t) => {
  const { id, as } = await submitForReceipt(client, 'edited', { body: 'The first text.' })
  await decideAll(service, 'approve', [id])
  const reply = await submitApproved(service, 'edited', { body: 'A reply.', parentId: id })
  t.match(await read(as), {
    status: 'approved',
    canEdit: true,
    editedAt: null,
    decision: { action: 'approve', by: 'moderator', isAutomatic: false },
  })

  const answer = await edit(as, 'The second text.\r\nOn two lines.')
  t.equal(answer.status, 200)
  t.match(answer.body, {
    id,
    status: 'pending',
    body: 'The second text.\nOn two lines.',
    decision: null,
    canEdit: true,
  })
  t.ok(answer.body.editedAt)
  t.match(await readThread('edited'), {
    count: 1,
    comments: [{ id, deleted: true, html: '', replies: [{ id: reply }] }],
  })
  t.equal(
    (
      await client(`${threadPath('edited')}/comments`, {
        json: { author: { name: 'Bo' }, body: 'To you.', parentId: id },
      })
    ).status,
    422,
  )

  await decideAll(service, 'approve', [id])
  const thread = await readThread('edited')
  t.match(thread, {
    count: 2,
    comments: [{ id, deleted: false, html: '<p>The second text.<br>\nOn two lines.</p>', editedAt: String }],
  })
  const { body } = await admin<{ decisions: object[] }>(`/v1/admin/comments/${id}`)
  t.match(body.decisions, [
    { action: 'approve', revision: 2 },
    { action: 'edit', from: 'approved', to: 'pending', revision: 3, by: { kind: 'author', name: null } },
    { action: 'approve', revision: 4 },
  ])
})

t.test('the same text again changes nothing', async (t) => {
  const { id, as } = await submitForReceipt(client, 'same', { body: 'As it was.' })
  await decideAll(service, 'approve', [id])
  t.match((await edit(as, 'As it was.')).body, { status: 'approved', editedAt: null })
  t.equal((await readThread('same')).count, 1)
})

t.test('a text that cannot be taken is refused by its field, and nothing changes', async (t) => {
  const { as } = await submitForReceipt(client, 'refused', { body: 'It stays.' })
  for (const body of ['', ' \n ', 'x'.repeat(10_001), 'a\u0000b', '\ud800']) {
    isProblem(t, await edit(as, body), 400, 'body')
  }
  for (const json of [{}, { body: 'x', author: { name: 'Me' } }, [], { body: 1 }]) {
    isProblem(t, await client('/v1/receipt', { method: 'PATCH', json, headers: as }), 400)
  }
  t.match(await read(as), { body: 'It stays.', editedAt: null })
})

t.test('without a receipt, or with another’s, nothing opens', async (t) => {
  for (const [method, json] of [
    ['PATCH', { body: 'Mine now.' }],
    ['DELETE', undefined],
  ] as const) {
    const send = (headers: Record<string, string>) => client('/v1/receipt', { method, headers, ...(json && { json }) })
    isProblem(t, await send({}), 401)
    isProblem(t, await send({ authorization: 'Bearer nothing' }), 404)
    isProblem(t, await send({ authorization: `Bearer cr1_${'A'.repeat(65)}` }), 404)
  }
})

t.test('what is too late, or was judged by people, cannot be edited', async (t) => {
  const late = await submitForReceipt(client, 'late', {}, 'policed')
  t.match(await read(late.as), { canEdit: false })
  t.match(await edit(late.as, 'Too late.'), { status: 409, body: { type: '/problems/edit-window-over' } })

  for (const action of ['hold', 'reject', 'markSpam', 'delete']) {
    const { id, as } = await submitForReceipt(client, 'judged', { body: `To ${action}.` })
    await decideAll(service, action, [id])
    t.match(await read(as), { canEdit: false }, action)
    t.match(await edit(as, 'Otherwise.'), { status: 409, body: { type: '/problems/not-editable' } }, action)
  }
})

t.test('an edit and a decision at the same time: what readers see was always decided on', async (t) => {
  const sent = await inParallel(
    Array.from({ length: 12 }, (_, n) => () => submitForReceipt(client, 'race', { body: `Before ${n}.` })),
  )
  const pairs = await inParallel<Answer<unknown>>(
    sent.flatMap(({ id, as }, n) => [
      () => edit(as, `After ${n}.`),
      () => admin(`/v1/admin/comments/${id}/decisions`, { json: { action: 'approve', ifRevision: 1 } }),
    ]),
  )
  for (const [n, { id }] of sent.entries()) {
    const [edited, decided] = [pairs[2 * n], pairs[2 * n + 1]]
    t.equal(edited?.status, 200)
    t.ok(decided?.status === 200 || decided?.status === 409, `decided with ${decided?.status}`)
    const { body } = await admin(`/v1/admin/comments/${id}`)
    t.match(body, { status: 'pending', body: `After ${n}.`, revision: decided?.status === 200 ? 3 : 2 })
  }
  t.match(await readThread('race'), { count: 0, comments: [] })
})

t.test('two edits at the same time are two revisions, and the last one stands', async (t) => {
  const { id, as } = await submitForReceipt(client, 'twice')
  await decideAll(service, 'approve', [id])
  await inParallel(['One.', 'Two.', 'Three.', 'Four.'].map((body) => () => edit(as, body)))
  const { body } = await admin<{ body: string; revision: number; decisions: { action: string }[] }>(
    `/v1/admin/comments/${id}`,
  )
  t.match(body, { status: 'pending', revision: 6, body: /^(?:One|Two|Three|Four)\.$/ })
  t.equal(body.decisions.filter(({ action }) => action === 'edit').length, 4)
  t.match(await readThread('twice'), { count: 0, comments: [] })
})

t.test('a job for the text before an edit leaves nothing behind', async (t) => {
  const { id, as } = await submitForReceipt(client, 'stale', { body: 'A text that was thought better of.' })
  const ref = { commentId: id as CommentId, revision: 1 }
  await edit(as, 'Another text.')
  // As a job does that had read the comment before the edit.
  const createdAt = new Date()
  await replaceBodyPrint(runtime.deps.db, { ...ref, exact: 'x', bands: [], createdAt })
  await insertVerdict(runtime.deps.db, {
    ...ref,
    stage: 'spam',
    score: 0,
    demanded: null,
    holds: null,
    ban: null,
    signals: [],
    isNewcomer: null,
    createdAt,
  })
  await checkSpam(runtime.deps, ref)
  await moderateComment(runtime.deps, ref)
  t.match(await read(as), { status: 'pending', body: 'Another text.' })
  const left = await query(
    databaseUrl,
    'select 1 from verdicts where comment_id = $1 union all select 1 from body_prints where comment_id = $1',
    [id],
  )
  t.strictSame(left, [])

  await checkSpam(runtime.deps, { ...ref, revision: 2 })
  await moderateComment(runtime.deps, { ...ref, revision: 2 })
  t.match(await read(as), {
    status: 'approved',
    decision: { action: 'approve', reason: 'clean', by: 'policy', isAutomatic: true },
  })
})

t.test('nothing is learned from a text that was edited after its decision', async (t) => {
  const { id, as } = await submitForReceipt(client, 'lesson', { body: 'A text that a moderator saw.' })
  await decideAll(service, 'approve', [id])
  await edit(as, 'Cheap pills, which nobody saw.')
  await learnFromDecision(runtime.deps, { commentId: id as CommentId })
  t.strictSame(await query(databaseUrl, 'select 1 from lessons where subject = $1', [id]), [])
})

t.test('a comment that is withdrawn is blank everywhere, and a tombstone where others replied', async (t) => {
  const body = 'Zanzibar, as I remember it.'
  const { id, as } = await submitForReceipt(client, 'withdrawn', { body, author: { name: 'Zuleika' } })
  await decideAll(service, 'approve', [id])
  const reply = await submitApproved(service, 'withdrawn', { body: 'I was there too.', parentId: id })
  t.equal((await readThread('withdrawn')).count, 2)

  t.strictSame((await withdraw(as)).status, 204)
  const thread = await client<Thread>(threadPath('withdrawn'))
  t.match(thread.body, {
    count: 1,
    comments: [{ id, deleted: true, html: '', author: { name: '' }, replies: [{ id: reply }] }],
  })
  t.notMatch(thread.text, /Zanzibar|Zuleika/)
  const rows = await query(databaseUrl, 'select c::text as row from comments c where id = $1', [id])
  t.notMatch(JSON.stringify(rows), /Zanzibar|Zuleika/)
  t.match(await read(as), {
    status: 'deleted',
    body: '',
    authorName: '',
    canEdit: false,
    decision: { reason: 'withdrawn', by: 'author' },
  })

  t.equal((await withdraw(as)).status, 204, 'twice is fine')
  t.equal((await readThread('withdrawn')).count, 1)
  isProblem(t, await edit(as, 'Back again.'), 409)
})

t.test('a comment may be withdrawn from every status', async (t) => {
  for (const action of ['hold', 'reject', 'markSpam']) {
    const { id, as } = await submitForReceipt(client, 'any', { body: `To ${action} and withdraw.` })
    await decideAll(service, action, [id])
    t.equal((await withdraw(as)).status, 204)
    t.match(await read(as), { status: 'deleted' }, action)
  }
})

t.test('the receipt’s verbs may be called from any page, since only its holder has it', async (t) => {
  for (const method of ['PATCH', 'DELETE']) {
    const asked = await client('/v1/receipt', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://blog.example',
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,content-type',
      },
    })
    t.equal(asked.headers.get('access-control-allow-origin'), '*')
    t.match(asked.headers.get('access-control-allow-methods'), method)
    t.match(asked.headers.get('access-control-allow-headers'), 'authorization')
  }
})
