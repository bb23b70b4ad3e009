/** Limits per network and per site: who is held back, what they are told, and that no header talks its way out. */

import t, { type Test } from 'tap'
import { localCounts } from '../../src/http/local-counts.js'
import { LIMITS } from '../../src/limits.js'
import { createAuthenticator } from '../support/authenticator.js'
import { asPage, enterWithCodes, ORIGIN, PASSWORD } from '../support/people.js'
import { asForm, commentsPath, inParallel, isProblem, makeSubmission, threadPath } from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'
import { sendBytes } from '../support/sockets.js'

const { windowMs, submitsPerNetwork, submitsPerSite, readsPerNetwork, failedLoginsPerNetwork, loginsPerAccount } =
  LIMITS.rate
const limited = { hasWorkers: false, config: { isRateLimited: true } }
const proxied = { hasWorkers: false, config: { isRateLimited: true, trustProxy: ['127.0.0.1'] } }

/**
 * Exactly so many are refused when all were sent within one window. A machine so busy that the window ended meanwhile may
 * take more of them.
 */
function wereRefused(t: Test, refused: number, expected: number, startedAt: number): void {
  if (performance.now() - startedAt < windowMs) t.equal(refused, expected)
  else t.ok(refused <= expected, `${refused} refused in more than one window`)
}

/** The address as the proxy in front of us says it. */
const from = (address: string) => ({ 'x-forwarded-for': address })

t.test('a network sends so many comments a minute; then it is told to wait, and for how long', async (t) => {
  const { client } = await startTestService(t, limited)
  const send = (headers: Record<string, string> = {}) => client(commentsPath('x'), { json: makeSubmission(), headers })
  for (let left = submitsPerNetwork - 1; left >= 0; left -= 1) {
    const { status, headers } = await send()
    t.equal(status, 202)
    t.equal(headers.get('ratelimit-policy'), `"submit";q=${submitsPerNetwork};w=60`)
    t.match(headers.get('ratelimit'), new RegExp(`^"submit";r=${left};t=(?:60|[1-5]?[0-9])$`))
  }
  const refused = await send()
  isProblem(t, refused, 429)
  t.match(refused.body, {
    type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
    'violated-policies': ['submit'],
  })
  const wait = Number(refused.headers.get('retry-after'))
  t.ok(wait >= 1 && wait <= 60, `wait ${wait} s`)
  t.match(refused.headers.get('ratelimit'), '"submit";r=0;')
  t.equal(refused.headers.get('cache-control'), 'no-store')

  // None of these is believed: no proxy was named.
  for (const name of [
    'x-forwarded-for',
    'forwarded',
    'x-real-ip',
    'x-client-ip',
    'true-client-ip',
    'cf-connecting-ip',
    'fastly-client-ip',
    'x-cluster-client-ip',
    'x-originating-ip',
    'client-ip',
    'via',
  ]) {
    const { status } = await send({ [name]: name === 'forwarded' ? 'for=203.0.113.9' : '203.0.113.9' })
    t.equal(status, 429, name)
  }
  const page = await client(commentsPath('x'), asForm({ body: 'x' }, { accept: 'text/html' }))
  t.match({ status: page.status, type: page.headers.get('content-type') }, { status: 429, type: /^text\/html/ })
  t.ok(page.headers.get('retry-after'))
  t.equal((await client(threadPath('x'))).status, 200, 'reading goes on')
})

t.test('a proxy that was named is believed, and a network is a /24 or a /64', async (t) => {
  const { client, admin } = await startTestService(t, proxied)
  const send = (address: string) => client(commentsPath('x'), { json: makeSubmission(), headers: from(address) })
  const fill = async (addresses: string[]) => {
    const answers = await inParallel(addresses.map((address) => () => send(address)))
    return answers.filter(({ status }) => status === 202).length
  }
  const many = Array.from({ length: submitsPerNetwork + 10 }, (_, n) => n)
  t.equal(await fill(many.map((n) => `203.0.113.${n + 1}`)), submitsPerNetwork, 'neighbours share a limit')
  t.equal((await send('203.0.114.1')).status, 202, 'the next network has its own')
  t.equal((await send('::ffff:203.0.113.200')).status, 429, 'the same address written as IPv6')
  t.equal((await send('198.51.100.1, 203.0.113.7')).status, 429, 'what a client put before it counts for nothing')
  t.equal(await fill(many.map((n) => `2001:db8:1:2:${n.toString(16)}::${n}`)), submitsPerNetwork, 'a /64 is one')
  t.equal((await send('2001:db8:1:3::1')).status, 202)
  t.equal(await fill(many.map((n) => `nonsense-${n}`)), submitsPerNetwork, 'what is no address is one too')

  const strangers = await inParallel(
    many.map((n) => () => client('/v1/admin/comments', { headers: from(`192.0.2.${n}`) })),
  )
  t.equal(strangers.filter(({ status }) => status === 401).length, failedLoginsPerNetwork)
  t.equal(strangers.filter(({ status }) => status === 429).length, many.length - failedLoginsPerNetwork)
  t.equal(
    (await admin('/v1/admin/comments', { headers: from('192.0.2.1') })).status,
    200,
    'a key that counts is let in',
  )
  t.equal((await client('/queues', { headers: from('192.0.2.1') })).status, 429, 'the board shares the count')
  t.equal((await client('/metrics', { headers: from('192.0.2.1') })).status, 429)
})

