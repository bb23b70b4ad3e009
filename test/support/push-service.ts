/** A push service and the browsers behind it, made with nothing but node:crypto: it reads what is sent as RFC 8291 says. */

import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

/** What the service answers next: a status, a redirect to its own /elsewhere, or nothing at all. */
export type Behaviour = number | 'redirect' | 'hang'

export interface Received {
  path: string
  headers: IncomingMessage['headers']
  body: Buffer
}

export interface PushService {
  origin: string
  received: Received[]
  /** The next answers to what comes for a path; after them, 201 again. */
  behave: (path: string, ...behaviours: Behaviour[]) => void
}

export async function startPushService(t: Test): Promise<PushService> {
  const received: Received[] = []
  const plans = new Map<string, Behaviour[]>()

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const path = request.url ?? ''
    received.push({ path, headers: request.headers, body: Buffer.concat(chunks) })
    const behaviour = plans.get(path)?.shift() ?? 201
    if (behaviour === 'redirect') response.writeHead(307, { location: '/elsewhere' }).end()
    else if (behaviour !== 'hang') response.writeHead(behaviour).end()
  }
  const server = createServer((request, response) => void answer(request, response).catch(() => {}))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    behave: (path, ...behaviours) => plans.set(path, behaviours),
  }
}

export interface PushBrowser {
  path: string
  /** What `PushSubscription.toJSON()` would give. */
  subscription: { endpoint: string; expirationTime: null; keys: { p256dh: string; auth: string } }
  /** The messages that came for it so far, decrypted. */
  messages: () => Record<string, unknown>[]
}

export function createPushBrowser(service: Pick<PushService, 'origin' | 'received'>): PushBrowser {
  const path = `/send/${randomBytes(16).toString('base64url')}`
  const keys = createECDH('prime256v1')
  keys.generateKeys()
  const auth = randomBytes(16)
  return {
    path,
    subscription: {
      endpoint: `${service.origin}${path}`,
      expirationTime: null,
      keys: { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
    },
    messages: () =>
      service.received
        .filter((message) => message.path === path)
        .map(({ body }) => JSON.parse(decrypt(body, keys, auth)) as Record<string, unknown>),
  }
}

type Keys = ReturnType<typeof createECDH>

/** RFC 8291, 3.4, with the header and the one record of RFC 8188, 2.1. Throws when it was not meant for these keys. */
function decrypt(body: Buffer, keys: Keys, auth: Buffer): string {
  const salt = body.subarray(0, 16)
  const idEnd = 21 + body.readUInt8(20)
  const senderKey = body.subarray(21, idEnd)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), senderKey])
  const material = Buffer.from(hkdfSync('sha256', keys.computeSecret(senderKey), auth, info, 32))
  const derive = (what: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', material, salt, `Content-Encoding: ${what}\0`, bytes))
  const record = body.subarray(idEnd, -16)
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
  decipher.setAuthTag(body.subarray(-16))
  const padded = Buffer.concat([decipher.update(record), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}

/** The claims of a message's VAPID token, and the key that signed it (RFC 8292). Throws when the signature is another's. */
export function readVapid({ headers }: Received): { aud: string; exp: number; sub: string; publicKey: string } {
  const [, token = '', publicKey = ''] = /^vapid t=([^,]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? []
  const [header = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } })
  const isGenuine = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isGenuine) throw new Error('the VAPID token is not signed by its key')
  return {
    ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; exp: number; sub: string }),
    publicKey,
  }
}
