/** Holds off requests that another site's page makes a moderator's browser send. */

import type { FastifyRequest } from 'fastify'
import { DomainError } from '../domain/errors.js'
import { TransportError } from './problem.js'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
// A form or a beacon can send neither this type nor a header of its own without asking first.
const JSON_TYPE = /^application\/json(?:; ?charset="?utf-8"?)?$/i

/** Whether a method changes anything: GET and its like never do (RFC 9110, 9.2.1). */
export function isChange(request: FastifyRequest): boolean {
  return !SAFE.has(request.method)
}

/** Throws `cross-site-request` unless one of our own pages sent this, and 415 for a body that is not JSON. */
export function requireOwnPage(request: FastifyRequest, publicUrl: string): void {
  const { origin, 'sec-fetch-site': site, 'content-type': type } = request.headers
  // Every browser names the origin of a POST, PUT, PATCH or DELETE that a script sends.
  const isOurs = origin === new URL(publicUrl).origin && (site === undefined || site === 'same-origin')
  if (!isOurs) throw new DomainError('cross-site-request', 'only a page of this service may send this')
  if (type !== undefined && !JSON_TYPE.test(type))
    throw new TransportError('unsupported-media-type', 'Send application/json.')
}
