/** Moderators who come in over HTTP as the console's pages make a browser do it. */

import { Secret, TOTP } from 'otpauth'
import type { SiteId } from '../../src/domain/comment.js'
import type { ModeratorRole } from '../../src/domain/moderator.js'
import { inviteModerator } from '../../src/lifecycle/invite-moderator.js'
import { type Authenticator, createAuthenticator, type Options } from './authenticator.js'
import { type Answer, type Client, createClient } from './client.js'
import type { Service } from './service.js'

/** The public origin of the test service: what its own pages say. */
export const ORIGIN = 'http://localhost:8080'
export const PASSWORD = 'violet teapots orbit quietly'

export interface SessionBody {
  moderator: { id: string; name: string; login: string; role: string; sites: string[] | null }
  expiresAt: string
  reauthenticatedAt: string
  hasSecondFactor: boolean
  csrf: string
}

export interface Person {
  id: string
  login: string
  /** As a page of the console: with the session's cookie, its CSRF token and its origin. */
  send: Client
  cookie: string
  csrf: string
  authenticator: Authenticator
}

/** Requests of a page that nobody has logged in on. */
export function asPage(url: string, headers: Record<string, string> = {}): Client {
  return createClient(url, { origin: ORIGIN, 'sec-fetch-site': 'same-origin', ...headers })
}

/** The cookie of an answer, as a browser sends it back; throws when there is none. */
export function cookieOf(answer: Answer<unknown>): string {
  const [cookie = ''] = answer.headers.getSetCookie()
  const [pair = ''] = cookie.split(';')
  if (!/^(?:__Host-)?causerie=cs1_/.test(pair)) throw new Error(`no session: ${answer.status} ${answer.text}`)
  return pair
}

/** The client of a session that has just begun. */
export function asSession(url: string, answer: Answer<SessionBody>): { send: Client; cookie: string; csrf: string } {
  const cookie = cookieOf(answer)
  const { csrf } = answer.body
  return { send: asPage(url, { cookie, 'x-csrf-token': csrf }), cookie, csrf }
}

/** The token of a new invitation. */
export async function invite(
  { runtime }: Pick<Service, 'runtime'>,
  offer: { role: ModeratorRole; sites?: string[] | null },
): Promise<string> {
  const siteIds = (offer.sites ?? null) as SiteId[] | null
  return (await inviteModerator(runtime.deps, { name: 'Somebody', role: offer.role, siteIds })).token.reveal()
}

/** Takes an invitation; the account has no second factor yet. */
export async function accept(
  service: Pick<Service, 'runtime' | 'url'>,
  offer: { role: ModeratorRole; sites?: string[] | null; login: string; password?: string },
): Promise<{ id: string; send: Client; cookie: string; csrf: string }> {
  const { login, password } = offer
  const headers = { authorization: `Bearer ${await invite(service, offer)}` }
  const json = { login, name: `Name of ${login}`, ...(password === undefined ? {} : { password }) }
  const answer = await asPage(service.url)<SessionBody>('/v1/admin/invitation', { json, headers })
  return { id: answer.body.moderator.id, ...asSession(service.url, answer) }
}

/** A moderator with a passkey, logged in and free to act. */
export async function enterWithPasskey(
  service: Pick<Service, 'runtime' | 'url'>,
  offer: { role: ModeratorRole; sites?: string[] | null; login: string; password?: string },
): Promise<Person> {
  const session = await accept(service, offer)
  const authenticator = createAuthenticator(ORIGIN)
  const { body: options } = await session.send<Options>('/v1/admin/passkeys/options', { method: 'POST' })
  const json = { name: 'Laptop', response: authenticator.create(options) }
  const { status, text } = await session.send('/v1/admin/passkeys', { json })
  if (status !== 201) throw new Error(`a passkey was answered with ${status} ${text}`)
  return { ...session, login: offer.login, authenticator }
}

/** Logs in with a passkey, as another browser. */
export async function logInWithPasskey(url: string, authenticator: Authenticator): Promise<Answer<SessionBody>> {
  const page = asPage(url)
  const { body: options } = await page<Options>('/v1/admin/session/passkey/options', { method: 'POST' })
  return await page<SessionBody>('/v1/admin/session/passkey', { json: { response: authenticator.answer(options) } })
}

/** A moderator with a password and one-time codes; `codeAt` is the code so many steps from now. */
export async function enterWithCodes(
  service: Pick<Service, 'runtime' | 'url'>,
  offer: { role: ModeratorRole; sites?: string[] | null; login: string },
): Promise<Omit<Person, 'authenticator'> & { codeAt: (steps: number) => string }> {
  const session = await accept(service, { ...offer, password: PASSWORD })
  const { body } = await session.send<{ secret: string }>('/v1/admin/totp', { method: 'POST' })
  const codeAt = codesOf(body.secret)
  const confirmed = await session.send('/v1/admin/totp', { method: 'PUT', json: { code: codeAt(0) } })
  if (confirmed.status !== 204) throw new Error(`a code was answered with ${confirmed.status} ${confirmed.text}`)
  return { ...session, login: offer.login, codeAt }
}

/** An app that shows codes. */
export function codesOf(secret: string): (steps: number) => string {
  return (steps) => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 })
}
