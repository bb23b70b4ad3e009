/** Sites, their policy and their terms: what an owner changes holds for the next comment. */

import t from 'tap'
import { DEFAULT_POLICY } from '../../src/domain/policy.js'
import { commentsPath, isProblem, makeSubmission } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

const { client, admin } = await startTestService(t)

const NEW = { id: 'blog', name: 'My blog', origins: ['https://blog.example'] }

t.test('a site is made once, read, listed and changed', async (t) => {
  const made = await admin('/v1/admin/sites', { json: { ...NEW, language: 'fr', policy: { mode: 'strict' } } })
  t.match(made, { status: 201, body: { ...NEW, language: 'fr', policy: { ...DEFAULT_POLICY, mode: 'strict' } } })
  isProblem(t, await admin('/v1/admin/sites', { json: NEW }), 409)
  t.strictSame((await admin('/v1/admin/sites/blog')).body, made.body)
  t.match(
    (await admin<{ sites: { id: string }[] }>('/v1/admin/sites')).body.sites.map(({ id }) => id),
    ['blog', 'demo'],
  )

  const changed = await admin('/v1/admin/sites/blog', {
    method: 'PATCH',
    json: { origins: ['HTTPS://New.example/', 'http://localhost:*'] },
  })
  t.match(changed, { status: 200, body: { name: 'My blog', origins: ['https://new.example', 'http://localhost:*'] } })
  t.strictSame((await admin('/v1/admin/sites/blog')).body, changed.body)
  for (const method of ['GET', 'PATCH']) {
    isProblem(
      t,
      await admin('/v1/admin/sites/nowhere', { method, ...(method === 'PATCH' ? { json: { name: 'x' } } : {}) }),
      404,
    )
  }
})

t.test('what cannot be a site is refused by name', async (t) => {
  for (const [change, field] of [
    [{ id: '' }, 'id'],
    [{ id: 'Blog' }, 'id'],
    [{ id: '-a' }, 'id'],
    [{ id: 'a_b' }, 'id'],
    [{ id: 'a'.repeat(51) }, 'id'],
    [{ id: 'a\u0000' }, 'id'],
    [{ name: '' }, 'name'],
    [{ name: 'a\u0000' }, 'name'],
    [{ name: '\ud800' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ origins: 'https://a.example' }, 'origins'],
    [{ origins: ['https://a.example/path'] }, 'origins.0'],
    [{ origins: ['https://a.example', '*'] }, 'origins.1'],
    [{ origins: ['null'] }, 'origins.0'],
    [{ origins: ['ftp://a.example'] }, 'origins.0'],
    [{ origins: ['https://ann@a.example'] }, 'origins.0'],
    [{ origins: Array.from({ length: 51 }, (_, n) => `https://a${n}.example`) }, 'origins'],
    [{ language: 'de' }, 'language'],
    [{ keySeed: 'x' }, 'requestBody'],
    [{ policy: { mode: 'lax' } }, 'policy.mode'],
    [{ policy: { thresholds: { hold: 0.9, spam: 0.5, conductHold: 0.5 } } }, 'thresholds.hold'],
  ] as const) {
    isProblem(
      t,
      await admin('/v1/admin/sites', { json: Object.assign({}, NEW, { id: 'other' }, change) }),
      400,
      field,
      JSON.stringify(change).slice(0, 60),
    )
  }
  for (const json of [{}, { id: 'x' }, { name: '' }, { origins: ['x'] }, { policy: {} }]) {
    isProblem(t, await admin('/v1/admin/sites/blog', { method: 'PATCH', json }), 400, undefined, JSON.stringify(json))
  }
})