t.test('a site takes so many comments a minute from all networks together', async (t) => {
  const { client, runtime } = await startTestService(t, proxied)
  await createSite(runtime, 'quiet')
  const send = (n: number, site: string) =>
    client(commentsPath('x', site), {
      json: makeSubmission({ body: `Comment ${n % 7}` }),
      headers: from(`10.${n >> 8}.${n & 255}.1`),
    })
  const startedAt = performance.now()
  const answers = await inParallel(Array.from({ length: submitsPerSite + 20 }, (_, n) => () => send(n, 'demo')))
  const refused = answers.filter(({ status }) => status === 429)
  wereRefused(t, refused.length, 20, startedAt)
  if (refused.length > 0) t.match(refused[0]?.body, { 'violated-policies': ['submit-site'] })
  t.equal((await send(5_000, 'quiet')).status, 202, 'another site goes on')
})

t.test('requests that come at the same moment are counted one by one', async (t) => {
  const { url } = await startTestService(t, limited)
  const requests = Array.from({ length: submitsPerNetwork + 10 }, (_, n) => {
    const body = JSON.stringify(makeSubmission({ body: `Comment ${n}` }))
    const isLast = n === submitsPerNetwork + 9
    return [
      `POST ${commentsPath('x')} HTTP/1.1`,
      'host: localhost',
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      `connection: ${isLast ? 'close' : 'keep-alive'}`,
      '',
      body,
    ].join('\r\n')
  })
  // All in one piece: the service has read the last before it has looked at the first.
  const { status, body } = await sendBytes(url, Buffer.from(requests.join('')), 30_000)
  const statuses = [status, ...[...body.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, code]) => Number(code))]
  t.equal(statuses.filter((code) => code === 202).length, submitsPerNetwork)
  t.equal(statuses.filter((code) => code === 429).length, 10)
})

t.test('a window ends by its clock, and what was not asked for the longest is forgotten first', async (t) => {
  let nowMs = 1_000
  const Counts = localCounts({ now: () => nowMs, keysMax: 2 })
  const counts = new Counts()
  const count = (key: string): { current: number; ttl: number } => {
    const found = { current: 0, ttl: 0 }
    counts.incr(key, (_error, result) => Object.assign(found, result), 60_000)
    return found
  }
  t.strictSame(count('a'), { current: 1, ttl: 60_000 })
  nowMs += 59_999
  t.strictSame(count('a'), { current: 2, ttl: 1 })
  nowMs += 1
  t.strictSame(count('a'), { current: 1, ttl: 60_000 })
  count('b')
  t.equal(count('a').current, 2)
  count('c')
  t.equal(count('a').current, 3, 'asked for a moment ago')
  t.equal(count('b').current, 1, 'forgotten')
  t.equal(new Counts().child().counts.size, 0)
})

t.test('asking for addresses that do not exist is limited like reading', async (t) => {
  const { client } = await startTestService(t, limited)
  const ask = async () => (await client('/v1/nothing')).status
  const startedAt = performance.now()
  const codes = await inParallel(Array.from({ length: readsPerNetwork + 1 }, () => ask))
  wereRefused(t, codes.filter((code) => code === 429).length, 1, startedAt)
  t.ok(codes.every((code) => code === 404 || code === 429))
})

t.test('trying keys through Akismet’s protocol is limited like any log-in', async (t) => {
  const { client } = await startTestService(t, limited)
  const attempt = () => client('/1.1/verify-key', asForm({ api_key: 'guessed', blog: 'https://example.org' }))
  for (let left = failedLoginsPerNetwork; left > 0; left -= 1) t.equal((await attempt()).status, 200)
  isProblem(t, await attempt(), 429)
})

t.test('guessing at one account is held back where it comes from, and keeps its owner out nowhere', async (t) => {
  const service = await startTestService(t, proxied)
  const { codeAt } = await enterWithCodes(service, { role: 'moderator', login: 'ada' })
  const send = (address: string, json: Record<string, unknown>, target = '/v1/admin/session') =>
    asPage(service.url, from(address))(target, { json })
  const guess = { login: 'ada', password: 'not the one at all' }
  const right = { login: ' ADA', password: PASSWORD, code: codeAt(1) }
  const guesses = await Promise.all(Array.from({ length: loginsPerAccount }, () => send('203.0.113.1', guess)))
  t.ok(
    guesses.every(({ status }) => status === 401),
    'so many are looked at',
  )
  const refused = await send('203.0.113.2', right)
  t.match(refused, { status: 429, body: { 'violated-policies': ['login-account'] } })
  t.ok(Number(refused.headers.get('retry-after')) > LIMITS.rate.windowMs / 1_000, 'for a quarter of an hour')
  t.equal((await send('198.51.100.1', right)).status, 200, 'the owner, elsewhere')

  // What a network may try in all: passkeys and invitations count with the passwords.
  const passkey = { response: createAuthenticator(ORIGIN).answer({ challenge: 'A'.repeat(43) }) }
  for (let left = failedLoginsPerNetwork - loginsPerAccount - 1; left > 0; left -= 1)
    t.equal((await send('203.0.113.3', passkey, '/v1/admin/session/passkey')).status, 401)
  for (const [json, target] of [
    [passkey, '/v1/admin/session/passkey'],
    [{ login: 'eve', password: PASSWORD }, '/v1/admin/session'],
    [{ login: 'eve', name: 'Eve' }, '/v1/admin/invitation'],
  ] as const)
    t.match(await send('203.0.113.4', json, target), { status: 429, body: { 'violated-policies': ['login'] } }, target)
})
