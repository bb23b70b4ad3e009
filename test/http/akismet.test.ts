/** Akismet's protocol, asked by a real Akismet client. */

import dns from 'node:dns'
import { AkismetClient } from 'akismet-api'
import t from 'tap'
import { startTestService } from '../support/service.js'

// The client puts the key before the host's name; names under localhost are this machine (RFC 6761), but not to every resolver.
const { lookup } = dns
dns.lookup = ((name: string, ...rest: unknown[]) =>
  Reflect.apply(lookup, dns, [name.endsWith('.localhost') ? '127.0.0.1' : name, ...rest])) as typeof lookup

const SPAM = {
  ip: '192.0.2.1',
  useragent: 'test',
  name: 'Best Online Casino Bonus',
  url: 'https://casino-bonus-online.example',
  content:
    'Win big at the best online casino! Free spins and bonus, visit https://casino-bonus-online.example now, cheap viagra too.',
}
const HAM = {
  ip: '192.0.2.2',
  useragent: 'test',
  name: 'Marie',
  content: 'I tried the second recipe yesterday and my children asked for more; next time I will use less salt.',
}

t.test('a client verifies its key, asks, and teaches', async (t) => {
  const service = await startTestService(t, { hasWorkers: false })
  const { admin } = service
  const { body } = await admin<{ key: string }>('/v1/admin/api-keys', {
    json: { name: 'my CMS', role: 'moderator', sites: ['demo'] },
  })
  const { host } = new URL(service.url.replace('127.0.0.1', 'localhost'))
  const client = new AkismetClient({ key: body.key, blog: 'https://blog.example', host, protocol: 'http' })

  t.equal(await client.verifyKey(), true)
  t.equal(await client.checkSpam(SPAM), true)
  t.equal(await client.checkSpam(HAM), false)
  t.equal(await client.checkSpam({ ...HAM, name: 'viagra-test-123' }), true, 'the protocol’s own test of spam')
  t.equal(await client.checkSpam({ ...SPAM, role: 'administrator' }), false, 'and of ham')
  t.equal(await client.checkSpam({ ...HAM, honeypot: 'filled in by a robot' }), true)

  await client.submitSpam(HAM)
  await client.submitSpam(HAM)
  t.match(
    (await admin('/v1/admin/sites/demo/model')).body,
    { lessons: 1, spamLessons: 1 },
    'the same twice is one lesson',
  )
  await client.submitHam(HAM)
  t.match((await admin('/v1/admin/sites/demo/model')).body, { lessons: 1, spamLessons: 0 }, 'and the later one stands')
  await client.submitSpam({ ...SPAM, isTest: true })
  t.match((await admin('/v1/admin/sites/demo/model')).body, { lessons: 1 }, 'a test teaches nothing')
})

t.test('a wrong key, a viewer’s key and a foreign blog are invalid, and say why', async (t) => {
  const { admin, client } = await startTestService(t, { hasWorkers: false })
  const ask = (parameters: Record<string, string>) =>
    client('/1.1/comment-check', {
      raw: new URLSearchParams({ user_ip: '192.0.2.1', ...parameters }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    })
  const viewer = await admin<{ key: string }>('/v1/admin/api-keys', { json: { name: 'reader', role: 'viewer' } })
  const wide = await admin<{ key: string }>('/v1/admin/api-keys', { json: { name: 'all sites', role: 'moderator' } })

  for (const parameters of [
    { blog: 'https://blog.example' },
    { api_key: 'unknown', blog: 'https://blog.example' },
    { api_key: viewer.body.key, blog: 'https://blog.example' },
    { api_key: wide.body.key, blog: 'https://nobody.example' },
    { api_key: wide.body.key, blog: 'not an address' },
  ]) {
    const { status, text, headers } = await ask(parameters)
    t.strictSame([status, text], [200, 'invalid'])
    t.match(headers.get('x-akismet-debug-help'), /\w/)
  }
})
