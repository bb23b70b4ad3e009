/** The one place that sends to addresses which strangers gave: to push services only, and never to our own network. */

import { lookup as lookUp } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import webPush from 'web-push'
import { isPushEndpoint, isTrustedOrigin, type PushTarget } from '../domain/push.js'
import { LIMITS } from '../limits.js'
import { isPublicAddress } from '../privacy/public-address.js'
import type { VapidKeys } from '../privacy/vapid.js'

/**
 * `sent`: the push service has it. `gone`: nobody is there any more. `refused`: asking again will not help.
 * `later`: it did not work this time.
 */
export type PushOutcome = 'sent' | 'gone' | 'refused' | 'later'

export interface PushSender {
  publicKey: string
  hosts: readonly string[]
  /** Encrypts and sends a message. Never throws: whatever goes wrong is an outcome. */
  send: (target: PushTarget, message: { payload: object; topic: string }) => Promise<PushOutcome>
}

export function createPushSender(options: {
  keys: VapidKeys
  publicUrl: string
  hosts: readonly string[]
}): PushSender {
  const { keys, hosts } = options
  const vapidDetails = {
    subject: contactOf(options.publicUrl),
    publicKey: keys.publicKey,
    privateKey: keys.privateKey.reveal(),
  }
  return {
    publicKey: keys.publicKey,
    hosts,
    send: async ({ endpoint, p256dh, auth }, { payload, topic }) => {
      // Hosts may have been taken off the list since the subscription was made.
      if (!isPushEndpoint(endpoint, hosts)) return 'refused'
      try {
        const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(payload), {
          vapidDetails,
          TTL: LIMITS.push.keepS,
          urgency: 'normal',
          topic,
        })
        const isTrusted = isTrustedOrigin(endpoint, hosts)
        return outcomeOf(await post(endpoint, details, isTrusted ? undefined : lookUpPublic))
      } catch (error) {
        // A service that is away may be back in a minute; what leads to our own network is no service.
        return error instanceof PrivateAddressError ? 'refused' : 'later'
      }
    },
  }
}

/** RFC 8292, 2.1: a push service wants somebody to write to, by mailto or https. */
function contactOf(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? publicUrl : `mailto:causerie@${new URL(publicUrl).hostname}`
}

/** RFC 8030, 5 and 7.3. Redirects are not followed: the address was checked, and where it points to was not. */
function outcomeOf(statusCode: number): PushOutcome {
  if (statusCode >= 200 && statusCode < 300) return 'sent'
  if (statusCode === 404 || statusCode === 410) return 'gone'
  return statusCode === 429 || statusCode >= 500 ? 'later' : 'refused'
}

/** Sends, and returns the status; the answer itself is not read. Throws when there is none in time. */
function post(
  endpoint: string,
  details: { method: string; headers: object; body: Buffer | null },
  lookup: LookupFunction | undefined,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = endpoint.startsWith('https:') ? requestHttps : requestHttp
    const sending = request(
      endpoint,
      {
        method: details.method,
        headers: { ...details.headers },
        // No connection is kept: an agent would use one again that was made for another check.
        agent: false,
        signal: AbortSignal.timeout(LIMITS.push.sendMs),
        ...(lookup === undefined ? {} : { lookup }),
      },
      (response) => {
        resolve(response.statusCode ?? 0)
        response.destroy()
      },
    )
    sending.on('error', reject)
    sending.end(details.body)
  })
}

class PrivateAddressError extends Error {
  override name = 'PrivateAddressError'
}

/** Looks a host up and lets the connection go to just these addresses: what a name meant a moment ago does not count. */
const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error !== null || first === undefined) callback(error ?? new PrivateAddressError('no address'), '')
    else if (!addresses.every(({ address }) => isPublicAddress(address)))
      callback(new PrivateAddressError('an address of our own network'), '')
    else if (options.all === true) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}
