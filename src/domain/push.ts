/** Web Push (RFC 8030): which addresses a subscription may name, and whether its keys are keys at all. */

import { createPublicKey } from 'node:crypto'
import { LIMITS } from '../limits.js'
import { invalidField } from './errors.js'

/** A browser's own address at its push service, and the keys that only it can read with (RFC 8291). */
export interface PushTarget {
  endpoint: string
  p256dh: string
  auth: string
}

/** The push services of Chrome, Firefox, Edge and Safari. `*.` stands for any host below. */
export const KNOWN_PUSH_HOSTS = [
  'fcm.googleapis.com',
  '*.push.services.mozilla.com',
  '*.notify.windows.com',
  'web.push.apple.com',
] as const

const HOST = /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/
const P256DH = /^[A-Za-z0-9_-]{87}=?$/
const AUTH = /^[A-Za-z0-9_-]{22}(?:==)?$/
const UNCOMPRESSED_POINT = 4

/** An entry of PUSH_HOSTS: a host like those above, or a whole origin, which may then be local and without https. */
export function isPushHost(entry: string): boolean {
  return HOST.test(entry) || isOrigin(entry)
}

/** Whether this very origin was named: whoever runs the service vouches for where it leads. */
export function isTrustedOrigin(endpoint: string, hosts: readonly string[]): boolean {
  return hosts.includes(new URL(endpoint).origin)
}

/** Whether the address is one of a push service, by https on its usual port. */
export function isPushEndpoint(endpoint: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname, port, username, password } = new URL(endpoint)
  if (username !== '' || password !== '') return false
  if (isTrustedOrigin(endpoint, hosts)) return true
  return protocol === 'https:' && port === '' && [...KNOWN_PUSH_HOSTS, ...hosts].some((host) => fits(hostname, host))
}

/** Checks a subscription as a browser makes it. Throws `invalid-request` naming the member. */
export function parsePushTarget(target: PushTarget, hosts: readonly string[]): PushTarget {
  const { endpoint, p256dh, auth } = target
  if (endpoint.length > LIMITS.push.endpointLength || !isPushEndpoint(endpoint, hosts))
    throw invalidField('subscription.endpoint', 'is not an address of a push service that this service sends to')
  if (!P256DH.test(p256dh) || !isPoint(Buffer.from(p256dh, 'base64url')))
    throw invalidField('subscription.keys.p256dh', 'is not a public key on the curve P-256')
  if (!AUTH.test(auth)) throw invalidField('subscription.keys.auth', 'is not a secret of 16 bytes')
  return { endpoint: new URL(endpoint).href, p256dh: p256dh.replace(/=+$/, ''), auth: auth.replace(/=+$/, '') }
}

function isOrigin(entry: string): boolean {
  return /^https?:\/\//.test(entry) && URL.canParse(entry) && new URL(entry).origin === entry
}

function fits(hostname: string, host: string): boolean {
  return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host
}

function isPoint(bytes: Buffer): boolean {
  if (bytes[0] !== UNCOMPRESSED_POINT) return false
  const [x, y] = [bytes.subarray(1, 33).toString('base64url'), bytes.subarray(33).toString('base64url')]
  try {
    createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } })
    return true
  } catch {
    // Node says by throwing that the point is not on the curve.
    return false
  }
}
