import t from 'tap'
import { createHashNetwork, networkPrefix } from '../../src/privacy/hash-network.js'
import { Redacted } from '../../src/privacy/redacted.js'

const SITE = { keySeed: '018f3c2e-0000-7000-8000-000000000001' }
const OTHER_SITE = { keySeed: '018f3c2e-0000-7000-8000-000000000002' }
const DAY_MS = 86_400_000
const WEEK = 2_865
const NOW = new Date(WEEK * 7 * DAY_MS + DAY_MS / 2)

const network = createHashNetwork(new Redacted(Buffer.from('a pepper for golden vectors, 32+ bytes')))
const hash = (address: string, now = NOW, site = SITE): string => network.forSite(site, address, now).toString('hex')

t.test('the hash of a network is the same for ever', async (t) => {
  t.equal(hash('203.0.113.7'), '92db3842b523e6c9d0ed33b0deda7b88')
  t.equal(hash('2001:db8:1:2::7'), 'de1dc857f725c33e7fac0487da91d02e')
})

t.test('an IPv4 address stands for its /24, an IPv6 address for its /64', async (t) => {
  const table = {
    '203.0.113.7': 'cb0071',
    '203.0.113.255': 'cb0071',
    '203.0.114.7': 'cb0072',
    '::ffff:203.0.113.9': 'cb0071',
    '::ffff:cb00:7109': 'cb0071',
    '2001:db8:1:2:3:4:5:6': '20010db800010002',
    '2001:0DB8:0001:0002::': '20010db800010002',
    '2001:db8:1:3::1': '20010db800010003',
    '::1': '0000000000000000',
  }
  for (const [address, prefix] of Object.entries(table)) t.equal(networkPrefix(address), prefix, address)
  for (const wrong of ['', 'localhost', '203.0.113', '203.0.113.256', 'ann@example.org', '1.2.3.4:80', '[::1]']) {
    t.match(networkPrefix(wrong), /^(?:unknown|[0-9a-f]{6}|[0-9a-f]{16})$/, `${wrong} is not repeated`)
  }
})

t.test('neighbours share a hash, strangers do not', async (t) => {
  t.equal(hash('203.0.113.7'), hash('203.0.113.200'))
  t.equal(hash('203.0.113.7'), hash('::ffff:203.0.113.7'))
  t.not(hash('203.0.113.7'), hash('203.0.112.7'))
  t.equal(hash('2001:db8:1:2::7'), hash('2001:db8:1:2:ffff::'))
  t.not(hash('2001:db8:1:2::7'), hash('2001:db8:1:3::7'))
})

t.test('the hash is another one on every site and in every week', async (t) => {
  t.not(hash('203.0.113.7'), hash('203.0.113.7', NOW, OTHER_SITE))
  t.equal(hash('203.0.113.7'), hash('203.0.113.7', new Date(NOW.getTime() + 6 * DAY_MS)))
  t.not(hash('203.0.113.7'), hash('203.0.113.7', new Date(NOW.getTime() + 7 * DAY_MS)))
})

t.test('a limit’s key changes every day and says nothing of the one in the database', async (t) => {
  const today = network.forLimit('203.0.113.7', NOW)
  t.match(today, /^[\w-]{22}$/)
  t.equal(today, network.forLimit('203.0.113.8', NOW))
  t.not(today, network.forLimit('203.0.113.7', new Date(NOW.getTime() + DAY_MS)))
  t.not(Buffer.from(today, 'base64url').toString('hex'), hash('203.0.113.7'))
})
