/** Every way in which an address can reach the service over HTTP, right or wrong, with the status it ends in. */

import type { RequestOptions } from '../support/client.js'
import type { Canary } from '../support/leaks.js'

const COMMENTS = '/v1/sites/demo/threads/leaks/comments'
const FORM = 'application/x-www-form-urlencoded'
const HTML = { accept: 'text/html,application/xhtml+xml' }
const ANN = { name: 'Ann' }
const NOBODY = '018f3c2e-1111-7111-8111-111111111111'

export interface Step {
  /** The answer's status. */
  status: number
  target?: string
  /** With an admin key. */
  isAdmin?: boolean
  options: RequestOptions
}

let counter = 0
/** A body that no other comment has: repeated ones would be spam. */
export function freshBody(): string {
  counter += 1
  return `Thought number ${counter}, of ${['bread', 'salt', 'rye', 'yeast', 'water', 'time'][counter % 6]}, for once.`
}

function json(status: number, canary: Canary, change: object = {}, headers: Record<string, string> = {}): Step {
  const author = { ...ANN, email: canary.address }
  return { status, options: { json: { author, body: freshBody(), ...change }, headers } }
}

function raw(status: number, body: string | Buffer, type: string, headers: Record<string, string> = {}): Step {
  return { status, options: { raw: body, headers: { 'content-type': type, ...headers } } }
}

function form(status: number, fields: Record<string, string>, headers: Record<string, string> = {}): Step {
  return raw(
    status,
    new URLSearchParams({ body: freshBody(), 'author.name': 'Ann', ...fields }).toString(),
    FORM,
    headers,
  )
}

