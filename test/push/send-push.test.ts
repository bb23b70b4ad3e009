/** Sending to addresses that strangers gave: where it goes, where it never goes, and what becomes of it. */

import t from 'tap'
import { isPushEndpoint, isPushHost } from '../../src/domain/push.js'
import { isPublicAddress } from '../../src/privacy/public-address.js'
import { Redacted } from '../../src/privacy/redacted.js'
import { createVapidKeys, newVapidKey, readVapidKeys } from '../../src/privacy/vapid.js'
import { createPushSender } from '../../src/push/send-push.js'
import { createPushBrowser, readVapid, startPushService } from '../support/push-service.js'

const pepper = new Redacted(Buffer.from('the pepper of the tests, which is 32 bytes or more'))
const keys = createVapidKeys({ pepper, configured: null })
const topic = 'a'.repeat(32)

t.test('a message arrives encrypted for its browser and signed by this installation', async (t) => {
  const service = await startPushService(t)
  const browser = createPushBrowser(service)
  const sender = createPushSender({ keys, publicUrl: 'https://comments.example', hosts: [service.origin] })
  const { endpoint, keys: browserKeys } = browser.subscription
  const text = 'Un café, s’il vous plaît'
  t.equal(await sender.send({ endpoint, ...browserKeys }, { payload: { id: 'x', text }, topic }), 'sent')
  t.strictSame(browser.messages(), [{ id: 'x', text }])
  const [received] = service.received
  if (received === undefined) throw new Error('nothing came')
  t.match(received.headers, { ttl: '86400', topic, 'content-encoding': 'aes128gcm', urgency: 'normal' })
  const { aud, exp, sub, publicKey } = readVapid(received)
  t.strictSame([aud, sub, publicKey], [service.origin, 'https://comments.example', sender.publicKey])
  t.ok(exp > Date.now() / 1000 && exp <= Date.now() / 1000 + 86_400)
  t.notOk(received.body.includes('café'), 'nobody on the way can read it')
})

t.test('what a push service answers decides what becomes of it', async (t) => {
  const service = await startPushService(t)
  const sender = createPushSender({ keys, publicUrl: 'http://localhost:8080', hosts: [service.origin] })
  const send = async (behaviour: Parameters<typeof service.behave>[1]) => {
    const browser = createPushBrowser(service)
    service.behave(browser.path, behaviour)
    const { endpoint, keys: browserKeys } = browser.subscription
    return await sender.send({ endpoint, ...browserKeys }, { payload: {}, topic })
  }
  for (const [behaviour, outcome] of [
    [201, 'sent'],
    [204, 'sent'],
    [404, 'gone'],
    [410, 'gone'],
    [400, 'refused'],
    [403, 'refused'],
    [413, 'refused'],
    [429, 'later'],
    [500, 'later'],
    [503, 'later'],
    ['redirect', 'refused'],
    ['hang', 'later'],
  ] as const)
    t.equal(await send(behaviour), outcome, String(behaviour))
  t.notOk(
    service.received.some(({ path }) => path === '/elsewhere'),
    'no redirect is followed',
  )
  const away = { endpoint: 'http://127.0.0.1:9/x', ...createPushBrowser(service).subscription.keys }
  t.equal(
    await createPushSender({ keys, publicUrl: 'http://x', hosts: ['http://127.0.0.1:9'] }).send(away, {
      payload: {},
      topic,
    }),
    'later',
  )
})

t.test('no name leads into our own network, and nothing is sent to who is not on the list', async (t) => {
  const { keys: browserKeys } = createPushBrowser(await startPushService(t)).subscription
  const send = (endpoint: string, hosts: string[]) =>
    createPushSender({ keys, publicUrl: 'https://x.example', hosts }).send(
      { endpoint, ...browserKeys },
      { payload: {}, topic },
    )
  t.equal(await send('https://localhost/x', ['localhost']), 'refused', 'a listed name that means this machine')
  t.equal(await send('https://elsewhere.example/x', []), 'refused')

  for (const address of [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', '::ffff:127.0.0.1', 'ff02::1'],
    ...['::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', 'not an address', ''],
  ])
    t.notOk(isPublicAddress(address), address)
  for (const address of ['142.250.74.42', '2a00:1450:4001:806::200a', '::ffff:142.250.74.42'])
    t.ok(isPublicAddress(address), address)
})

t.test('an endpoint is an address of a push service, by https on its usual port', async (t) => {
  const hosts = ['push.example.org', '*.push.example.net', 'http://127.0.0.1:9000']
  for (const endpoint of [
    'https://fcm.googleapis.com/fcm/send/x',
    'https://updates.push.services.mozilla.com/wpush/v2/x',
    'https://wns2-par02p.notify.windows.com/w/?token=x',
    'https://web.push.apple.com/x',
    'https://push.example.org/x',
    'https://a.push.example.net/x',
    'http://127.0.0.1:9000/x',
  ])
    t.ok(isPushEndpoint(endpoint, hosts), endpoint)
  for (const endpoint of [
    'http://fcm.googleapis.com/x',
    'https://fcm.googleapis.com:8443/x',
    'https://ann@fcm.googleapis.com/x',
    'https://ann:secret@127.0.0.1:9000/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://evil.example/fcm.googleapis.com',
    'https://evilpush.services.mozilla.com/x',
    'https://push.services.mozilla.com/x',
    'https://push.example.net/x',
    'https://127.0.0.1/x',
    'http://127.0.0.1:9001/x',
    'https://127.0.0.1:9000/x',
    'https://[::1]/x',
    'https://169.254.169.254/latest/meta-data',
    'https://2130706433/x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '',
  ])
    t.notOk(isPushEndpoint(endpoint, hosts), endpoint)
  for (const entry of ['push.example.org', '*.example.org', 'http://127.0.0.1:9000']) t.ok(isPushHost(entry), entry)
  for (const entry of ['*', '*.*', 'localhost', 'a b.example', 'https://x.example/path', 'ftp://x.example'])
    t.notOk(isPushHost(entry), entry)
})

t.test('the key pair is the same at every start, and another with another pepper', async (t) => {
  const again = createVapidKeys({ pepper, configured: null })
  t.equal(again.publicKey, keys.publicKey)
  t.match(keys.publicKey, /^B[A-Za-z0-9_-]{86}$/, 'an uncompressed point')
  const other = new Redacted(Buffer.from('another pepper of the tests, which is long enough too'))
  t.not(createVapidKeys({ pepper: other, configured: null }).publicKey, keys.publicKey)
  const configured = new Redacted(newVapidKey())
  t.equal(createVapidKeys({ pepper, configured }).publicKey, readVapidKeys(configured).publicKey)
  t.match(newVapidKey(), /^[A-Za-z0-9_-]{43}$/)
  t.throws(() => readVapidKeys(new Redacted('A'.repeat(43))), 'zero is no private key')
})
