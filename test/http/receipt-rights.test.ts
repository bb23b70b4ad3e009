/** What the law gives an author, by receipt: to object, to take along, to be forgotten. */

import t from 'tap'
import { APPEAL_LIMITS, objectionToAppeal } from '../../src/domain/appeal.js'
import type { CommentId } from '../../src/domain/comment.js'
import { DomainError } from '../../src/domain/errors.js'
import { learnFromDecision } from '../../src/lifecycle/learn-from-decision.js'
import { purgeAllExpired } from '../../src/lifecycle/purge-expired.js'
import { type Client, createClient } from '../support/client.js'
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
import { createSite, startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false, config: { trustProxy: ['127.0.0.1'] } })
const { client, admin, runtime, databaseUrl, url } = service

type As = Record<string, string>
const from = (address: string): As => ({ 'x-forwarded-for': address })
const appeal = (as: As, text = 'I see it otherwise.') => client('/v1/receipt/appeals', { json: { text }, headers: as })
const read = async (as: As) => (await client('/v1/receipt', { headers: as })).body
const erase = (as: As, json: object) => client<{ erased: number }>('/v1/receipt/erasure', { json, headers: as })
const exportAll = (as: As) => client<Export>('/v1/receipt/export', { headers: as })

interface Export {
  author: { id: string; hasEmailHash: boolean }
  comments: { id: string; body: string; authorName: string; status: string; decisions: { reason: string }[] }[]
}

async function keyOf(name: string, sites: string[] | null = null): Promise<Client> {
  const { body } = await admin<{ key: string }>('/v1/admin/api-keys', { json: { name, role: 'moderator', sites } })
  return createClient(url, { authorization: `Bearer ${body.key}` })
}
const second = await keyOf('Second')

async function sendFrom(address: string, email: string, body: string): Promise<{ id: string; as: As }> {
  const { body: sent } = await client<{ id: string; receipt: string }>('/v1/sites/demo/threads/rights/comments', {
    json: { author: { name: 'Noor', email }, body },
    headers: from(address),
  })
  return { id: sent.id, as: { authorization: `Bearer ${sent.receipt}` } }
}

const appealsOf = async (by: Client, filter = '') =>
  (
    await by<{ appeals: { id: string; mayDecide: boolean; comment: { id: string } }[]; nextCursor: string | null }>(
      `/v1/admin/appeals${filter}`,
    )
  ).body

async function appealOf(by: Client, commentId: string) {
  const found = (await appealsOf(by, '?limit=200')).appeals.find(({ comment }) => comment.id === commentId)
  if (found === undefined) throw new Error('no appeal')
  return found
}

t.test('an appeal is decided by another person, and an overturned decision brings the comment back', async (t) => {
  const { id, as } = await submitForReceipt(client, 'appealed', { body: 'A text to argue about.' })
  await decideAll(service, 'reject', [id])
  t.match(await read(as), { canAppeal: true, appealableUntil: String, appeal: null })
  const sent = await appeal(as)
  t.match(sent, {
    status: 202,
    body: { status: 'rejected', canAppeal: false, appeal: { state: 'open', text: 'I see it otherwise.' } },
  })
  t.match(await appeal(as, 'Again.'), { status: 409, body: { type: '/problems/appeal-exists' } })

  const { id: appealId, mayDecide } = await appealOf(admin, id)
  t.equal(mayDecide, false)
  const decide = (by: Client, outcome: string) =>
    by(`/v1/admin/appeals/${appealId}/decisions`, { json: { outcome, note: 'Looked at twice.' } })
  t.match(await decide(admin, 'overturned'), { status: 403, body: { type: '/problems/own-decision' } })
  t.equal((await appealOf(second, id)).mayDecide, true)
  t.match(await decide(second, 'overturned'), {
    status: 200,
    body: {
      state: 'overturned',
      settledBy: 'Second',
      mayDecide: false,
      comment: { status: 'approved' },
      decision: { action: 'reject', by: { name: 'environment' } },
    },
  })
  t.equal((await decide(second, 'overturned')).status, 200, 'twice is fine')
  t.match(await decide(second, 'upheld'), { status: 409, body: { type: '/problems/appeal-settled' } })
  t.equal((await client<Thread>(threadPath('appealed'))).body.count, 1)
  t.match(await read(as), { status: 'approved', appeal: { state: 'overturned' }, decision: { reason: 'appeal' } })
})

t.test('an upheld decision stands and is not appealed again; the next one may be', async (t) => {
  const { id, as } = await submitForReceipt(client, 'upheld', { body: 'Rejected twice.' })
  await decideAll(service, 'markSpam', [id])
  await appeal(as)
  await second(`/v1/admin/appeals/${(await appealOf(second, id)).id}/decisions`, { json: { outcome: 'upheld' } })
  t.match(await read(as), { status: 'spam', canAppeal: false, appeal: { state: 'upheld' } })
  isProblem(t, await appeal(as), 409)
  await decideAll(service, 'reject', [id])
  t.match(await read(as), { canAppeal: true })
  t.equal((await appeal(as)).status, 202)
})

