/** What moderators say to readers, and the texts they keep for it. */

import t from 'tap'
import { query } from '../support/dump.js'
import { decideAll, isProblem, submit, submitApproved, type Thread, threadPath } from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, admin, runtime, databaseUrl } = service
await createSite(runtime, 'other')

const answer = (id: string, json: object) =>
  admin<{ id: string; author: { id: string; name: string } }>(`/v1/admin/comments/${id}/replies`, { json })
const threadOf = async (slug: string) => (await client<Thread>(threadPath(slug))).body

t.test('a moderator’s answer is there at once, marked as such, and counted', async (t) => {
  const id = await submitApproved(service, 'staff')
  const before = await threadOf('staff')
  const sent = await answer(id, { body: 'Thank you, **mended**.', name: 'The editors' })
  t.match(sent, {
    status: 201,
    body: {
      status: 'approved',
      parentId: id,
      author: { name: 'The editors', moderator: true, hasEmail: false },
      lastDecision: { action: 'approve', reason: 'staff', by: { kind: 'moderator', name: 'environment' } },
    },
  })
  const thread = await threadOf('staff')
  t.equal(thread.count, before.count + 1)
  t.match(thread.comments, [
    {
      id,
      replyCount: 1,
      author: { moderator: false },
      replies: [
        {
          id: sent.body.id,
          author: { name: 'The editors', moderator: true },
          html: '<p>Thank you, <strong>mended</strong>.</p>',
        },
      ],
    },
  ])
  const { text } = await client('/embed/demo/staff')
  t.match(text, /causerie-staff/)

  const second = await answer(sent.body.id, { body: 'And again.' })
  t.match(
    second.body,
    { author: { id: sent.body.author.id, name: 'environment' } },
    'the same person is the same author',
  )
  t.strictSame(await query(databaseUrl, 'select id from comments where lesson_due_at is not null and is_staff'), [])
  await decideAll(service, 'delete', [second.body.id])
  t.equal((await threadOf('staff')).count, before.count + 1)
})

t.test('readers are answered where they can see it, in a closed thread too', async (t) => {
  const unseen = await submit(client, 'unseen')
  isProblem(t, await answer(unseen, { body: 'Hello?' }), 422)
  isProblem(t, await answer('018f3c2e-1111-7111-8111-111111111111', { body: 'Hello?' }), 404)
  const id = await submitApproved(service, 'closing')
  await query(databaseUrl, `update threads set is_open = false where slug = 'closing'`)
  t.equal((await answer(id, { body: 'The last word.' })).status, 201)
  let deepest = id
  for (let depth = 1; depth <= 20; depth += 1) deepest = (await answer(deepest, { body: `Level ${depth}.` })).body.id
  isProblem(t, await answer(deepest, { body: 'Too deep.' }), 422)
  for (const [json, field] of [
    [{ body: '' }, 'body'],
    [{ body: '\u200b' }, 'body'],
    [{ body: 'x'.repeat(10_001) }, 'body'],
    [{ body: 'x', name: 'a\u202eb' }, 'name'],
  ] as const)
    isProblem(t, await answer(id, json), 400, field)
})

t.test('texts are kept by site, in order of their titles', async (t) => {
  const path = '/v1/admin/sites/demo/saved-replies'
  const titles = async (site = 'demo') =>
    (await admin<{ savedReplies: { title: string }[] }>(`/v1/admin/sites/${site}/saved-replies`)).body.savedReplies.map(
      ({ title }) => title,
    )
  const twice = await admin<{ id: string }>(path, {
    json: { title: ' Said before ', body: 'Seen already.\r\n', reason: 'duplicate' },
  })
  t.match(twice, { status: 201, body: { title: 'Said before', body: 'Seen already.', reason: 'duplicate' } })
  await admin(path, { json: { title: 'Off topic', body: 'Please stay with the article.' } })
  t.strictSame(await titles(), ['Off topic', 'Said before'])
  t.strictSame(await titles('other'), [])

  const one = `${path}/${twice.body.id}`
  const json = { title: 'A double', body: 'Seen already.', reason: null }
  t.match(await admin(one, { method: 'PUT', json }), { status: 200, body: { ...json, id: twice.body.id } })
  t.strictSame(await titles(), ['A double', 'Off topic'])
  isProblem(t, await admin(`/v1/admin/sites/other/saved-replies/${twice.body.id}`, { method: 'PUT', json }), 404)
  isProblem(t, await admin(`/v1/admin/sites/other/saved-replies/${twice.body.id}`, { method: 'DELETE' }), 404)
  t.equal((await admin(one, { method: 'DELETE' })).status, 204)
  isProblem(t, await admin(one, { method: 'DELETE' }), 404)
  for (const [wrong, field] of [
    [{ title: '', body: 'x' }, 'title'],
    [{ title: 'a\nb', body: 'x' }, 'title'],
    [{ title: 'x', body: ' ' }, 'body'],
    [{ title: 'x', body: 'x', reason: 'boring' }, 'reason'],
  ] as const)
    isProblem(t, await admin(path, { json: wrong }), 400, field)
})
