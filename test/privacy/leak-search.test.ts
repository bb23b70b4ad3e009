/** The test of the address test's search: it sees an address in every disguise, and none where there is none. */

import { createHash } from 'node:crypto'
import t from 'tap'
import { createCanary, createLeakSearch } from '../support/leaks.js'

const canary = createCanary()
const { address, local, domain } = canary
const bystander = createCanary()
const find = createLeakSearch([canary, createCanary()])
const hash = (algorithm: string, text: string) => createHash(algorithm).update(text)

const DISGUISES: Record<string, string | Buffer> = {
  plain: `before ${address} after`,
  'in upper case': address.toUpperCase(),
  'in lower case': address.toLowerCase(),
  'the local part alone': local,
  'the domain alone': `mailto:info@${domain}`,
  'URL-encoded': encodeURIComponent(address),
  'JSON-escaped': address.replace('@', '\\u0040'),
  'HTML-escaped': address.replace('@', '&#64;'),
  reversed: [...address].reverse().join(''),
  hex: Buffer.from(address).toString('hex'),
  'hex in upper case': Buffer.from(address).toString('hex').toUpperCase(),
  base64: Buffer.from(address).toString('base64'),
  'base64, one byte later': Buffer.from(`x${address}yz`).toString('base64'),
  'base64, two bytes later': Buffer.from(`{"${address}"}`).toString('base64url'),
  'UTF-16': Buffer.from(`x${address}`, 'utf16le'),
  'amid binary bytes': Buffer.concat([Buffer.alloc(100_001, 0xff), Buffer.from(local), Buffer.alloc(7)]),
  'MD5, as Gravatar does': hash('md5', address.toLowerCase()).digest('hex'),
  'SHA-1 of what was typed': hash('sha1', ` ${address} `).digest('hex').toUpperCase(),
  'SHA-256 in base64': hash('sha256', address).digest('base64'),
  'SHA-256 in bytes': Buffer.concat([Buffer.from('row'), hash('sha256', address.toLowerCase()).digest()]),
  'SHA-256 of the domain': hash('sha256', domain).digest('hex'),
}

for (const [disguise, text] of Object.entries(DISGUISES)) {
  t.test(`an address is found: ${disguise}`, async (t) => {
    t.ok(find(text).length > 0)
  })
}

t.test('what is not there is not found', async (t) => {
  const innocent = [
    '',
    'Cn-',
    'leak.example',
    bystander.address,
    hash('md5', bystander.address).digest('hex'),
    local.slice(0, -1),
    local.slice(1),
  ]
  for (const text of innocent) t.strictSame(find(text), [], text)
})
