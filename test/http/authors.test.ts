/** What moderators know of an author and note for each other; never the address. */

import t from 'tap'
import { createClient } from '../support/client.js'
import { query } from '../support/dump.js'
import { decideAll, isProblem, submit, submitForReceipt } from '../support/requests.js'
import { startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, admin, url, databaseUrl } = service
const NOBODY = '018f3c2e-1111-4111-8111-111111111111'

const makeKey = async (role: string) => {
  const { body } = await admin<{ key: string }>('/v1/admin/api-keys', { json: { name: `A ${role}`, role } })
  return createClient(url, { authorization: `Bearer ${body.key}` })
}
const idOf = async (commentId: string) =>
  (await admin<{ author: { id: string } }>(`/v1/admin/comments/${commentId}`)).body.author.id

interface Note {
  id: string
  body: string
  mayRemove: boolean
}

t.test('an author’s record: names, counts, reports, comments, decisions, and no address', async (t) => {
  const email = 'record-canary@example.org'
  const first = await submit(client, 'record', { author: { name: 'Zoé', email }, body: 'The first.' })
  const second = await submit(client, 'record', { author: { name: 'Zoe', email }, body: 'The second.' })
  await submit(client, 'record', { author: { name: 'Zoe', email }, body: 'The third.' })
  await decideAll(service, 'approve', [first])
  await client(`/v1/comments/${first}/reports`, { json: { reason: 'spam' } })
  await decideAll(service, 'reject', [second])
  const id = await idOf(first)
  const { text, body } = await admin<{ firstSeenAt: string; lastSeenAt: string }>(`/v1/admin/authors/${id}`)
  t.match(body, {
    id,
    site: 'demo',
    hasEmail: true,
    names: ['Zoe', 'Zoé'],
    counts: { pending: 1, held: 0, approved: 1, rejected: 1, spam: 0, deleted: 0 },
    reports: { open: 1, upheld: 0 },
    comments: [{ body: 'The third.' }, { id: second, status: 'rejected' }, { id: first, reportCount: 1 }],
    decisions: [
      { action: 'reject', commentId: second },
      { action: 'approve', commentId: first },
    ],
    bans: [],
    notes: [],
  })
  t.ok(body.firstSeenAt < body.lastSeenAt)
  const rows = await query<{ email_hash: Buffer; domain_hash: Buffer }>(databaseUrl, 'select * from authors')
  const hashes = rows.flatMap((row) => [row.email_hash, row.domain_hash])
  for (const secret of ['canary', ...hashes.flatMap((hash) => [hash.toString('hex'), hash.toString('base64url')])])
    t.notOk(text.includes(secret))
  isProblem(t, await admin(`/v1/admin/authors/${NOBODY}`), 404)
  isProblem(t, await admin('/v1/admin/authors/1'), 400, 'id')
})

t.test('notes stand beside the comment and the author, and only who wrote one removes it', async (t) => {
  const [ada, bob] = [await makeKey('moderator'), await makeKey('admin')]
  const author = { name: 'Noted', email: 'noted@example.org' }
  const id = await submit(client, 'notes', { author, body: 'Noted on.' })
  const other = await submit(client, 'notes', { author, body: 'Another one.' })
  const authorId = await idOf(id)
  const onComment = await ada<Note>(`/v1/admin/comments/${id}/notes`, {
    json: { body: ' Wrote by telephone.\r\nTwice. ' },
  })
  t.match(onComment, {
    status: 201,
    body: { body: 'Wrote by telephone.\nTwice.', commentId: id, by: 'A moderator', mayRemove: true },
  })
  await bob(`/v1/admin/authors/${authorId}/notes`, { json: { body: 'The mayor’s brother.' } })

  const notesOf = async (commentId: string) =>
    (await bob<{ notes: Note[] }>(`/v1/admin/comments/${commentId}`)).body.notes.map(({ body, mayRemove }) => [
      body,
      mayRemove,
    ])
  t.strictSame(await notesOf(id), [
    ['The mayor’s brother.', true],
    ['Wrote by telephone.\nTwice.', false],
  ])
  t.strictSame(await notesOf(other), [['The mayor’s brother.', true]])
  t.equal((await bob<{ notes: Note[] }>(`/v1/admin/authors/${authorId}`)).body.notes.length, 2)

  isProblem(t, await bob(`/v1/admin/notes/${onComment.body.id}`, { method: 'DELETE' }), 403)
  t.equal((await ada(`/v1/admin/notes/${onComment.body.id}`, { method: 'DELETE' })).status, 204)
  isProblem(t, await ada(`/v1/admin/notes/${onComment.body.id}`, { method: 'DELETE' }), 404)
  t.strictSame(await notesOf(id), [['The mayor’s brother.', true]])
  for (const body of ['', '  ', 'x'.repeat(2_001), 'a\u0000'])
    isProblem(t, await ada(`/v1/admin/comments/${id}/notes`, { json: { body } }), 400, 'body')
  isProblem(t, await ada(`/v1/admin/authors/${NOBODY}/notes`, { json: { body: 'x' } }), 404)
})

t.test('what was noted goes with the person; a ban of the address does not', async (t) => {
  const author = { name: 'Forget me', email: 'forget-me@example.org' }
  const first = await submitForReceipt(client, 'erased', { author, body: 'One.' })
  const second = await submitForReceipt(client, 'erased', { author, body: 'Two.' })
  const authorId = await idOf(first.id)
  await admin(`/v1/admin/comments/${first.id}/notes`, { json: { body: 'On the first.' } })
  await admin(`/v1/admin/authors/${authorId}/notes`, { json: { body: 'On the author.' } })
  await admin(`/v1/admin/authors/${authorId}/ban`, { method: 'PUT', json: {} })
  const left = async () =>
    (await query<{ body: string }>(databaseUrl, 'select body from notes where author_id = $1', [authorId])).map(
      ({ body }) => body,
    )

  await client('/v1/receipt/erasure', { json: { scope: 'comment' }, headers: first.as })
  t.strictSame(await left(), ['On the author.'], 'what was noted on a comment goes with its text')
  await client('/v1/receipt/erasure', { json: { scope: 'comment' }, headers: second.as })
  t.strictSame(await left(), [])
  t.match((await admin(`/v1/admin/authors/${authorId}`)).body, { hasEmail: false, names: [], notes: [] })
  t.match((await admin('/v1/admin/bans')).body, { bans: [{ kind: 'author', author: { id: authorId, name: null } }] })
})
