/** Who is logged in here, and everything that begins or ends it. */

import { computed, effect, signal } from '@preact/signals'
import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { ApiError, createApiClient } from '../api-client.js'
import { currentLanguage } from './language.js'
import { takePreferencesOf } from './preferences.js'

type Schemas = import('causerie-api').components['schemas']
export type Session = Schemas['Session']

/** undefined: not known yet; null: nobody. */
export const session = signal<Session | null | undefined>(undefined)
/** True when the session ended under the hands of the person: what they were doing stays on the screen. */
export const hasExpired = signal(false)

effect(() => {
  if (session.value) takePreferencesOf(session.value.moderator.id)
})

export const role = computed(() => session.value?.moderator.role ?? 'viewer')
export const isAdmin = computed(() => role.value === 'admin')

const client = createApiClient({ headers: () => ({ 'accept-language': currentLanguage(), ...csrfHeader() }) })

export function csrfHeader(): Record<string, string> {
  const csrf = session.peek()?.csrf
  return csrf === undefined ? {} : { 'x-csrf-token': csrf }
}

/** Asks whether somebody is logged in already. Throws TypeError when nobody answers. */
export async function findSession(): Promise<void> {
  try {
    session.value = await client('get', '/v1/admin/session', {})
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error
    session.value = null
  }
}

/** Takes the answer of whatever began a session. */
export function enter(begun: Session): void {
  session.value = begun
  hasExpired.value = false
}

/** The service no longer knows the session. */
export function expire(): void {
  if (session.peek() === null || session.peek() === undefined) return
  hasExpired.value = true
  session.value = null
}

export async function logIn(proof: { login: string; password: string; code?: string }): Promise<void> {
  enter(await client('post', '/v1/admin/session', { json: proof }))
}

/** Throws DOMException `NotAllowedError` when the person turns the browser's question down. */
export async function logInWithPasskey(): Promise<void> {
  enter(await client('post', '/v1/admin/session/passkey', { json: { response: await askForPasskey() } }))
}

export async function logOut(): Promise<void> {
  await client('delete', '/v1/admin/session', {})
  session.value = null
  hasExpired.value = false
}

export async function proveAgain(proof: { password: string; code?: string } | 'passkey'): Promise<void> {
  const json = proof === 'passkey' ? { response: await askForPasskey() } : proof
  enter(await client('post', '/v1/admin/session/reauthentication', { json }))
}

async function askForPasskey(): Promise<Schemas['PasskeyAnswer']> {
  const options = await client('post', '/v1/admin/session/passkey/options', {})
  const optionsJSON = options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON']
  return (await startAuthentication({ optionsJSON })) as Schemas['PasskeyAnswer']
}

/** Makes a passkey in this browser and hands it in under a name. */
export async function addPasskey(name: string): Promise<void> {
  const options = await client('post', '/v1/admin/passkeys/options', {})
  const optionsJSON = options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON']
  const response = (await startRegistration({ optionsJSON })) as Schemas['NewPasskeyAnswer']
  await client('post', '/v1/admin/passkeys', { json: { name, response } })
  await findSession()
}

/** An app's secret for one-time codes, to be confirmed with the first of them. */
export async function offerCodes(): Promise<Schemas['CodeSecret']> {
  return await client('post', '/v1/admin/totp', {})
}

export async function confirmCodes(code: string): Promise<void> {
  await client('put', '/v1/admin/totp', { json: { code } })
  await findSession()
}

/** What an invitation, or the link of the first start, offers. Throws ApiError `invitation-not-found`. */
export async function findInvitation(token: string): Promise<Schemas['InvitationOffer']> {
  return await client('get', '/v1/admin/invitation', { headers: { authorization: `Bearer ${token}` } })
}

export async function acceptInvitation(token: string, acceptance: Schemas['Acceptance']): Promise<void> {
  enter(
    await client('post', '/v1/admin/invitation', {
      json: acceptance,
      headers: { authorization: `Bearer ${token}` },
    }),
  )
}

/** Whether the service asks to prove again who one is, for a dangerous act. */
export function needsProof(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'reauthentication-required'
}