/** One list of requests per path, each with a canary of its own; the requests of a list follow each other. */
export const PATHS: Record<string, (canary: Canary) => Step[]> = {
  accepted: (canary) => [json(202, canary)],
  'accepted with spaces around it': ({ address }) => [
    { status: 202, options: { json: { author: { ...ANN, email: ` ${address} ` }, body: freshBody() } } },
  ],
  'form accepted': ({ address }) => [form(303, { 'author.email': address })],
  'sent again with its key': (canary) => {
    const step = json(202, canary, {}, { 'idempotency-key': `key-${counter}` })
    return [step, step]
  },
  'another comment under the same key': (canary) => {
    const headers = { 'idempotency-key': `other-${counter}` }
    return [json(202, canary, {}, headers), json(422, canary, {}, headers)]
  },
  'clicked twice': (canary) => {
    const step = json(202, canary)
    return [step, step]
  },
  'in the Idempotency-Key': (canary) => [
    json(202, canary, {}, { 'idempotency-key': canary.address }),
    json(202, canary, {}, { 'idempotency-key': `${canary.address}-1` }),
    json(422, canary, {}, { 'idempotency-key': canary.address }),
    json(400, canary, {}, { 'idempotency-key': `é${canary.address}` }),
  ],
  honeypot: (canary) => [json(202, canary, { website: 'https://robot.example' })],
  'invalid name': (canary) => [
    json(400, canary, { author: { name: '', email: canary.address } }),
    json(400, canary, { author: { name: 'x'.repeat(100), email: canary.address } }),
    json(400, canary, { author: { name: 'a\u202eb', email: canary.address } }),
    json(400, canary, { author: { email: canary.address } }),
  ],
  'invalid website of the author': (canary) => [
    json(400, canary, { author: { ...ANN, email: canary.address, url: 'javascript:alert(1)' } }),
    json(400, canary, { author: { ...ANN, email: canary.address, url: `mailto:${canary.address}` } }),
    json(400, canary, { author: { ...ANN, email: canary.address, url: `https://${canary.address}/` } }),
  ],
  'invalid body': (canary) => [
    json(400, canary, { body: '' }),
    json(400, canary, { body: 'x'.repeat(10_001) }),
    json(400, canary, { body: 'a\u0000b' }),
    json(400, canary, { body: 4711 }),
  ],
  'invalid rest': (canary) => [
    json(400, canary, { parentId: 'no id' }),
    json(400, canary, { page: { url: 'no address' } }),
    json(400, canary, { page: { title: 'x'.repeat(301) } }),
    json(400, canary, { formToken: canary.address.repeat(10) }),
    json(400, canary, { website: 'x'.repeat(2_001) }),
    json(400, canary, { email: canary.address }),
    json(400, canary, { [canary.address]: canary.address }),
    json(400, canary, { author: { ...ANN, [canary.address]: 1 } }),
  ],
  'forged form token': (canary) => [json(202, canary, { formToken: canary.address })],
  'invalid address': ({ address }) =>
    [`${address}@`, `<${address}>`, `${address} ${address}`, `${address}\u0000`, `x@${address}`, address.repeat(9)].map(
      (email) => ({ status: 400, options: { json: { author: { ...ANN, email }, body: freshBody() } } }),
    ),
  'address of the wrong type': ({ address }) =>
    [[address], { [address]: address }, { toString: address }].map((email) => ({
      status: 400,
      options: { json: { author: { ...ANN, email }, body: freshBody() } },
    })),
  'malformed JSON': ({ address }) => [
    raw(400, `{"author":{"name":"Ann","email":"${address}`, 'application/json'),
    raw(400, `{"author":{"name":"Ann","email":${address}}}`, 'application/json'),
    raw(400, Buffer.from(`{"author":{"email":"${address}\xff"}}`, 'latin1'), 'application/json'),
    raw(400, `{"__proto__":{"email":"${address}"}}`, 'application/json'),
    raw(400, `${'['.repeat(50)}"${address}"${']'.repeat(50)}`, 'application/json'),
    raw(400, `"${address}"`, 'application/json'),
    raw(400, `["${address}"]`, 'application/json'),
  ],
  'wrong content type': ({ address }) => [
    raw(415, `{"author":{"email":"${address}"}}`, 'text/plain'),
    raw(415, `--${address}\r\n`, `multipart/form-data; boundary=${address}`),
    raw(415, address, `application/json; charset=${address}`),
    raw(415, address, 'application/json', { 'content-encoding': 'gzip' }),
  ],
  oversize: ({ address }) => [
    raw(413, `{"author":{"email":"${address}"},"body":"${'x'.repeat(140_000)}"}`, 'application/json'),
    raw(413, `author.email=${encodeURIComponent(address)}&body=${'x'.repeat(140_000)}`, FORM),
  ],
  'malformed form': ({ address }) => [
    raw(400, `author.email=${address}%`, FORM),
    raw(400, `author.email=${address}&author.email=${address}`, FORM),
    raw(400, `author=${address}&author.email=${address}`, FORM),
    form(400, { 'author.email': `${address}@` }),
    form(400, { 'author.email': address, [address]: address }),
  ],
  'form shown again': ({ address }) => [
    form(400, { 'author.email': `${address}@` }, HTML),
    form(400, { 'author.email': address, 'author.name': '\u202e' }, HTML),
    form(400, { 'author.email': address, body: '\u200b' }, HTML),
    form(422, { 'author.email': address, parentId: NOBODY }, HTML),
    raw(400, `author.email=${address}%`, FORM, HTML),
  ],
  'unknown site': (canary) => [{ ...json(404, canary), target: '/v1/sites/nowhere/threads/leaks/comments' }],
  'parent not found': (canary) => [json(422, canary, { parentId: NOBODY })],
  'closed thread': (canary) => [{ ...json(409, canary), target: '/v1/sites/demo/threads/closed/comments' }],
  'page of another site': (canary) => [
    json(403, canary, {}, { origin: `https://${canary.domain}` }),
    json(403, canary, {}, { origin: canary.address }),
  ],
  'in headers': (canary) => [
    json(
      202,
      canary,
      {},
      {
        'user-agent': `Mozilla/5.0 (${canary.address})`,
        referer: `https://blog.example/?email=${canary.address}`,
        'x-forwarded-for': `${canary.address}, 10.0.0.1`,
        forwarded: `for="${canary.address}"`,
        'x-real-ip': canary.address,
        'x-request-id': canary.address,
        'accept-language': canary.address,
        cookie: `email=${canary.address}`,
        from: canary.address,
      },
    ),
  ],
  'in the query': (canary) => [
    { ...json(202, canary), target: `${COMMENTS}?email=${encodeURIComponent(canary.address)}` },
    { status: 400, target: `/v1/sites/demo/threads/leaks?${canary.address}=1`, options: {} },
    { status: 400, target: `/v1/sites/demo/threads/leaks?sort=${canary.address}`, options: {} },
    { status: 400, target: `/v1/sites/demo/threads/leaks?cursor=${canary.address}`, options: {} },
    { status: 400, target: `/v1/sites/demo/counts?slug=${canary.address}`, options: {} },
    { status: 200, target: `/embed/demo/leaks?email=${canary.address}&lang=x@${canary.domain}`, options: {} },
  ],
  'in the path': ({ address, domain }) => [
    { status: 404, target: `/v1/${address}`, options: {} },
    { status: 404, target: `/v1/sites/x@${domain}/threads/leaks`, options: {} },
    { status: 400, target: `/v1/sites/demo/threads/${address}`, options: {} },
    { status: 400, target: `/v1/sites/demo/threads/${address}%zz`, options: {} },
    { status: 400, target: `/embed/demo/${address}`, options: {} },
    { status: 405, target: `/v1/sites/demo/threads/leaks/comments?${address}`, options: { method: 'PUT' } },
  ],
  'as a credential': ({ address }) => [
    { status: 404, target: '/v1/receipt', options: { headers: { authorization: `Bearer ${address}` } } },
    { status: 401, target: '/v1/receipt', options: { headers: { authorization: address } } },
    { status: 401, target: '/v1/admin/comments', options: { headers: { authorization: `Bearer ${address}` } } },
    {
      status: 401,
      target: '/queues',
      options: { headers: { authorization: `Basic ${Buffer.from(`${address}:${address}`).toString('base64')}` } },
    },
  ],
  'banned by an admin': ({ address, domain }) =>
    [
      [201, { site: 'demo', email: address }],
      [201, { site: 'demo', email: ` ${address} `, reason: 'Again.' }],
      [201, { site: 'demo', domain }],
      [400, { site: 'demo', email: `${address}@` }],
      [400, { site: 'demo', domain: address }],
      [400, { site: 'demo', network: address }],
      [400, { site: address, email: address, network: address }],
      [400, { site: 'demo', email: address, effect: address }],
      [400, { site: 'demo', email: address, [address]: address }],
      [404, { site: 'nowhere', email: address }],
    ].map(([status, json]) => ({
      status: Number(status),
      target: '/v1/admin/bans',
      isAdmin: true,
      options: { json },
    })),
  'asked for by an admin': ({ address, domain }) =>
    [
      [200, `/v1/admin/comments?q=${encodeURIComponent(address)}`],
      [400, `/v1/admin/comments?author=${address}`],
      [400, `/v1/admin/comments?cursor=${address}`],
      [400, `/v1/admin/comments/${address}`],
      [404, `/v1/admin/queues/x@${domain}/jobs`],
      [404, `/v1/admin/sites/x@${domain}`],
    ].map(([status, target]) => ({ status: Number(status), target: String(target), isAdmin: true, options: {} })),
}

export { COMMENTS }
