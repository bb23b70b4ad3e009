/** The moderators' side: finding comments, deciding on one or many, sites with their policy and terms, and keys. */

import t from 'tap'
import type { CommentId } from '../../src/domain/comment.js'
import { DEFAULT_POLICY } from '../../src/domain/policy.js'
import { urgentSince } from '../../src/domain/urgency.js'
import { createClient } from '../support/client.js'
import { asForm, commentsPath, decideAll, isProblem, makeSubmission, submit, submitMany } from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, admin, runtime, url } = service
await createSite(runtime, 'blog')

interface Listed {
  comments: {
    id: string
    site: string
    slug: string
    status: string
    author: { id: string; name: string }
    revision: number
  }[]
  counts: Record<string, number>
  nextCursor: string | null
}

const NO_ID = '01890000-0000-7000-8000-000000000000'
const list = (query: string) => admin<Listed>(`/v1/admin/comments?${query}`)
const idsOf = ({ comments }: Listed) => comments.map(({ id }) => id)
const decide = (id: string, json: Record<string, unknown>) => admin(`/v1/admin/comments/${id}/decisions`, { json })

t.test('the list is filtered by site, status, slug, author and words, and read page by page', async (t) => {
  const author = { name: 'Zoé Search', email: 'search-canary@example.org' }
  const first = await submit(client, 'list-a', { author, body: '100% of it_is needle \\ one' })
  const second = await submit(client, 'list-b', { author, body: 'Needle two.' })
  const third = await submit(client, 'list-b', { body: 'Straw.' })
  await client(commentsPath('list-a', 'blog'), { json: makeSubmission({ body: 'needle on the blog' }) })
  await decideAll(service, 'hold', [third])

  t.strictSame(idsOf((await list('site=demo&q=needle')).body), [second, first], 'newest first')
  t.strictSame(idsOf((await list('site=demo&q=needle&sort=oldest')).body), [first, second])
  t.strictSame(idsOf((await list('q=NEEDLE%20zo%C3%A9')).body), [second, first], 'words of the body and of the name')
  for (const [text, found] of [
    ['100%25', [first]],
    ['it_is', [first]],
    ['\\', [first]],
    ['itXis', []],
    ['%25%25%25', []],
  ] as const) {
    t.strictSame(idsOf((await list(`site=demo&q=${text.replace('\\', '%5C')}`)).body), found, text)
  }
  t.strictSame(idsOf((await list('slug=list-b&site=demo')).body), [third, second])
  t.strictSame(idsOf((await list('status=held')).body), [third])
  t.strictSame(idsOf((await list('site=nowhere')).body), [])
  const authorId = (await list(`q=needle%20two`)).body.comments[0]?.author.id
  t.strictSame(idsOf((await list(`author=${authorId}`)).body), [second, first])
  t.match((await list('site=demo')).body.counts, { pending: 2, held: 1 })

  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body }: { body: Listed } = await list(`limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)
    seen.push(...idsOf(body))
    cursor = body.nextCursor
  }
  t.strictSame(seen, idsOf((await list('limit=200')).body), 'pages of one are the whole list')

  for (const [query, field] of [
    ['status=x', 'status'],
    ['limit=201', 'limit'],
    ['cursor=x', 'cursor'],
    ['author=1', 'author'],
    ['q=', 'q'],
    ['q=a%00', 'q'],
    ['slug=%00', 'slug'],
    ['site=%00', 'site'],
    ['sort=best', 'sort'],
    ['x=1', 'query'],
  ] as const) {
    isProblem(t, await list(query), 400, field, query)
  }
})

t.test('the most urgent is who waits longest, where doubt and reports count as waiting', async (t) => {
  const ids = await submitMany(client, 'urgent', 4)
  await decideAll(service, 'hold', ids)
  const hour = 3_600_000
  const { submittedAt: at } = await runtime.deps.db
    .selectFrom('comments')
    .select('submittedAt')
    .where('id', '=', ids[0] as CommentId)
    .executeTakeFirstOrThrow()
  const scored = (spam: number, reports: number) =>
    urgentSince(at, DEFAULT_POLICY, { spam, conduct: 0, reports }).getTime() - at.getTime()
  t.equal(scored(0, 0), 0, 'beyond doubt')
  t.equal(scored(0.5, 0), -6 * hour, 'right at a threshold')
  t.ok(scored(0.6, 0) < scored(0.7, 0), 'the nearer, the more')
  t.equal(scored(0, 3), -6 * hour)
  t.equal(scored(0, 99), -24 * hour, 'a crowd counts for a day')
  t.equal(urgentSince(at, DEFAULT_POLICY, { spam: null, conduct: null, reports: 0 }).getTime(), at.getTime())

  const ranks = [2, 0, 3, 1]
  for (const [index, id] of ids.entries()) {
    await runtime.deps.db
      .updateTable('comments')
      .set({ urgentSince: new Date(at.getTime() + (ranks[index] ?? 0) * hour) })
      .where('id', '=', id as CommentId)
      .execute()
  }
  const expected = [1, 3, 0, 2].map((index) => ids[index])
  t.strictSame(idsOf((await list('slug=urgent&sort=urgent')).body), expected)
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body }: { body: Listed } = await list(
      `status=held&site=demo&sort=urgent&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
    )
    seen.push(...idsOf(body).filter((id) => ids.includes(id)))
    cursor = body.nextCursor
  }
  t.strictSame(seen, expected, 'page by page')
})

