/** Bytes that no browser sends: each gets a problem document or a closed connection, soon, and none gets past the guard. */

import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { LIMITS } from '../../src/limits.js'
import { commentsPath, makeSubmission, submitApproved, threadPath } from '../support/requests.js'
import { ADMIN_KEY, startTestService } from '../support/service.js'
import { type RawAnswer, sendBytes, sendRaw } from '../support/sockets.js'

const service = await startTestService(t, { hasWorkers: false })
const { url, client } = service
const secretId = await submitApproved(service, 'secret', { body: 'of the moderators only' })

const CLOSE = ['Host: x', 'Connection: close']
const GOOD = JSON.stringify(makeSubmission())
const SUBMIT = `POST ${commentsPath('raw')} HTTP/1.1`
const JSON_TYPE = 'Content-Type: application/json'

/** Refused as a problem document, or by closing the connection; never with a 5xx, never with a bare text. */
function refused(t: Test, answer: RawAnswer, name: string, statuses: readonly number[] = []): void {
  const isClosed = answer.status === 0
  const isEmpty = answer.status >= 400 && answer.bytes.length === 0
  const isProblem = answer.headers['content-type']?.startsWith('application/problem+json') === true
  const isExpected = statuses.length === 0 ? answer.status < 500 : statuses.includes(answer.status)
  const isRefusal = isClosed || ((isProblem || isEmpty) && answer.status >= 400)
  t.ok(isRefusal && isExpected, `${name.slice(0, 90)}: ${answer.status} ${answer.body.slice(0, 120)}`)
}

// Begun first and looked at last: these take as long as the limits say.
const { hostname, port } = new URL(url)
const slow = {
  body: drip([SUBMIT, 'Host: x', JSON_TYPE, 'Content-Length: 1000', '', '{'], ' '),
  head: drip([`GET ${threadPath('raw')} HTTP/1.1`, 'Host: x', 'X-Slow: '], 'x'),
}

/** Sends a beginning, then a byte again and again until the other side closes; the time it took, and what was said. */
function drip(lines: readonly string[], more: string): Promise<{ elapsedMs: number; answer: string }> {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(lines.join('\r\n')))
    const timer = setInterval(() => socket.write(more), 250)
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(timer)
      resolve({ elapsedMs: performance.now() - startedAt, answer })
    })
  })
}

t.test('what is not HTTP is answered and let go', async (t) => {
  const openings = [
    'GET\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET / HTTP/1.1\r\nHost x\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\n X: folded\r\n\r\n',
    'GET / HTTP/1.1 x\r\nHost: x\r\n\r\n',
    'get / HTTP/1.1\r\nHost: x\r\n\r\n',
    'FOO / HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nBad : x\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nNul: a\u0000b\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\rX: y\r\n\r\n',
    '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    '{"author":{"name":"Ann"}}\r\n\r\n',
    'GET /\u0000 HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
  ]
  for (const text of openings) refused(t, await sendBytes(url, Buffer.from(text, 'latin1')), JSON.stringify(text))
  const host = await sendRaw(url, ['GET /livez HTTP/1.1', 'Host: a', 'Host: b', 'Connection: close'])
  t.ok(host.status < 500, 'two hosts')
})

t.test('two answers to where a body ends are none', async (t) => {
  const smuggled = 'GET /v1/admin/comments HTTP/1.1\r\nHost: x\r\n\r\n'
  for (const framing of [
    ['Content-Length: 5', 'Content-Length: 6'],
    ['Content-Length: 5, 6'],
    ['Content-Length: +5'],
    ['Content-Length: -1'],
    ['Content-Length: 5x'],
    ['Content-Length: 0x5'],
    ['Content-Length: 99999999999999999999'],
    ['Content-Length: 5', 'Transfer-Encoding: chunked'],
    ['Transfer-Encoding: chunked', 'Content-Length: 5'],
    ['Transfer-Encoding: chunked, identity'],
    ['Transfer-Encoding: identity, chunked', 'Content-Length: 3'],
    ['Transfer-Encoding: xchunked'],
    ['Transfer-Encoding : chunked'],
    ['Transfer-Encoding: chunked', 'Transfer-Encoding: x'],
  ]) {
    refused(
      t,
      await sendRaw(url, [SUBMIT, ...CLOSE, JSON_TYPE, ...framing], `0\r\n\r\n${smuggled}`),
      framing.join(' + '),
    )
  }
  for (const chunks of [
    'x\r\n',
    '-1\r\n',
    '5\r\nab\r\n0\r\n\r\n',
    'fffffffffffffffff\r\n',
    '1;\u0000\r\na\r\n0\r\n\r\n',
    '1\na\n0\n\n',
  ]) {
    refused(
      t,
      await sendRaw(url, [SUBMIT, ...CLOSE, JSON_TYPE, 'Transfer-Encoding: chunked'], chunks),
      JSON.stringify(chunks),
    )
  }
})

