/** Akismet's protocol, asked by a real Akismet client. */

import dns from 'node:dns'
import { AkismetClient } from 'akismet-api'
import t from 'tap'
import { asForm } from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'

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

t.test(
  'a key for all sites finds the one that takes any page of this machine, after those that name the blog',
  async (t) => {
    const { client, runtime, admin } = await startTestService(t, { hasWorkers: false })
    await createSite(runtime, 'workshop')
    await admin('/v1/admin/sites/workshop', { method: 'PATCH', json: { origins: ['http://localhost:4321'] } })
    const { body } = await admin<{ key: string }>('/v1/admin/api-keys', { json: { name: 'all', role: 'moderator' } })
    const teach = (blog: string) =>
      client('/1.1/submit-ham', asForm({ api_key: body.key, blog, user_ip: '192.0.2.1', comment_content: blog }))
    const lessonsOf = async (site: string) =>
      (await admin<{ lessons: number }>(`/v1/admin/sites/${site}/model`)).body.lessons

    for (const blog of [
      'http://localhost:3000',
      'http://127.0.0.1:8080/blog',
      'https://localhost/',
      'http://[::1]:1313',
    ])
      t.equal((await teach(blog)).text, 'Thanks for making the web a better place.', blog)
    t.equal(await lessonsOf('demo'), 4)
    t.equal((await teach('http://localhost:4321/post')).text, 'Thanks for making the web a better place.')
    t.strictSame([await lessonsOf('demo'), await lessonsOf('workshop')], [4, 1], 'who names the blog comes first')
    for (const blog of ['http://localhost.example:3000', 'http://192.168.0.1:3000', 'ftp://localhost'])
      t.equal((await teach(blog)).text, 'invalid', blog)
  },
)

t.test('a trap is what the client sent under that name, and nothing that every object has', async (t) => {
  const { client, admin } = await startTestService(t, { hasWorkers: false })
  const { body } = await admin<{ key: string }>('/v1/admin/api-keys', {
    json: { name: 'my CMS', role: 'moderator', sites: ['demo'] },
  })
  const check = (rest: Record<string, string>) =>
    client(
      '/1.1/comment-check',
      asForm({
        api_key: body.key,
        blog: 'https://blog.example',
        user_ip: '192.0.2.1',
        comment_content: HAM.content,
        ...rest,
      }),
    )
  for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty', 'surname'])
    t.equal((await check({ honeypot_field_name: name })).text, 'false', name)
  t.equal((await check({ honeypot_field_name: 'surname', surname: '' })).text, 'false')
  t.equal((await check({ honeypot_field_name: 'toString', toString: 'filled in' } as never)).text, 'true')
})

t.test('without the submitter’s address there is no verdict and no lesson, and it says so', async (t) => {
  const { client, admin } = await startTestService(t, { hasWorkers: false })
  const { body } = await admin<{ key: string }>('/v1/admin/api-keys', {
    json: { name: 'my CMS', role: 'moderator', sites: ['demo'] },
  })
  const fields = { api_key: body.key, blog: 'https://blog.example', comment_content: HAM.content }
  for (const call of ['comment-check', 'submit-spam', 'submit-ham']) {
    for (const user_ip of [undefined, '', ' ']) {
      const { status, text, headers } = await client(
        `/1.1/${call}`,
        asForm({ ...fields, ...(user_ip === undefined ? {} : { user_ip }) }),
      )
      t.strictSame([status, text], [200, 'invalid'], `${call} with ${JSON.stringify(user_ip)}`)
      t.match(headers.get('x-akismet-debug-help'), /user_ip/)
    }
  }
  t.match((await admin('/v1/admin/sites/demo/model')).body, { lessons: 0 })
  t.equal((await client('/1.1/verify-key', asForm(fields))).text, 'valid', 'a key is checked before anybody comments')
})
