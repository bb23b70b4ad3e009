/** What browsers are told: who may read and send from where, and the headers that every answer carries, whatever its status. */

import t, { type Test } from 'tap'
import type { Answer } from '../support/client.js'
import { asForm, commentsPath, isProblem, makeSubmission, threadPath } from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'
import { sendRaw } from '../support/sockets.js'

const service = await startTestService(t, { hasWorkers: false, config: { publicUrl: 'https://comments.example' } })
const { client, admin, runtime, url } = service
await createSite(runtime, 'blog')

const BLOG = 'https://blog.example'
const SUBMIT = commentsPath('x', 'blog')
const allowed = ({ headers }: Answer) => headers.get('access-control-allow-origin')

function preflight(path: string, origin: string, method: string): Promise<Answer> {
  const headers = {
    origin,
    'access-control-request-method': method,
    'access-control-request-headers': 'content-type,idempotency-key',
  }
  return client(path, { method: 'OPTIONS', headers })
}

t.test('everybody may read from everywhere, and nobody with credentials', async (t) => {
  for (const origin of [BLOG, 'https://evil.example', 'null', undefined]) {
    for (const path of [
      threadPath('x', 'blog'),
      '/v1/sites/blog/counts?slug=x',
      '/v1/sites/blog/form',
      '/v1/receipt',
      '/nowhere',
      threadPath('a b'),
    ]) {
      const answer = await client(path, { headers: origin === undefined ? {} : { origin } })
      t.equal(allowed(answer), '*', `${path} from ${origin}`)
      t.equal(answer.headers.get('access-control-allow-credentials'), null)
    }
  }
  const asked = await preflight(threadPath('x', 'blog'), 'https://evil.example', 'GET')
  t.match({ status: asked.status, allowed: allowed(asked) }, { status: 204, allowed: '*' })
})

t.test('the site’s own pages may send, and no others', async (t) => {
  const asked = await preflight(SUBMIT, BLOG, 'POST')
  t.match({ status: asked.status, allowed: allowed(asked) }, { status: 204, allowed: BLOG })
  t.match(asked.headers.get('access-control-allow-methods'), 'POST')
  t.match(asked.headers.get('access-control-allow-headers'), /content-type.*idempotency-key/)
  t.match(asked.headers.get('vary'), /origin/i)
  const sent = await client(SUBMIT, { json: makeSubmission(), headers: { origin: BLOG } })
  t.match({ status: sent.status, allowed: allowed(sent) }, { status: 202, allowed: BLOG })
  const refused = await client(SUBMIT, { json: {}, headers: { origin: BLOG } })
  t.match(
    { status: refused.status, allowed: allowed(refused) },
    { status: 400, allowed: BLOG },
    'they may read why not',
  )

  const strangers = [
    'https://evil.example',
    'null',
    'http://blog.example',
    'https://blog.example:8443',
    'https://blog.example.evil.example',
    'https://sub.blog.example',
    'https://BLOG.example',
    `${BLOG}/`,
    `${BLOG} https://evil.example`,
    'x',
    'http://localhost:3000',
  ]
  for (const origin of strangers) {
    t.equal(allowed(await preflight(SUBMIT, origin, 'POST')), null, `preflight from ${origin}`)
    const answer = await client(SUBMIT, { json: makeSubmission(), headers: { origin } })
    isProblem(t, answer, 403, undefined, origin)
    t.equal(allowed(answer), null, origin)
  }
  for (const origin of ['http://localhost:3000', 'http://127.0.0.1:8080', 'https://localhost']) {
    t.equal(
      allowed(await client(commentsPath('x'), { json: makeSubmission(), headers: { origin } })),
      origin,
      'the demo takes any local page',
    )
  }
  t.equal(
    (await client(SUBMIT, { json: makeSubmission(), headers: { origin: 'https://comments.example' } })).status,
    202,
    'our own page',
  )
})

t.test('no page may use the admin API of whoever reads it', async (t) => {
  for (const [path, method] of [
    ['/v1/admin/sites', 'POST'],
    ['/v1/admin/decisions', 'POST'],
    ['/v1/admin/sites/demo', 'PATCH'],
    ['/v1/admin/sites/demo/policy', 'PUT'],
    [`/v1/admin/api-keys/${'0'.repeat(8)}`, 'DELETE'],
  ] as const) {
    t.equal(allowed(await preflight(path, BLOG, method)), null, `${method} ${path}`)
    t.equal(allowed(await client(path, { method, json: {}, headers: { origin: BLOG } })), null, `${method} ${path}`)
  }
})