t.test('headers have a size', async (t) => {
  const large = [`X-Large: ${'x'.repeat(20_000)}`]
  const many = Array.from({ length: 2_000 }, (_, n) => `X-${n}: ${n}`)
  refused(t, await sendRaw(url, ['GET /livez HTTP/1.1', ...CLOSE, ...large]), 'one large header', [431])
  refused(t, await sendRaw(url, ['GET /livez HTTP/1.1', ...CLOSE, ...many]), 'many headers', [431])
  refused(t, await sendRaw(url, [`GET /${'x'.repeat(20_000)} HTTP/1.1`, ...CLOSE]), 'a long address', [431])
  refused(t, await sendRaw(url, [`GET /livez?${'x'.repeat(20_000)} HTTP/1.1`, ...CLOSE]), 'a long query', [431])
})

t.test('an address that is badly written is refused, on every part of the service', async (t) => {
  const broken = ['%', '%2', '%zz', '%ff', '%c0%80', '%ed%a0%80', '%e0%80%af', 'a%', '%u0041', '%00%']
  for (const part of broken) {
    for (const path of [
      `/v1/sites/demo/threads/${part}`,
      `/v1/sites/${part}/form`,
      `/embed/demo/${part}`,
      `/v1/admin/comments/${part}`,
      `/${part}`,
    ]) {
      refused(t, await sendRaw(url, [`GET ${path} HTTP/1.1`, ...CLOSE]), path, [400, 401, 404])
    }
  }
  for (const slug of ['.', '..', '%2e', '%2e%2e', '.%2e', 'a%2f..', '%00', 'a%0d%0ab', '%E2%80%AE']) {
    const path = `/v1/sites/demo/threads/${slug}`
    const answer = await sendRaw(url, [`GET ${path} HTTP/1.1`, ...CLOSE])
    refused(t, answer, path, [400])
    t.match(answer.body, '"field":"slug"', path)
    const post = [`POST ${path}/comments HTTP/1.1`, ...CLOSE, JSON_TYPE, `Content-Length: ${GOOD.length}`]
    refused(t, await sendRaw(url, post, GOOD), `POST ${path}`, [400])
  }
  for (const query of [
    '?sort=%',
    '?sort=%ff',
    '?%00=1',
    '?cursor=%ed%a0%80',
    '?limit=1&&&',
    '?=',
    '??',
    '?a[b]=c',
    '?sort=top%00',
  ]) {
    const answer = await sendRaw(url, [`GET ${threadPath('raw')}${query} HTTP/1.1`, ...CLOSE])
    t.ok(answer.status === 200 || answer.status === 400, `${query}: ${answer.status}`)
  }
})

t.test('a problem with an address says so, in the reader’s language', async (t) => {
  const get = async (path: string, language: string) => {
    const answer = await sendRaw(url, [`GET ${path} HTTP/1.1`, ...CLOSE, `Accept-Language: ${language}`])
    return JSON.parse(answer.body) as object
  }
  const type = '/problems/malformed-address'
  const notRead = { type, status: 400, detail: 'The address is not percent-encoded UTF-8.' }
  t.match(await get('/%zz', 'en'), { ...notRead, title: 'The address cannot be read' })
  t.match(await get('/%ff', 'fr'), { ...notRead, title: 'L’adresse est illisible' })
  const long = await get(`/v1/sites/demo/threads/${'x'.repeat(LIMITS.http.paramLength + 1)}`, 'en')
  t.match(long, {
    type,
    status: 400,
    detail: `A part of the address is longer than ${LIMITS.http.paramLength} characters.`,
  })
})

