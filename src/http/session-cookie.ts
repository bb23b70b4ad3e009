/** The one cookie of this service: a moderator's session token. Readers never get it. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import { LIMITS } from '../limits.js'
import { Redacted } from '../privacy/redacted.js'
import { SESSION_TOKEN, showOnce } from '../privacy/session-tokens.js'

/**
 * The name's prefix makes browsers refuse the cookie unless it is Secure, for this host alone and for all of its paths
 * (RFC 6265bis, 4.1.3). It cannot be set over plain http, where a developer's machine goes without.
 */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-causerie' : 'causerie'
}

/** The token a request brings, if it has the form of one. Two cookies of the name are none: one of them is not ours. */
export function readSessionCookie(request: FastifyRequest, publicUrl: string): Redacted | undefined {
  const name = `${sessionCookieName(publicUrl)}=`
  const values = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(name))
  const [value, ...others] = values
  if (value === undefined || others.length > 0) return undefined
  const token = value.slice(name.length)
  return SESSION_TOKEN.test(token) ? new Redacted(token) : undefined
}

export function sendSessionCookie(reply: FastifyReply, publicUrl: string, token: Redacted): void {
  reply.header('set-cookie', cookie(publicUrl, showOnce(token), LIMITS.session.absoluteMs / 1_000))
}

export function clearSessionCookie(reply: FastifyReply, publicUrl: string): void {
  reply.header('set-cookie', cookie(publicUrl, '', 0))
}

function cookie(publicUrl: string, value: string, maxAgeS: number): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${sessionCookieName(publicUrl)}=${value}; Path=/; Max-Age=${maxAgeS}; HttpOnly${secure}; SameSite=Strict`
}