t.test('a plain OPTIONS says which methods an address takes', async (t) => {
  for (const [path, allow] of [
    [threadPath('x'), 'HEAD, GET, OPTIONS'],
    [SUBMIT, 'POST, OPTIONS'],
    ['/v1/admin/sites', 'HEAD, GET, POST, OPTIONS'],
    ['/v1/admin/sites/demo', 'HEAD, GET, PATCH, OPTIONS'],
    ['/livez', 'HEAD, GET, OPTIONS'],
  ] as const) {
    const answer = await client(path, { method: 'OPTIONS' })
    t.match(
      { status: answer.status, allow: answer.headers.get('allow')?.split(', ').sort() },
      { status: 204, allow: allow.split(', ').sort() },
      path,
    )
    const wrong = await client(path, { method: path === SUBMIT ? 'PUT' : 'DELETE' })
    isProblem(t, wrong, 405, undefined, path)
    t.equal(wrong.headers.get('allow'), answer.headers.get('allow'), path)
  }
  isProblem(t, await client('/nowhere', { method: 'OPTIONS' }), 404)
  isProblem(t, await client('/nowhere'), 404)
  isProblem(t, await client('/v1'), 404)
  isProblem(t, await client(`${threadPath('x')}/`), 404)
  isProblem(t, await client('/nowhere', { headers: { accept: 'text/html' } }), 404)
})

function guarded(t: Test, name: string, header: (name: string) => string | null | undefined): void {
  t.equal(header('x-content-type-options'), 'nosniff', name)
  t.match(header('content-security-policy'), /default-src 'none'.*frame-ancestors/s, name)
  t.match(header('referrer-policy'), /^(?:no-referrer|same-origin)$/, name)
  t.equal(header('strict-transport-security'), 'max-age=31536000', name)
  t.notOk(header('server') ?? header('x-powered-by'), name)
  t.notOk(header('set-cookie'), `${name} sets no cookie`)
}

t.test('every answer of every status carries the headers that keep browsers safe', async (t) => {
  const large = { raw: 'x'.repeat(140_000), headers: { 'content-type': 'application/json' } }
  const answers: [status: number, answer: Answer][] = [
    [200, await client(threadPath('x'))],
    [200, await client('/embed/demo/x')],
    [200, await client('/demo')],
    [302, await client('/')],
    [302, await client('/docs/static/index.html')],
    [200, await client('/openapi.yaml')],
    [200, await client('/livez')],
    [503, await client('/readyz')],
    [200, await client('/metrics')],
    [200, await admin('/queues')],
    [200, await admin('/v1/admin/comments')],
    [202, await client(commentsPath('x'), { json: makeSubmission() })],
    [303, await client(commentsPath('x'), asForm({ 'author.name': 'Ann', body: 'x' }))],
    [204, await client(threadPath('x'), { method: 'OPTIONS' })],
    [304, await client(threadPath('x'), { headers: { 'if-none-match': '*' } })],
    [400, await client(threadPath('a b'))],
    [400, await client(`${url}/%zz`.slice(url.length))],
    [401, await client('/v1/admin/comments')],
    [401, await client('/queues')],
    [403, await client(SUBMIT, { json: makeSubmission(), headers: { origin: 'null' } })],
    [404, await client('/nowhere')],
    [404, await client('/embed/nowhere/x')],
    [405, await client('/livez', { method: 'POST' })],
    [413, await client(commentsPath('x'), large)],
    [415, await client(commentsPath('x'), { raw: 'x', headers: { 'content-type': 'text/plain' } })],
    [
      422,
      await client(commentsPath('x'), { json: makeSubmission({ parentId: '01890000-0000-7000-8000-000000000000' }) }),
    ],
  ]
  for (const [status, answer] of answers) {
    t.equal(answer.status, status)
    guarded(t, `${status} ${answer.text.slice(0, 40)}`, (name) => answer.headers.get(name))
    if (status >= 400) t.match(answer.headers.get('cache-control'), 'no-store', `${status} is not kept`)
  }
  for (const [status, lines] of [
    [400, ['GET / HTTP/1.1', 'Bad Header: x']],
    [431, ['GET / HTTP/1.1', `X: ${'x'.repeat(20_000)}`]],
  ] as const) {
    const answer = await sendRaw(url, [...lines, 'Host: x', 'Connection: close'])
    t.equal(answer.status, status)
    guarded(t, `raw ${status}`, (name) => answer.headers[name])
  }
})

t.test('a failure of ours says nothing of what failed', async (t) => {
  // The database is there but a table is not: the kind of failure nobody foresaw.
  const { sql } = await import('kysely')
  await sql`alter table decisions rename to hidden`.execute(runtime.deps.db)
  const id = (
    await client<{ id: string }>(commentsPath('x'), { json: makeSubmission({ body: 'Before the failure.' }) })
  ).body.id
  const answer = await admin(`/v1/admin/comments/${id}`)
  t.match(answer, { status: 500, body: { type: '/problems/internal' } })
  t.notMatch(answer.text, /decisions|relation|42P01|select/i)
  guarded(t, '500', (name) => answer.headers.get(name))
  t.match(answer.headers.get('cache-control'), 'no-store')
  await sql`alter table hidden rename to decisions`.execute(runtime.deps.db)
})

t.test('only what may be kept by everybody is', async (t) => {
  for (const path of [
    '/v1/sites/demo/form',
    '/v1/admin/sites',
    '/embed/demo/x',
    '/demo',
    '/livez',
    '/metrics',
    '/v1/admin/comments',
  ]) {
    t.match((await admin(path)).headers.get('cache-control'), /no-store/, path)
  }
})
