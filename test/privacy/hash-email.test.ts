import t from 'tap'
import { createHashEmail } from '../../src/privacy/hash-email.js'
import { Redacted } from '../../src/privacy/redacted.js'

const SITE = { keySeed: '018f3c2e-0000-7000-8000-000000000001' }
const OTHER_SITE = { keySeed: '018f3c2e-0000-7000-8000-000000000002' }
const PEPPER = 'a pepper for golden vectors, 32+ bytes'

const hashWith = createHashEmail(new Redacted(Buffer.from(PEPPER)))

function hash(address: string, site = SITE): { email: string; domain: string } {
  const { emailHash, domainHash } = hashWith(site, new Redacted(address))
  return { email: emailHash.toString('hex'), domain: domainHash.toString('hex') }
}

// Made with another implementation (Python's hmac): a changed hash would separate every author from their record.
const GOLDEN = {
  'ann@example.org': {
    email: 'bd3b1c6a14f3f9aa3d10d16d2510d60c43ed9d1e84ea5a2487956f91824a6643',
    domain: 'ede8c7fa9a81f88a4e15067c6def27ed5702ff8508a5465a1c22725c64b28be9',
  },
  'renée@bücher.example': {
    email: '7f8125adca8cacec744a6825f1ef6e071c60b22544c8cf03f90c846bba773570',
    domain: '0ff764302bd1bf0971d4e679bac8eac8c0adca4208a4363eafa42c5de3029bc3',
  },
  'a.b+tag@mail.example.org': {
    email: '073d58958986f108351138ad5f7e38faadb7a426c7bd1035ef9cfc6157c956f7',
    domain: 'd4717a10bfa1c322be01434b6f62f7defa3a4a270be1b1dcd6c186f69819caac',
  },
}

const SAME_PERSON = [
  ['ann@example.org', 'Ann@Example.ORG', '  ann@example.org ', '\tann@example.org\n', 'ANN@EXAMPLE.ORG'],
  ['renée@bücher.example', 'rene\u0301e@bücher.example', 'RENÉE@BÜCHER.example', 'renée@xn--bcher-kva.example'],
  ['léa@例え.example', 'LÉA@xn--r8jz45g.example', 'le\u0301a@例え.example'],
]

const DIFFERENT_PEOPLE = [
  'ann.lee@example.org',
  'annlee@example.org',
  'a.nnlee@example.org',
  'annlee+blog@example.org',
  'annlee@example.com',
  'annlee@mail.example.org',
  'ann_lee@example.org',
]

t.test('the hash of an address is the same for ever', async (t) => {
  for (const [address, expected] of Object.entries(GOLDEN)) t.strictSame(hash(address), expected, address)
})

t.test('one address has one hash, however it is written', async (t) => {
  for (const spellings of SAME_PERSON) {
    t.equal(new Set(spellings.map((spelling) => hash(spelling).email)).size, 1, spellings.join())
  }
})

t.test('no two people are merged: dots and plus tags count', async (t) => {
  t.equal(new Set(DIFFERENT_PEOPLE.map((address) => hash(address).email)).size, DIFFERENT_PEOPLE.length)
})

t.test('addresses of one mail domain share its hash and nothing else', async (t) => {
  const ann = hash('ann@example.org')
  const bob = hash('bob@EXAMPLE.org')
  t.equal(ann.domain, bob.domain)
  t.not(ann.email, bob.email)
  t.not(ann.domain, hash('ann@mail.example.org').domain)
})

t.test('nobody is followed from site to site, nor under another pepper', async (t) => {
  const here = hash('ann@example.org')
  const there = hash('ann@example.org', OTHER_SITE)
  const elsewhere = createHashEmail(new Redacted(Buffer.from(PEPPER.toUpperCase())))
  const { emailHash, domainHash } = elsewhere(SITE, new Redacted('ann@example.org'))
  t.equal(new Set([here.email, there.email, emailHash.toString('hex')]).size, 3)
  t.equal(new Set([here.domain, there.domain, domainHash.toString('hex')]).size, 3)
})

t.test('what is no address is refused by name, and never repeated', async (t) => {
  const wrong = [
    '',
    '   ',
    'ann',
    'ann@',
    '@example.org',
    'ann@localhost',
    'ann lee@example.org',
    'ann@exa mple.org',
    'ann@@example.org',
    '.ann@example.org',
    'ann.@example.org',
    'an..n@example.org',
    '"ann lee"@example.org',
    'ann@[203.0.113.7]',
    'ann\u0000@example.org',
    'ann\r\nbcc:bob@example.org',
    `${'a'.repeat(65)}@example.org`,
    `ann@${'a'.repeat(64)}.org`,
    `ann@${'abcdefgh.'.repeat(28)}org`,
    '<ann@example.org>',
  ]
  for (const address of wrong) {
    const error = t.throws(
      () => hash(address),
      { code: 'invalid-request', fields: [{ field: 'author.email' }] },
      address,
    )
    t.notMatch(JSON.stringify(error), /ann[@ ]|@example/, 'the value is not in the error')
  }
})