t.test('only what went against the author can be appealed', async (t) => {
  for (const [action, status] of [
    [null, 409],
    ['approve', 409],
    ['delete', 409],
    ['hold', 202],
    ['reject', 202],
    ['markSpam', 202],
  ] as const) {
    const { id, as } = await submitForReceipt(client, 'which', { body: `To ${action}, and appeal.` })
    if (action !== null) await decideAll(service, action, [id])
    t.equal((await appeal(as)).status, status, String(action))
  }
  const { as } = await submitForReceipt(client, 'which', { body: 'No words.' })
  for (const text of ['', '   ', 'x'.repeat(2_001), 'a\u0000']) isProblem(t, await appeal(as, text), 400, 'text')
})

t.test('six months after a decision it stands; what rules hold waits for a person anyway', (t) => {
  const decidedAt = new Date('2026-01-01T00:00:00Z')
  const at = (ms: number) => new Date(decidedAt.getTime() + ms)
  const last = { by: { kind: 'moderator', name: 'Ann' }, to: 'rejected', decidedAt } as const
  t.equal(objectionToAppeal('rejected', last, at(APPEAL_LIMITS.windowMs)), undefined)
  t.match(objectionToAppeal('rejected', last, at(APPEAL_LIMITS.windowMs + 1)), { code: 'appeal-window-over' })
  const byRules = { ...last, by: { kind: 'policy', name: null }, to: 'held' } as const
  t.ok(objectionToAppeal('held', byRules, at(0)) instanceof DomainError)
  t.equal(objectionToAppeal('held', { ...byRules, by: last.by }, at(0)), undefined)
  t.end()
})

t.test('a decision of the ordinary kind settles an open appeal', async (t) => {
  for (const [end, state] of [
    ['approve', 'overturned'],
    ['delete', 'upheld'],
    ['withdraw', 'moot'],
  ] as const) {
    const { id, as } = await submitForReceipt(client, 'settled', { body: `Then ${end}.` })
    await decideAll(service, 'reject', [id])
    await appeal(as, 'A secret reason.')
    if (end === 'withdraw') await client('/v1/receipt', { method: 'DELETE', headers: as })
    else await decideAll(service, end, [id])
    t.match(await read(as), { appeal: { state, text: end === 'approve' ? 'A secret reason.' : '' } }, end)
  }
})