t.test('counts by status are there alone; a deleted text is found no more', async (t) => {
  const [kept, gone] = [
    await submit(client, 'found', { body: 'A quokka smiles.' }),
    await submit(client, 'found', { body: 'Another quokka.' }),
  ]
  t.strictSame(idsOf((await list('q=quokka')).body), [gone, kept], 'while it is pending')
  await decideAll(service, 'approve', [kept, gone])
  t.strictSame(idsOf((await list('q=QUOKKA')).body), [gone, kept], 'once decided')
  t.strictSame(idsOf((await list('q=QUOKKA&sort=urgent')).body), [kept, gone])
  t.strictSame(idsOf((await list('q=quo+a')).body), [gone, kept], 'short words beside long ones')
  t.strictSame(idsOf((await list('q=an+r&slug=found')).body), [gone], 'short words alone')
  await decideAll(service, 'delete', [gone])
  t.strictSame(idsOf((await list('q=quokka')).body), [kept])

  const { body } = await admin<{ counts: Record<string, number>; countedTo: number }>(
    '/v1/admin/comments/counts?site=demo',
  )
  t.match(body, { counts: { deleted: 1, spam: 0 }, countedTo: 10_000 })
  t.strictSame(body.counts, (await list('site=demo')).body.counts)
  t.match((await admin('/v1/admin/comments/counts?site=nowhere')).body, { counts: { approved: 0 } })
})

t.test('the detail knows everything but the address and its hash', async (t) => {
  const email = 'detail-canary@example.org'
  const id = await submit(client, 'detail', { author: { name: 'Ann', email } })
  await decide(id, { action: 'hold', note: 'Ask a colleague.' })
  const { text, body } = await admin<Record<string, unknown>>(`/v1/admin/comments/${id}`)
  t.match(body, {
    id,
    status: 'held',
    author: { hasEmail: true },
    decisions: [{ action: 'hold', note: 'Ask a colleague.' }],
  })
  const row = await runtime.deps.db
    .selectFrom('authors')
    .select(['emailHash', 'domainHash'])
    .where('emailHash', 'is not', null)
    .execute()
  const hashes = row.flatMap(({ emailHash, domainHash }) => [emailHash, domainHash]).filter((hash) => hash !== null)
  for (const secret of [
    'detail-canary',
    ...hashes.flatMap((hash) => [hash.toString('hex'), hash.toString('base64'), hash.toString('base64url')]),
  ]) {
    t.notOk(text.includes(secret))
  }
  isProblem(t, await admin(`/v1/admin/comments/${NO_ID}`), 404)
  isProblem(t, await admin('/v1/admin/comments/1'), 400, 'id')
})

t.test('each decision leads where the table says, and the second of two moderators hears of the first', async (t) => {
  const id = await submit(client, 'decide')
  const held = await decide(id, { action: 'hold', ifRevision: 1 })
  t.match(held, {
    status: 200,
    body: { id, status: 'held', revision: 2, allowedActions: ['approve', 'reject', 'markSpam', 'delete'] },
  })
  const late = await decide(id, { action: 'approve', ifRevision: 1 })
  isProblem(t, late, 409)
  t.match(late.body, {
    type: '/problems/status-conflict',
    detail: 'environment was faster: the comment is held by now',
    comment: { status: 'held', revision: 2 },
    lastDecision: { action: 'hold', by: { kind: 'moderator', name: 'environment' } },
  })
  t.match((await decide(id, { action: 'hold' })).body, { type: '/problems/illegal-transition' })
  const [one, two] = await Promise.all(['approve', 'reject'].map((action) => decide(id, { action, ifRevision: 2 })))
  t.strictSame([one?.status, two?.status].sort(), [200, 409], 'of two at once one wins')

  await decide(id, { action: 'delete' })
  t.match((await admin(`/v1/admin/comments/${id}`)).body, { status: 'deleted', body: '', allowedActions: [] })
  for (const action of ['approve', 'hold', 'reject', 'markSpam', 'delete'])
    isProblem(t, await decide(id, { action }), 409)

  isProblem(t, await decide(NO_ID, { action: 'hold' }), 404)
  for (const [json, field] of [
    [{}, 'action'],
    [{ action: 'publish' }, 'action'],
    [{ action: 'hold', note: 'a\u0000' }, 'note'],
    [{ action: 'hold', note: 'x'.repeat(2_001) }, 'note'],
    [{ action: 'hold', reason: 'x' }, 'reason'],
    [{ action: 'hold', ifRevision: 0 }, 'ifRevision'],
    [{ action: 'hold', ifRevision: '1' }, 'ifRevision'],
    [{ action: 'hold', by: 'me' }, 'requestBody'],
  ] as const) {
    isProblem(t, await decide(id, json), 400, field, JSON.stringify(json).slice(0, 50))
  }
  isProblem(
    t,
    await admin(`/v1/admin/comments/${id}/decisions`, asForm({ action: 'hold' })),
    409,
    undefined,
    'a form is read too',
  )
})

