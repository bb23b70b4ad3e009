/**
 * The one way out: a POST to an address that the operator set. https, no redirects, one deadline for everything, a bounded
 * answer, and no private network unless it was allowed: checked on the very address that is connected to.
 */

import type { LookupAddress, LookupOptions } from 'node:dns'
import { lookup as resolve } from 'node:dns'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import ipaddr from 'ipaddr.js'
import { LIMITS } from '../limits.js'

export type OutsideTrouble =
  | 'timeout'
  | 'network'
  | 'private-address'
  | 'redirect'
  | 'too-large'
  | 'status'
  | 'throttled'
  | 'answer'
  | 'config-error'
  | 'circuit-open'
  | 'budget'

/** A helper did not help. Its message holds nothing of what was sent or came back. */
export class OutsideError extends Error {
  override name = 'OutsideError'
  readonly code: OutsideTrouble
  /** When the other side asked to be left alone for a while. */
  readonly retryAfterMs: number | null

  constructor(code: OutsideTrouble, retryAfterMs: number | null = null) {
    super(`an outside helper failed: ${code}`)
    this.code = code
    this.retryAfterMs = retryAfterMs
  }
}

export interface OutsideRequest {
  url: URL
  headers: Record<string, string>
  body: string
  timeoutMs: number
  /** Whether plain http and addresses of private networks are allowed, as for a model on this machine. */
  isPrivateAllowed: boolean
}

export interface OutsideAnswer {
  headers: IncomingMessage['headers']
  body: string
}

/** Sends and reads the answer whole. Throws OutsideError for everything but a 2xx. */
export async function askOutside(ask: OutsideRequest): Promise<OutsideAnswer> {
  const { url, isPrivateAllowed } = ask
  if (!isPrivateAllowed && url.protocol !== 'https:') throw new OutsideError('private-address')
  // A literal address is never looked up.
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (!isPrivateAllowed && ipaddr.isValid(literal) && !isPublic(literal)) throw new OutsideError('private-address')

  return await new Promise((resolveAnswer, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp
    const request = send(url, {
      method: 'POST',
      headers: { ...ask.headers, 'content-length': Buffer.byteLength(ask.body) },
      agent: false,
      ...(isPrivateAllowed ? {} : { lookup: lookupPublic }),
    })
    const fail = (error: OutsideError): void => {
      clearTimeout(deadline)
      reject(error)
      request.destroy()
    }
    // One clock for connecting, sending and a drip of an answer alike.
    const deadline = setTimeout(() => fail(new OutsideError('timeout')), ask.timeoutMs)
    request.on('error', (error) => fail(error instanceof OutsideError ? error : new OutsideError('network')))
    request.on('response', (response) => {
      const trouble = troubleOf(response)
      if (trouble !== undefined) {
        fail(trouble)
        return
      }
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > LIMITS.helpers.answerBytes) fail(new OutsideError('too-large'))
        else chunks.push(chunk)
      })
      // A connection that ends early ends the answer too, without its end.
      response.on('close', () => {
        if (!response.complete) fail(new OutsideError('network'))
      })
      response.on('error', () => fail(new OutsideError('network')))
      response.on('end', () => {
        clearTimeout(deadline)
        resolveAnswer({ headers: response.headers, body: Buffer.concat(chunks).toString('utf8') })
      })
    })
    request.end(ask.body)
  })
}

function troubleOf({ statusCode = 0, headers }: IncomingMessage): OutsideError | undefined {
  if (statusCode >= 200 && statusCode < 300) return undefined
  if (statusCode >= 300 && statusCode < 400) return new OutsideError('redirect')
  if (statusCode === 429) return new OutsideError('throttled', readRetryAfter(headers['retry-after']))
  if (statusCode === 401 || statusCode === 403) return new OutsideError('config-error')
  return new OutsideError('status')
}

/** Seconds or a date (RFC 9110, 10.2.3), at most LIMITS.helpers.retryAfterMaxMs. */
function readRetryAfter(value: string | undefined): number | null {
  if (value === undefined) return null
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LIMITS.helpers.retryAfterMaxMs) : null
}

export function isPublic(address: string): boolean {
  // process() turns an IPv4 address written as IPv6 back, so that it cannot hide.
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

/** Looks a name up and hands on public addresses alone: what is connected to is what was checked. */
function lookupPublic(
  host: string,
  options: LookupOptions,
  done: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
): void {
  resolve(host, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error !== null || first === undefined) done(new OutsideError('network'), '')
    // One private address among several is a trick, not a mistake.
    else if (!addresses.every(({ address }) => isPublic(address))) done(new OutsideError('private-address'), '')
    else if (options.all === true) done(null, addresses)
    else done(null, first.address, first.family)
  })
}