t.test('no spelling of an address gets around the guard', async (t) => {
  const spell = (path: string): string[] => [
    path, `${path}/`, `/${path}`, `/.${path}`, `/x/..${path}`, `${path}/.`, `${path}/x/..`, `${path}//`, `${path}%20`,
    `${path}%00`, `${path}%2f`, `${path};x`, `${path};/x`, `${path}?`, `${path}?x=/livez`, `${path}#`, `${path}.json`,
    path.toUpperCase(), path.replace('m', '%6d'), path.replace('m', '%6D'), path.replace('m', '%256d'),
    path.replace(/\//g, '\\'), path.replace(/\//g, '%2f'), path.replace(/\//g, '//'), path.replace(/^\//, ''),
    `http://x${path}`, `http://livez@x${path}`, `//x${path}`, `/livez/..${path}`, `/livez%2f..${path}`, `/docs/../..${path}`,
    `/docs/static/%2e%2e/%2e%2e${path}`,
  ] // biome-ignore format: a row of short texts
  // A forwarded request is no request of this machine, to which alone the figures are open.
  const headers = [...CLOSE, 'X-Forwarded-For: 203.0.113.9', 'X-Original-URL: /livez', 'X-Rewrite-URL: /livez']
  for (const path of [
    '/v1/admin/comments',
    `/v1/admin/comments/${secretId}`,
    '/metrics',
    '/queues',
    '/queues/api/queues',
  ]) {
    t.ok(spell(path).length >= 31)
    for (const spelling of spell(path)) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await sendRaw(url, [`${method} ${spelling} HTTP/1.1`, ...headers])
        const isShown = answer.status < 400 && answer.status > 0
        const isLeak = /moderators only|causerie_http|check-spam/.test(answer.body)
        // The folded address of the guard's neighbours may be an ordinary page, which holds none of it.
        t.ok(
          (!isShown || answer.status === 302 || answer.status === 301) && !isLeak && answer.status < 500,
          `${method} ${spelling}: ${answer.status}`,
        )
      }
    }
  }
  const open = await sendRaw(url, [
    'GET http://x/v1/admin/comments HTTP/1.1',
    ...CLOSE,
    `Authorization: Bearer ${ADMIN_KEY}`,
  ])
  t.equal(open.status, 200, 'with a key the absolute form is an address like any other')
})

t.test('unusual methods and expectations are answered', async (t) => {
  for (const method of ['TRACE', 'PROPFIND', 'PURGE', 'LINK', 'QUERY', 'M-SEARCH', 'REPORT', 'CONNECT']) {
    for (const path of ['/livez', threadPath('raw'), '/v1/admin/comments', '/nowhere']) {
      refused(
        t,
        await sendRaw(url, [`${method} ${path} HTTP/1.1`, ...CLOSE]),
        `${method} ${path}`,
        [0, 400, 401, 404, 405, 415],
      )
    }
  }
  const length = `Content-Length: ${GOOD.length}`
  const patient = await sendRaw(url, [SUBMIT, ...CLOSE, JSON_TYPE, length, 'Expect: 100-continue'], GOOD)
  t.match(patient.status === 100 ? patient.body : '', /^HTTP\/1\.1 202/, 'go on, and then accepted')
  refused(
    t,
    await sendRaw(url, [SUBMIT, ...CLOSE, JSON_TYPE, length, 'Expect: a-miracle'], GOOD),
    'another expectation',
    [417],
  )
  const upgrade = await sendRaw(url, ['GET /livez HTTP/1.1', 'Host: x', 'Connection: upgrade, close', 'Upgrade: h2c'])
  t.equal(upgrade.status, 200, 'an offer of another protocol is declined by going on')
  const http10 = await sendRaw(url, ['GET /livez HTTP/1.0'])
  t.equal(http10.status, 200, 'HTTP/1.0 is served')
})

t.test('many requests on one connection are as many answers', async (t) => {
  const one = `GET ${threadPath('raw')} HTTP/1.1\r\nHost: x\r\n\r\n`
  const last = one.replace('Host: x', 'Host: x\r\nConnection: close')
  const { body } = await sendBytes(url, Buffer.from(one.repeat(9) + last))
  t.equal(body.match(/HTTP\/1\.1 200 OK/g)?.length, 9, 'nine after the first')
})

t.test('who sends too slowly is let go within the limit', async (t) => {
  for (const [name, waiting] of Object.entries(slow)) {
    const { elapsedMs, answer } = await waiting
    t.ok(elapsedMs < LIMITS.http.requestTimeoutMs + 3_000, `${name}: closed after ${Math.round(elapsedMs)} ms`)
    t.match(answer, /^HTTP\/1\.1 4(?:00|08) .*problem\+json/s, name)
  }
  t.equal((await client('/livez')).status, 200)
})
