/** An invitation, for whoever holds its token: what it offers, and taking it. */

import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Deps } from '../../../deps.js'
import { DomainError } from '../../../domain/errors.js'
import { MODERATOR_ROLES } from '../../../domain/moderator.js'
import { acceptInvitation, findInvitation } from '../../../lifecycle/accept-invitation.js'
import { Redacted } from '../../../privacy/redacted.js'
import { INVITATION_TOKEN } from '../../../privacy/session-tokens.js'
import type { RateLimits } from '../../rate-limits.js'
import { sendSessionCookie } from '../../session-cookie.js'
import { Nullable, OneOf, type Routes, Timestamp, Typed } from '../../typebox.js'
import { ERRORS } from './schemas.js'
import { visitOf } from './session.js'
import { describeSession, Password, SessionAnswer } from './session-schema.js'

const TAGS = ['Logging in']
const SECURITY = [{ invitation: [] }]

export const invitationRoutes: Routes<{ deps: Deps; limits: RateLimits }> = async (app, { deps, limits }) => {
  app.get(
    '/v1/admin/invitation',
    {
      config: { access: 'invitation', cache: 'private' },
      schema: {
        operationId: 'getInvitation',
        summary: 'What an invitation offers',
        tags: TAGS,
        security: SECURITY,
        response: {
          200: Type.Object(
            {
              name: Type.String({ description: 'How the invited person is called; theirs to change.' }),
              role: OneOf(MODERATOR_ROLES),
              sites: Nullable(Type.Array(Type.String(), { description: 'null: all sites.' })),
              isSetUp: Type.Boolean({ description: 'True for the link of the first start.' }),
              expiresAt: Timestamp,
            },
            { 'x-name': 'InvitationOffer', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { name, role, siteIds, isSetUp, expiresAt } = await findInvitation(deps, readToken(request))
      return { name, role, sites: siteIds, isSetUp, expiresAt: expiresAt.toISOString() }
    },
  )

  app.post(
    '/v1/admin/invitation',
    {
      config: { access: 'login', cache: 'private' },
      schema: {
        operationId: 'acceptInvitation',
        summary: 'Take an invitation: make the account it offers',
        description:
          'Sets the session’s cookie. The account must get a passkey, or a password with one-time codes, before it may do anything else.',
        tags: TAGS,
        security: SECURITY,
        body: Type.Object(
          {
            login: Type.String({ minLength: 1, maxLength: 200, description: 'Not an address: those are not kept.' }),
            name: Typed('line', { minLength: 1, maxLength: 200, description: 'Shown beside decisions.' }),
            password: Type.Optional(Password),
          },
          { 'x-name': 'Acceptance', additionalProperties: false },
        ),
        response: { 200: SessionAnswer, ...ERRORS },
      },
    },
    async (request, reply) => {
      await limits.count('login', request, reply)
      const { login, name, password } = request.body
      const acceptance = { login, name, ...(password === undefined ? {} : { password: new Redacted(password) }) }
      const { device } = visitOf(request, deps.publicUrl)
      const { token, session } = await acceptInvitation(deps, readToken(request), acceptance, device)
      sendSessionCookie(reply, deps.publicUrl, token)
      return describeSession(deps, session)
    },
  )
}

function readToken(request: FastifyRequest): Redacted {
  const [, token = ''] = /^bearer ([\x21-\x7e]{1,200})$/i.exec(request.headers.authorization ?? '') ?? []
  if (token === '') throw new DomainError('unauthorized', 'send the invitation as Authorization: Bearer …')
  if (!INVITATION_TOKEN.test(token))
    throw new DomainError('invitation-not-found', 'this invitation is not known, was used, or is too old')
  return new Redacted(token)
}
