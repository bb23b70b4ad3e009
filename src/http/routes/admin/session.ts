/** Logging in, staying in, proving again who one is, logging out. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { insertAct } from '../../../../db/queries/audit.js'
import { deleteSession } from '../../../../db/queries/sessions.js'
import type { Deps } from '../../../deps.js'
import { labelDevice } from '../../../domain/device-label.js'
import { invalidField } from '../../../domain/errors.js'
import { readLogin } from '../../../domain/moderator.js'
import type { BegunSession } from '../../../lifecycle/begin-session.js'
import { logInWithPasskey, logInWithPassword, reauthenticate, type Visit } from '../../../lifecycle/log-in.js'
import type { AuthenticationResponseJSON } from '../../../privacy/passkeys.js'
import { Redacted } from '../../../privacy/redacted.js'
import { hashToken } from '../../../privacy/session-tokens.js'
import { principalOf, sessionOf } from '../../access.js'
import type { RateLimits } from '../../rate-limits.js'
import { clearSessionCookie, readSessionCookie, sendSessionCookie } from '../../session-cookie.js'
import type { Routes } from '../../typebox.js'
import { ERRORS, PERSON } from './schemas.js'
import { Code, describeSession, PasskeyAnswer, PasskeyOptions, Password, SessionAnswer } from './session-schema.js'

const TAGS = ['Logging in']

export const sessionRoutes: Routes<{ deps: Deps; limits: RateLimits }> = async (app, { deps, limits }) => {
  /** So many log-ins from a network, and fewer to one account: a stranger elsewhere keeps nobody out. */
  const countLogin = async (request: FastifyRequest, reply: FastifyReply, login: string | null): Promise<void> => {
    await limits.count('login', request, reply)
    if (login !== null) await limits.count('login-account', request, reply, login)
  }
  const enter = (reply: FastifyReply, { token, session }: BegunSession) => {
    sendSessionCookie(reply, deps.publicUrl, token)
    return describeSession(deps, session)
  }

  app.get(
    '/v1/admin/session',
    {
      config: { access: 'session', cache: 'private' },
      schema: {
        operationId: 'getSession',
        summary: 'Who is logged in here',
        tags: TAGS,
        security: PERSON,
        response: { 200: SessionAnswer, ...ERRORS },
      },
    },
    async (request) => describeSession(deps, sessionOf(request)),
  )

  app.post(
    '/v1/admin/session',
    {
      config: { access: 'login', cache: 'private' },
      schema: {
        operationId: 'logIn',
        summary: 'Log in with a password',
        description:
          'Sets the session’s cookie. 401 `bad-credentials`; 401 `code-required` when the password is right and a one-time code is needed; 401 `passkey-required` when the account has a passkey and no codes.',
        tags: TAGS,
        body: Type.Object(
          { login: Type.String({ minLength: 1, maxLength: 200 }), password: Password, code: Type.Optional(Code) },
          { 'x-name': 'LogIn', additionalProperties: false },
        ),
        response: { 200: SessionAnswer, ...ERRORS },
      },
    },
    async (request, reply) => {
      const { password, code } = request.body
      const login = readLogin(request.body.login)
      await countLogin(request, reply, login)
      const proof = { login, password: new Redacted(password), ...(code === undefined ? {} : { code }) }
      return enter(reply, await logInWithPassword(deps, proof, visitOf(request, deps.publicUrl)))
    },
  )

  app.delete(
    '/v1/admin/session',
    {
      config: { access: 'session', cache: 'private' },
      schema: {
        operationId: 'logOut',
        summary: 'Log out',
        tags: TAGS,
        security: PERSON,
        response: { 204: Type.Null({ description: 'Logged out' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      const { id } = sessionOf(request)
      await deps.db.transaction().execute(async (trx) => {
        await deleteSession(trx, id, null)
        await insertAct(trx, { by: principalOf(request), verb: 'session.end', at: deps.clock(), subject: id })
      })
      clearSessionCookie(reply, deps.publicUrl)
      return await reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/admin/session/passkey/options',
    {
      config: { access: 'login', cache: 'private' },
      schema: {
        operationId: 'askForPasskey',
        summary: 'Options for logging in, or proving oneself again, with a passkey',
        description: 'For `navigator.credentials.get()`. An answer is taken once, within five minutes.',
        tags: TAGS,
        response: { 200: PasskeyOptions, ...ERRORS },
      },
    },
    async () => ({ ...(await deps.credentials.passkeys.requestOptions(deps.clock())) }),
  )

  app.post(
    '/v1/admin/session/passkey',
    {
      config: { access: 'login', cache: 'private' },
      schema: {
        operationId: 'logInWithPasskey',
        summary: 'Log in with a passkey',
        tags: TAGS,
        body: Type.Object({ response: PasskeyAnswer }, { 'x-name': 'PasskeyLogIn', additionalProperties: false }),
        response: { 200: SessionAnswer, ...ERRORS },
      },
    },
    async (request, reply) => {
      await countLogin(request, reply, null)
      const response = request.body.response as AuthenticationResponseJSON
      return enter(reply, await logInWithPasskey(deps, response, visitOf(request, deps.publicUrl)))
    },
  )

  app.post(
    '/v1/admin/session/reauthentication',
    {
      config: { access: 'session', cache: 'private' },
      schema: {
        operationId: 'reauthenticate',
        summary: 'Prove again who one is, for a dangerous act',
        description: 'Either `password`, with `code` when there are one-time codes, or the `response` of a passkey.',
        tags: TAGS,
        security: PERSON,
        body: Type.Object(
          {
            password: Type.Optional(Password),
            code: Type.Optional(Code),
            response: Type.Optional(PasskeyAnswer),
          },
          { 'x-name': 'Reauthentication', additionalProperties: false },
        ),
        response: { 200: SessionAnswer, ...ERRORS },
      },
    },
    async (request, reply) => {
      const session = sessionOf(request)
      await countLogin(request, reply, session.login)
      const { password, code, response } = request.body
      if ((password === undefined) === (response === undefined))
        throw invalidField('password', 'and response: send one of the two')
      const proof =
        password === undefined
          ? (response as AuthenticationResponseJSON)
          : { password: new Redacted(password), ...(code === undefined ? {} : { code }) }
      return describeSession(deps, await reauthenticate(deps, session, proof))
    },
  )
}

/** What a browser comes with when a session begins. */
export function visitOf(request: FastifyRequest, publicUrl: string): Visit {
  const former = readSessionCookie(request, publicUrl)
  return {
    device: labelDevice(request.headers['user-agent']),
    formerTokenHash: former === undefined ? null : hashToken(former),
  }
}
