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

t.test(
  'a ban’s hash is the same for ever, and recognises the addresses of its network on its site alone',
  async (t) => {
    const ban = (text: string, site = SITE) => network.forBan(site, new Redacted(text), 'network')
    const hex = (text: string, site = SITE) => ban(text, site).hash.toString('hex')
    t.equal(hex('203.0.113.0/24'), 'c81cfd18d36a12b5fe5afa4ec74d1ab9')
    for (const same of ['203.0.113.77', ' 203.0.113.9/24 ', '::ffff:203.0.113.5'])
      t.equal(hex(same), hex('203.0.113.0/24'), same)
    t.not(hex('203.0.113.0/23'), hex('203.0.112.0/24'))
    t.equal(hex('203.0.113.0/23'), hex('203.0.112.0/23'))
    t.not(hex('203.0.113.0/24', OTHER_SITE), hex('203.0.113.0/24'))
    t.not(hex('203.0.113.0/24'), hash('203.0.113.7'))

    const networkBans = ['203.0.112.0/20', '198.51.100.0/24', '2001:db8:1::/48'].map((text, index) => {
      const { hash: made, prefixBits } = ban(text)
      return { id: String(index), effect: 'reject' as const, hash: made.toString('hex'), prefixBits }
    })
    const find = (address: string, keySeed = SITE.keySeed) => network.findBan({ keySeed, networkBans }, address)?.id
    for (const [address, expected] of [
      ['203.0.112.1', '0'],
      ['203.0.127.255', '0'],
      ['203.0.128.0', undefined],
      ['::ffff:203.0.113.1', '0'],
      ['198.51.100.255', '1'],
      ['198.51.101.0', undefined],
      ['2001:db8:1:ffff::1', '2'],
      ['2001:db8:2::1', undefined],
      ['nonsense', undefined],
    ] as const)
      t.equal(find(address), expected, address)
    t.equal(find('203.0.112.1', OTHER_SITE.keySeed), undefined)
    t.throws(() => ban('203.0.113.0/25'), { message: 'network must be /16 to /24' })
  },
)

t.test('a limit’s key changes every day and says nothing of the one in the database', async (t) => {
  const today = network.forLimit('203.0.113.7', NOW)
  t.match(today, /^[\w-]{22}$/)
  t.equal(today, network.forLimit('203.0.113.8', NOW))
  t.not(today, network.forLimit('203.0.113.7', new Date(NOW.getTime() + DAY_MS)))
  t.not(Buffer.from(today, 'base64url').toString('hex'), hash('203.0.113.7'))
})
