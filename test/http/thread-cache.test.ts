/** A thread as caches see it: one strong tag per content, half the bytes where it pays, and an age that is promised. */

import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import t from 'tap'
import { createThreadCache } from '../../src/http/thread-cache.js'
import { LIMITS } from '../../src/limits.js'
import { decideAll, isProblem, submit, submitApproved, type Thread, threadPath } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { sendRaw } from '../support/sockets.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, url } = service
const SHARED = 'public, max-age=5, s-maxage=15, stale-while-revalidate=30'

const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => submit(client, 'warm', { body: `Comment ${n}.` })))
await decideAll(service, 'approve', ids)
const plain = await client<Thread>(threadPath('warm'), { headers: { 'accept-encoding': 'identity' } })

t.test('a thread may be kept by a shared cache, and says for how long', async (t) => {
  t.equal(plain.headers.get('cache-control'), SHARED)
  t.equal(plain.headers.get('vary'), 'Accept-Encoding')
  t.match(plain.headers.get('etag'), /^"[A-Za-z0-9_-]{22}"$/)
  t.equal((await client('/v1/sites/demo/counts?slug=warm')).headers.get('cache-control'), SHARED)
})

t.test('who has it already gets 304, by any spelling of the tag', async (t) => {
  const etag = plain.headers.get('etag') ?? ''
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*', etag.replace(/"$/, '-br"')]) {
    const answer = await client(threadPath('warm'), { headers: { 'if-none-match': known } })
    t.match({ status: answer.status, text: answer.text }, { status: 304, text: '' }, known)
    t.equal(answer.headers.get('cache-control'), SHARED)
  }
  for (const unknown of ['"other"', etag.slice(1, -1), '']) {
    t.equal((await client(threadPath('warm'), { headers: { 'if-none-match': unknown } })).status, 200, unknown)
  }
  await decideAll(service, 'hold', [ids[0] ?? ''])
  const changed = await client(threadPath('warm'), { headers: { 'if-none-match': etag } })
  t.equal(changed.status, 200, 'a change has another tag')
  await decideAll(service, 'approve', [ids[0] ?? ''])
})

t.test('br and gzip carry the same bytes, each under a tag of its own', async (t) => {
  const identity = await client<Thread>(threadPath('warm'), { headers: { 'accept-encoding': 'identity' } })
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync }
  for (const [accepted, encoding] of [
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['GZIP;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
  ] as const) {
    const answer = await sendRaw(url, [
      `GET ${threadPath('warm')} HTTP/1.1`,
      'Host: x',
      `Accept-Encoding: ${accepted}`,
      'Connection: close',
    ])
    t.equal(answer.headers['content-encoding'], encoding, accepted)
    t.equal(unpack[encoding](answer.bytes).toString(), identity.text, accepted)
    t.equal(answer.headers.etag, (identity.headers.get('etag') ?? '').replace(/"$/, `-${encoding}"`))
    t.ok(answer.bytes.length < identity.text.length / 2)
  }
  for (const accepted of ['identity', 'br;q=0', 'deflate', 'brx, xgzip', '']) {
    const answer = await client(threadPath('warm'), { headers: { 'accept-encoding': accepted } })
    t.equal(answer.headers.get('content-encoding'), null, accepted)
  }
  const small = await client(threadPath('empty'), { headers: { 'accept-encoding': 'br' } })
  t.equal(small.headers.get('content-encoding'), null, 'a few bytes are not worth it')
})

t.test('HEAD is GET without the body, cached or not', async (t) => {
  for (const path of [threadPath('warm'), threadPath('cold'), '/v1/sites/demo/counts?slug=warm', '/livez', '/demo']) {
    const [get, head] = await Promise.all([client(path), client(path, { method: 'HEAD' })])
    t.equal(head.status, get.status, path)
    t.equal(head.text, '', path)
    for (const name of ['content-type', 'cache-control', 'etag', 'vary']) {
      t.equal(head.headers.get(name), get.headers.get(name), `${path} ${name}`)
    }
  }
  t.equal((await client('/v1/sites/nowhere/threads/x', { method: 'HEAD' })).status, 404)
})

t.test('counts answer for a hundred slugs, and zero for those without a thread', async (t) => {
  await submitApproved(service, 'été/α')
  const slugs = Array.from({ length: 98 }, (_, n) => `none-${n}`)
  const query = ['warm', 'été/α', ...slugs].map((slug) => `slug=${encodeURIComponent(slug)}`).join('&')
  const { status, body } = await client<{ counts: Record<string, number> }>(`/v1/sites/demo/counts?${query}`)
  t.equal(status, 200)
  t.match(body.counts, { warm: 20, 'été/α': 1, 'none-0': 0 })
  t.equal(Object.keys(body.counts).length, 100)

  isProblem(t, await client(`/v1/sites/demo/counts?${query}&slug=one-more`), 400, 'slug', '101 slugs')
  isProblem(t, await client('/v1/sites/demo/counts'), 400, 'slug')
  isProblem(t, await client('/v1/sites/demo/counts?slug='), 400)
  isProblem(t, await client('/v1/sites/demo/counts?slug=a%20b'), 400, 'slug')
  isProblem(t, await client('/v1/sites/demo/counts?slug=a%00'), 400)
  isProblem(t, await client('/v1/sites/nowhere/counts?slug=a'), 404)
  const proto = await client<{ counts: object }>('/v1/sites/demo/counts?slug=__proto__&slug=constructor')
  t.strictSame(proto.text, '{"site":"demo","counts":{"__proto__":0,"constructor":0}}', 'odd words are words')
})

t.test('one thread asked for in endless ways does not fill the memory', async (t) => {
  const cache = createThreadCache({ now: Date.now, isUnavailable: () => false })
  const body = 'x'.repeat(1024 * 1024)
  const source = { version: async () => 1, build: async () => ({ version: 1, body }) }
  const rounds = Math.ceil(LIMITS.thread.cacheBytes / body.length) + 8
  let built = 0
  for (let round = 0; round < rounds; round += 1) {
    await cache.get({ siteId: 'demo' as never, slug: 'one' }, `page ${round}`, source)
  }
  const counting = { ...source, build: () => source.build().finally(() => (built += 1)) }
  await cache.get({ siteId: 'demo' as never, slug: 'one' }, 'page 0', counting)
  t.equal(built, 1, 'the first page was let go')
})