t.test('appeals are listed by site and state, page by page', async (t) => {
  await createSite(runtime, 'other')
  const theirs = await submitForReceipt(client, 'theirs', {}, 'other')
  await decideAll(service, 'reject', [theirs.id])
  await appeal(theirs.as)
  const asOther = await keyOf('Other', ['other'])
  t.match((await appealsOf(asOther)).appeals, [{ comment: { id: theirs.id } }])
  t.strictSame((await appealsOf(asOther, '?site=demo')).appeals, [])
  const mine = (await appealsOf(admin, '?site=demo&limit=200')).appeals
  isProblem(t, await asOther(`/v1/admin/appeals/${mine[0]?.id}/decisions`, { json: { outcome: 'upheld' } }), 404)

  const paged: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof appealsOf>> = await appealsOf(
      admin,
      `?site=demo&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
    )
    paged.push(...page.appeals.map(({ id }) => id))
    cursor = page.nextCursor
  }
  t.strictSame(
    paged,
    mine.map(({ id }) => id),
  )
  t.ok(
    (await appealsOf(admin, '?state=open')).appeals.every(({ mayDecide }) => !mayDecide),
    'the admin decided all of these',
  )
})

t.test('an export holds what is kept, and of others only what everybody sees', async (t) => {
  const email = 'noor@mail.example'
  const first = await sendFrom('203.0.113.5', email, 'Said at home.')
  const same = await sendFrom('203.0.113.77', email, 'Said at home, later.')
  const away = await sendFrom('198.51.100.9', email, 'Said elsewhere, unseen.')
  const seen = await sendFrom('198.51.100.9', email, 'Said elsewhere, for all.')
  await sendFrom('203.0.113.5', 'ann@mail.example', 'Said by somebody else.')
  await decideAll(service, 'approve', [seen.id])
  await decideAll(service, 'reject', [first.id])

  const { status, headers, body, text } = await exportAll(first.as)
  t.equal(status, 200)
  t.match(headers.get('content-disposition'), /^attachment; filename="[\w.-]+\.json"$/)
  t.match(headers.get('cache-control'), 'no-store')
  t.strictSame(body.comments.map(({ id }) => id).sort(), [first.id, same.id, seen.id].sort())
  t.match(body.author, { hasEmailHash: true })
  t.match(body.comments.find(({ id }) => id === first.id)?.decisions, [
    { action: 'reject', reason: 'other', by: 'moderator' },
  ])
  t.notMatch(text, /environment|mail\.example|203\.0|Said elsewhere, unseen/)
  const times = [...text.matchAll(/"(?:\w+At)":"([^"]+)"/g)].map(([, time]) => time)
  t.ok(times.length > 5)
  for (const time of times) t.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'all times in one form')

  // Whoever types another's address learns nothing that is not public, and erases nothing of theirs.
  const stranger = await sendFrom('192.0.2.1', email, 'I only know the address.')
  t.strictSame((await exportAll(stranger.as)).body.comments.map(({ id }) => id).sort(), [stranger.id, seen.id].sort())
  t.match((await erase(stranger.as, { scope: 'author' })).body, { erased: 1 })
  t.match(await read(first.as), { status: 'rejected', body: 'Said at home.' })
  t.match((await exportAll(first.as)).body.author, { hasEmailHash: true })

  t.match((await erase(first.as, { scope: 'author' })).body, { erased: 2 })
  t.match(await read(same.as), { status: 'deleted', body: '' })
  t.match(await read(away.as), { status: 'pending' })
  t.match(
    (await erase(first.as, { scope: 'author', receipts: [away, seen].map(({ as }) => as.authorization?.slice(7)) }))
      .body,
    { erased: 3 },
  )
  t.equal((await client<Thread>(threadPath('rights'))).body.count, 0)
  const left = await exportAll(first.as)
  t.match(left.body, {
    author: { hasEmailHash: false },
    comments: [{ id: first.id, body: '', authorName: '', status: 'deleted' }],
  })
  t.notMatch(left.text, /Said|Noor/)
})

t.test('an erasure blanks one comment, is gone for readers at once, and is idempotent', async (t) => {
  const { id, as } = await submitForReceipt(client, 'erased', {
    body: 'Ytterby, of all places.',
    author: { name: 'Ulla', email: 'ulla@mail.example' },
  })
  await decideAll(service, 'approve', [id])
  const reply = await submitApproved(service, 'erased', { body: 'Indeed.', parentId: id })
  await learnFromDecision(runtime.deps, { commentId: id as CommentId })
  await client(threadPath('erased'))
  const lessons = async () =>
    (await query<{ count: number }>(databaseUrl, `select count(*)::int from lessons where subject = $1`, [id]))[0]
      ?.count
  t.equal(await lessons(), 1)
  const before = await query<{ sum: string }>(
    databaseUrl,
    `select packed::text as sum from site_corrections where site_id = 'demo'`,
  )

  const answers = await inParallel([1, 2, 3].map(() => () => erase(as, { scope: 'comment' })))
  t.strictSame(
    answers.map(({ status }) => status),
    [200, 200, 200],
  )
  const thread = await client<Thread>(threadPath('erased'))
  t.match(thread.body, { count: 1, comments: [{ id, deleted: true, replies: [{ id: reply }] }] })
  const rows = await query<{ row: string }>(
    databaseUrl,
    `select c::text || a::text as row, a.email_hash, a.domain_hash from comments c join authors a on a.id = c.author_id where c.id = $1`,
    [id],
  )
  t.match(rows, [{ email_hash: null, domain_hash: null }])
  t.notMatch(rows[0]?.row, /Ytterby|Ulla/)
  t.equal(await lessons(), 0, 'what was learned leads to no comment')
  const after = await query<{ sum: string }>(
    databaseUrl,
    `select packed::text as sum from site_corrections where site_id = 'demo'`,
  )
  t.strictSame(after, before, 'and stays learned')
  t.match((await exportAll(as)).body.comments, [
    { id, body: '', decisions: [{ reason: 'clean' }, { reason: 'erased' }] },
  ])
  isProblem(t, await erase(as, { scope: 'everything' }), 400, 'scope')
})

t.test('a comment that is withdrawn before its lesson was learned teaches nothing', async (t) => {
  const { id, as } = await submitForReceipt(client, 'unlearned', { body: 'Taken back in time.' })
  await decideAll(service, 'markSpam', [id])
  await client('/v1/receipt', { method: 'DELETE', headers: as })
  await learnFromDecision(runtime.deps, { commentId: id as CommentId })
  t.strictSame(await query(databaseUrl, 'select 1 from lessons where subject = $1', [id]), [])
})

t.test('a settled appeal goes after half a year', async (t) => {
  await query(databaseUrl, `update appeals set settled_at = now() - interval '185 days' where state = 'moot'`)
  await purgeAllExpired(runtime.deps)
  t.strictSame(await query(databaseUrl, `select 1 from appeals where state = 'moot'`), [])
  t.ok((await appealsOf(admin, '?state=upheld')).appeals.length > 0)
})