t.test('a policy is replaced whole, and only by one that makes sense', async (t) => {
  const put = (json: unknown) => admin('/v1/admin/sites/blog/policy', { method: 'PUT', json })
  const policy = { ...DEFAULT_POLICY, mode: 'trusted', closeAfterDays: 30 }
  t.match(await put(policy), { status: 200, body: policy })
  t.strictSame((await admin('/v1/admin/sites/blog/policy')).body, policy)
  for (const [change, field] of [
    [{ mode: 'lax' }, 'mode'],
    [{ thresholds: { hold: 0.9, spam: 0.5, conductHold: 0.5 } }, 'thresholds.hold'],
    [{ thresholds: { hold: -0.1, spam: 0.5, conductHold: 0.5 } }, 'thresholds.hold'],
    [{ thresholds: { hold: 0.1, spam: 1.1, conductHold: 0.5 } }, 'thresholds.spam'],
    [{ thresholds: { hold: 0.1, spam: 0.5 } }, 'thresholds.conductHold'],
    [{ requireEmail: 'true' }, 'requireEmail'],
    [{ editWindowMinutes: 1.5 }, 'editWindowMinutes'],
    [{ editWindowMinutes: 10_081 }, 'editWindowMinutes'],
    [{ closeAfterDays: 0 }, 'closeAfterDays'],
    [{ surprise: 1 }, 'requestBody'],
  ] as const) {
    isProblem(t, await put({ ...policy, ...change }), 400, field, JSON.stringify(change))
  }
  const { mode: _mode, ...incomplete } = policy
  isProblem(t, await put(incomplete), 400, 'mode')
})

t.test('a term counts for the next comment, and a policy too', async (t) => {
  const judge = async (body: string): Promise<string> => {
    const { body: accepted } = await client<{ id: string }>(commentsPath('terms'), { json: makeSubmission({ body }) })
    return await waitFor(`a decision on ${body}`, async () => {
      const { status } = (await admin<{ status: string }>(`/v1/admin/comments/${accepted.id}`)).body
      return status !== 'pending' && status
    })
  }
  t.equal(await judge('A word about marzipan, before.'), 'approved')
  const terms = [{ kind: 'word', text: 'Marzipan', action: 'reject' }]
  const put = (json: unknown) => admin('/v1/admin/sites/demo/terms', { method: 'PUT', json })
  t.match(await put({ terms }), { status: 200, body: { terms } })
  t.equal(await judge('A word about MARZIPAN, after.'), 'rejected')
  await put({ terms: [] })
  t.equal(await judge('A word about marzipan, allowed again.'), 'approved')

  await admin('/v1/admin/sites/demo/policy', { method: 'PUT', json: { ...DEFAULT_POLICY, mode: 'strict' } })
  t.equal(await judge('An ordinary word under a strict policy.'), 'held')
})

t.test('terms are as they were written, each once', async (t) => {
  const put = (json: unknown) => admin<{ terms: object[] }>('/v1/admin/sites/blog/terms', { method: 'PUT', json })
  const term = { kind: 'word', text: 'spam', action: 'hold' }
  const twice = await put({ terms: [term, { ...term, text: ' spam ' }, { ...term, action: 'markSpam' }] })
  t.match(twice, { status: 200, body: { terms: [{ ...term, action: 'markSpam' }] } }, 'the last one counts')
  const many = Array.from({ length: 5_000 }, (_, n) => ({ ...term, text: `term ${n}` }))
  t.equal((await put({ terms: many })).status, 200)
  for (const [terms, field] of [
    [[...many, term], 'terms'],
    [[{ ...term, text: 'x' }], 'terms.0.text'],
    [[{ ...term, text: 'x'.repeat(101) }], 'terms.0.text'],
    [[{ ...term, text: '   ' }], 'terms'],
    [[{ ...term, text: 'a\u0000b' }], 'terms.0.text'],
    [[{ ...term, kind: 'regex' }], 'terms.0.kind'],
    [[{ ...term, action: 'approve' }], 'terms.0.action'],
    [[{ ...term, note: 'x' }], 'terms.0'],
  ] as const) {
    isProblem(t, await put({ terms }), 400, field, JSON.stringify(terms).slice(-60))
  }
  t.equal(
    (await admin<{ terms: object[] }>('/v1/admin/sites/blog/terms')).body.terms.length,
    5_000,
    'a refusal changes nothing',
  )
})
