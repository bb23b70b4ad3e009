/** Reports: kept once a reader, enough of them hold a comment, and what becomes of it settles them. */

import t from 'tap'
import { purgeAllExpired } from '../../src/lifecycle/purge-expired.js'
import { query } from '../support/dump.js'
import {
  decideAll,
  inParallel,
  isProblem,
  submit,
  submitApproved,
  submitForReceipt,
  type Thread,
  threadPath,
} from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false, config: { trustProxy: ['127.0.0.1'] } })
const { client, admin, runtime, databaseUrl } = service

const report = (id: string, json: object, address = '203.0.113.5', userAgent = 'Browser/1') =>
  client<{ id: string }>(`/v1/comments/${id}/reports`, {
    json,
    headers: { 'x-forwarded-for': address, 'user-agent': userAgent },
  })
const fromNetwork = (id: string, n: number) => report(id, { reason: 'harassment' }, `10.0.${n}.1`)

interface Detail {
  status: string
  reportCount: number
  reports: { id: string; state: string; hasEmail: boolean; settledBy: string | null }[]
}
const detail = async (id: string) => (await admin<Detail>(`/v1/admin/comments/${id}`)).body
const countOf = async (slug: string) => (await client<Thread>(threadPath(slug))).body.count

t.test('a report is kept once a reader, and shown to moderators without the address', async (t) => {
  const id = await submitApproved(service, 'one')
  const sent = await report(id, {
    reason: 'hate',
    text: 'Read the second line.',
    name: 'Rae',
    email: 'rae@mail.example',
  })
  t.equal(sent.status, 202)
  t.strictSame((await report(id, { reason: 'spam' })).body, sent.body, 'the second one is the first')
  t.notSame((await report(id, { reason: 'spam' }, '203.0.113.5', 'Browser/2')).body, sent.body)
  const { text, body } = await admin<Detail>(`/v1/admin/comments/${id}`)
  t.match(body, {
    status: 'approved',
    reportCount: 2,
    reports: [
      { reason: 'spam', text: null, reporterName: null, hasEmail: false, state: 'open' },
      {
        id: sent.body.id,
        reason: 'hate',
        text: 'Read the second line.',
        reporterName: 'Rae',
        hasEmail: true,
        revision: 2,
      },
    ],
  })
  t.notMatch(text, /mail\.example/)
})

t.test('reports from enough networks hold a comment, and no number of browsers does', async (t) => {
  const id = await submitApproved(service, 'held')
  await inParallel(
    Array.from({ length: 6 }, (_, n) => () => report(id, { reason: 'spam' }, '203.0.113.5', `Browser/${n}`)),
  )
  t.match(await detail(id), { status: 'approved', reportCount: 6 })
  await fromNetwork(id, 1)
  t.equal(await countOf('held'), 1, 'two networks')
  t.equal((await fromNetwork(id, 2)).status, 202)
  t.equal(await countOf('held'), 0, 'three')
  t.match(await detail(id), {
    status: 'held',
    reportCount: 8,
    lastDecision: { action: 'hold', reason: 'reported', by: { kind: 'reports', name: null } },
  })
  isProblem(t, await fromNetwork(id, 3), 404, undefined, 'what nobody sees is reported by nobody')

  await decideAll(service, 'approve', [id])
  t.match(await detail(id), { status: 'approved', reportCount: 0 })
  t.ok((await detail(id)).reports.every(({ state, settledBy }) => state === 'dismissed' && settledBy === 'environment'))
  await inParallel([11, 12].map((n) => () => fromNetwork(id, n)))
  t.equal(await countOf('held'), 1, 'dismissed reports count no more')
})

t.test('reports at the same time hold a comment once', async (t) => {
  const id = await submitApproved(service, 'race')
  const answers = await inParallel(Array.from({ length: 10 }, (_, n) => () => fromNetwork(id, n)))
  t.ok(answers.every(({ status }) => status === 202 || status === 404))
  const { body } = await admin<{ decisions: { action: string }[] }>(`/v1/admin/comments/${id}`)
  t.strictSame(
    body.decisions.map(({ action }) => action),
    ['approve', 'hold'],
  )
})