t.test('five hundred are decided at once, each with an outcome of its own; 501 are too many', async (t) => {
  const [open, held] = [await submit(client, 'bulk'), await submit(client, 'bulk', { body: 'Held.' })]
  await decideAll(service, 'hold', [held])
  const mixed = await admin<{ outcomes: object[] }>('/v1/admin/decisions', {
    json: { action: 'hold', ids: [open, NO_ID, held] },
  })
  t.strictSame(mixed.body.outcomes, [
    { id: open, outcome: 'decided', status: 'held' },
    { id: NO_ID, outcome: 'not-found', status: null },
    { id: held, outcome: 'unchanged', status: 'held' },
  ])
  const ids = await submitMany(client, 'bulk-large', 500)
  await decideAll(service, 'hold', ids)
  t.strictSame(idsOf((await list('slug=bulk-large&status=held&limit=1')).body), [[...ids].sort().at(-1)])
  isProblem(t, await admin('/v1/admin/decisions', { json: { action: 'hold', ids: [...ids, NO_ID] } }), 400, 'ids')
  isProblem(t, await admin('/v1/admin/decisions', { json: { action: 'hold', ids: [] } }), 400, 'ids')
  isProblem(t, await admin('/v1/admin/decisions', { json: { action: 'hold', ids: [NO_ID, NO_ID] } }), 400, 'ids')
  isProblem(t, await admin('/v1/admin/decisions', { json: { action: 'hold', ids: ['1'] } }), 400)
})

t.test('a key works at once, says who used it, and ends when it is revoked or its day has come', async (t) => {
  const make = (json: Record<string, unknown>) =>
    admin<{ id: string; key: string }>('/v1/admin/api-keys', { json: { name: 'Mo', role: 'moderator', ...json } })
  const { body: made, headers } = await make({})
  t.equal(headers.get('cache-control'), 'private, no-store')
  const asMo = createClient(url, { authorization: `Bearer ${made.key}` })
  const id = await submit(client, 'by-mo')
  await asMo(`/v1/admin/comments/${id}/decisions`, { json: { action: 'reject' } })
  t.match((await admin(`/v1/admin/comments/${id}`)).body, { lastDecision: { by: { name: 'Mo' } } })
  const listed = await admin<{ apiKeys: { id: string; lastUsedAt: string | null }[] }>('/v1/admin/api-keys')
  t.ok(listed.body.apiKeys.find((key) => key.id === made.id)?.lastUsedAt, 'its use is noted')
  t.notOk(listed.text.includes(made.key), 'and the key not shown again')

  t.equal((await admin(`/v1/admin/api-keys/${made.id}`, { method: 'DELETE' })).status, 204)
  isProblem(t, await asMo('/v1/admin/comments'), 401)
  isProblem(t, await admin(`/v1/admin/api-keys/${made.id}`, { method: 'DELETE' }), 404)

  const soon = (await make({ expiresAt: new Date(Date.now() + 1_500).toISOString() })).body.key
  const brief = createClient(url, { authorization: `Bearer ${soon}` })
  t.equal((await brief('/v1/admin/comments')).status, 200)
  await waitFor('the key’s end', async () => (await brief('/v1/admin/comments')).status === 401)

  for (const [json, field] of [
    [{ name: '' }, 'name'],
    [{ name: 'a\u0000' }, 'name'],
    [{ role: 'owner' }, 'role'],
    [{ sites: [] }, 'sites'],
    [{ sites: 'demo' }, 'sites'],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    [{ expiresAt: '2099-12-31T23:59:60Z' }, 'expiresAt'],
    [{ expiresAt: '2099-01-01T00:00:00Z[Europe/Paris]' }, 'expiresAt'],
    [{ expiresAt: 'soon' }, 'expiresAt'],
    [{ key: 'mine' }, 'requestBody'],
  ] as const) {
    isProblem(t, await make(json), 400, field, JSON.stringify(json))
  }
  isProblem(t, await make({ sites: ['nowhere'] }), 404)
})
