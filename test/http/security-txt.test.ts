/** Where a finder of a hole is told to write: RFC 9116, made from the settings alone. */

import t from 'tap'
import { LIMITS } from '../../src/limits.js'
import { isProblem } from '../support/requests.js'
import { startTestService } from '../support/service.js'

const ADDRESS = '/.well-known/security.txt'
const DAY_MS = 24 * 60 * 60_000
const service = await startTestService(t, {
  hasWorkers: false,
  config: { publicUrl: 'https://comments.example', securityContact: 'mailto:security@comments.example' },
})
const { databaseUrl } = service

t.test('security.txt names the contact, where it belongs, and until when it holds', async (t) => {
  const { status, headers, text } = await service.client(ADDRESS)
  t.equal(status, 200)
  t.equal(headers.get('content-type'), 'text/plain; charset=utf-8')
  t.match(headers.get('cache-control'), /^public, max-age=\d+$/)
  const fields = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/: (.*)/, 2))
  t.strictSame(
    fields.map(([name]) => name),
    ['Contact', 'Expires', 'Preferred-Languages', 'Canonical'],
  )
  const { Expires = '', ...rest } = Object.fromEntries(fields) as Record<string, string>
  t.strictSame(rest, {
    Contact: 'mailto:security@comments.example',
    'Preferred-Languages': 'en, fr',
    Canonical: `https://comments.example${ADDRESS}`,
  })
  t.match(Expires, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  const leftMs = Date.parse(Expires) - Date.now()
  t.ok(leftMs > LIMITS.securityTxt.validMs - 2 * DAY_MS && leftMs < 365 * DAY_MS, `${leftMs / DAY_MS} days`)
  t.equal((await service.client(ADDRESS, { method: 'HEAD' })).status, 200)
})

t.test('without TLS there is no address that the file may call its own', async (t) => {
  const { client } = await startTestService(t, {
    hasWorkers: false,
    databaseUrl,
    config: { securityContact: 'https://comments.example/security' },
  })
  const { text } = await client(ADDRESS)
  t.match(text, 'Contact: https://comments.example/security\n')
  t.notMatch(text, 'Canonical', 'RFC 9116 takes https alone')
})

t.test('without a contact there is nothing to say', async (t) => {
  const { client } = await startTestService(t, { hasWorkers: false, databaseUrl })
  const answer = await client(ADDRESS)
  isProblem(t, answer, 404)
  t.equal(answer.headers.get('cache-control'), 'no-store', 'so that one set later is seen at once')
})