t.test('a site says how many networks it takes, or that they never do', async (t) => {
  const set = (reportsToHold: number | null) => async () => {
    const { body } = await admin('/v1/admin/sites/demo/policy')
    const { status } = await admin('/v1/admin/sites/demo/policy', { method: 'PUT', json: { ...body, reportsToHold } })
    t.equal(status, 200)
  }
  await set(1)()
  const first = await submitApproved(service, 'policy')
  await fromNetwork(first, 1)
  t.match(await detail(first), { status: 'held' })
  await set(null)()
  const second = await submitApproved(service, 'policy', { body: 'Whatever they say.' })
  await inParallel(Array.from({ length: 5 }, (_, n) => () => fromNetwork(second, n)))
  t.match(await detail(second), { status: 'approved', reportCount: 5 })
  await set(3)()
})

t.test('what becomes of a comment settles its reports', async (t) => {
  for (const [end, state] of [
    ['reject', 'upheld'],
    ['markSpam', 'upheld'],
    ['delete', 'upheld'],
    ['hold', 'open'],
    ['withdraw', 'moot'],
  ] as const) {
    const { id, as } = await submitForReceipt(client, 'settled', { body: `Then ${end}.` })
    await decideAll(service, 'approve', [id])
    await fromNetwork(id, 1)
    if (end === 'withdraw') await client('/v1/receipt', { method: 'DELETE', headers: as })
    else await decideAll(service, end, [id])
    t.match((await detail(id)).reports, [{ state }], end)
  }
})

t.test('what readers reported and held cannot be edited, but appealed', async (t) => {
  const { id, as } = await submitForReceipt(client, 'objected', { body: 'A rude text.' })
  await decideAll(service, 'approve', [id])
  await inParallel([1, 2, 3].map((n) => () => fromNetwork(id, n)))
  t.match((await client('/v1/receipt', { headers: as })).body, {
    status: 'held',
    canEdit: false,
    canAppeal: true,
    decision: { by: 'reports', isAutomatic: false },
  })
})

t.test('a report on a comment that stays is dismissed by itself', async (t) => {
  const id = await submitApproved(service, 'dismissed')
  const { body } = await fromNetwork(id, 1)
  const dismiss = () => admin(`/v1/admin/reports/${body.id}/decisions`, { json: { outcome: 'dismissed' } })
  t.match(await dismiss(), { status: 200, body: { state: 'dismissed', settledBy: 'environment' } })
  t.equal((await dismiss()).status, 200, 'twice is fine')
  t.match(await detail(id), { status: 'approved', reportCount: 0 })
  const other = await submitApproved(service, 'dismissed', { body: 'Another.' })
  const upheld = await fromNetwork(other, 1)
  await decideAll(service, 'reject', [other])
  t.match(await admin(`/v1/admin/reports/${upheld.body.id}/decisions`, { json: { outcome: 'dismissed' } }), {
    status: 409,
    body: { type: '/problems/report-settled' },
  })
})

t.test('a reporter’s earlier reports are told with the next, on their site and within the month', async (t) => {
  const rae = (id: string) => report(id, { reason: 'spam' }, '192.0.2.1', 'Rae/1')
  const ids: string[] = []
  for (const n of [1, 2, 3, 4])
    ids.push(await submitApproved(service, 'accuracy', { body: `Objected to, number ${n}.` }))
  const [right = '', wrong = '', open = '', last = ''] = ids
  await rae(right)
  await decideAll(service, 'reject', [right])
  await rae(wrong)
  t.match(await admin(`/v1/admin/comments/${wrong}/reports/decisions`, { json: { outcome: 'dismissed' } }), {
    status: 200,
    body: { dismissed: 1 },
  })
  t.match((await detail(wrong)).reports, [{ state: 'dismissed', settledBy: 'environment' }])
  await rae(open)
  await rae(last)
  await report(last, { reason: 'spam' }, '192.0.2.1', 'Somebody/1')
  const { body } = await admin<{ reports: { reporter: object | null }[] }>(
    `/v1/admin/reports?comment=${last}&comment=${open}`,
  )
  t.strictSame(
    body.reports.map(({ reporter }) => reporter),
    [
      { upheld: 0, dismissed: 0 },
      { upheld: 1, dismissed: 1 },
      { upheld: 1, dismissed: 1 },
    ],
  )
  t.match((await admin(`/v1/admin/comments/${right}/reports/decisions`, { json: { outcome: 'dismissed' } })).body, {
    dismissed: 0,
  })
  t.match((await detail(right)).reports, [{ state: 'upheld', reporter: { upheld: 0, dismissed: 0 } }])
})

t.test('moderators list reports, and comments with reports', async (t) => {
  await createSite(runtime, 'other')
  const id = await submitApproved(service, 'listed')
  const { body } = await fromNetwork(id, 1)
  const ids = async (filter: string) =>
    (await admin<{ comments: { id: string }[] }>(`/v1/admin/comments?slug=listed&${filter}`)).body.comments.map(
      (comment) => comment.id,
    )
  const silent = await submitApproved(service, 'listed', { body: 'Nobody minds.' })
  t.strictSame(await ids('reported=true'), [id])
  t.strictSame(await ids('reported=false'), [silent])
  t.strictSame(await ids('sort=oldest'), [id, silent])
  isProblem(t, await admin('/v1/admin/comments?reported=maybe'), 400, 'reported')

  const list = async (filter: string) =>
    (await admin<{ reports: { id: string }[]; nextCursor: string | null }>(`/v1/admin/reports?${filter}`)).body
  const page = await list('site=demo&limit=1')
  t.match(page.reports, [{ id: body.id, slug: 'listed', comment: { id, status: 'approved' } }])
  t.notSame((await list(`site=demo&limit=1&cursor=${page.nextCursor}`)).reports, page.reports)
  t.strictSame((await list('site=other')).reports, [])
  t.ok((await list('state=open')).reports.some((one) => one.id === body.id))
})

t.test('what is wrong with a report is told by its field', async (t) => {
  const id = await submitApproved(service, 'wrong')
  for (const [json, field] of [
    [{}, 'reason'],
    [{ reason: 'boring' }, 'reason'],
    [{ reason: 'other', text: 'x'.repeat(2_001) }, 'text'],
    [{ reason: 'other', text: 'a\u0000' }, 'text'],
    [{ reason: 'other', name: 'x'.repeat(81) }, 'name'],
    [{ reason: 'other', email: 'nobody' }, 'email'],
  ] as const) {
    isProblem(t, await report(id, json), 400, field)
  }
  isProblem(t, await report(await submit(client, 'wrong', { body: 'Unseen.' }), { reason: 'spam' }), 404)
  t.equal((await detail(id)).reportCount, 0)
  const { status } = await client(`/v1/comments/${id}/reports`, {
    json: { reason: 'spam' },
    headers: { origin: 'https://evil.example' },
  })
  t.equal(status, 403)
})

t.test('who reported is forgotten, and a settled report goes in the end', async (t) => {
  const id = await submitApproved(service, 'purged')
  await fromNetwork(id, 1)
  await query(databaseUrl, `update reports set created_at = now() - interval '31 days' where comment_id = $1`, [id])
  await purgeAllExpired(runtime.deps)
  t.strictSame(
    await query(databaseUrl, 'select reporter, network, reporter_key, state from reports where comment_id = $1', [id]),
    [{ reporter: null, network: null, reporter_key: null, state: 'open' }],
  )
  await query(
    databaseUrl,
    `update reports set state = 'upheld', settled_at = now() - interval '185 days' where comment_id = $1`,
    [id],
  )
  await purgeAllExpired(runtime.deps)
  t.strictSame((await detail(id)).reports, [])
})
