/** A moderator's own password and one-time codes. */

import Type from 'typebox'
import type { Deps } from '../../../deps.js'
import { confirmCodes, offerCodes, removeCodes, replacePassword } from '../../../lifecycle/change-factors.js'
import { Redacted } from '../../../privacy/redacted.js'
import { showOnce } from '../../../privacy/session-tokens.js'
import { sessionOf } from '../../access.js'
import type { Routes } from '../../typebox.js'
import { ERRORS, PERSON } from './schemas.js'
import { Code, Password } from './session-schema.js'

const TAGS = ['Own account']

export const factorRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.put(
    '/v1/admin/password',
    {
      config: { access: 'session', cache: 'private', reauth: true },
      schema: {
        operationId: 'replacePassword',
        summary: 'Set or change one’s password',
        description: 'Ends one’s other sessions.',
        tags: TAGS,
        security: PERSON,
        body: Type.Object({ password: Password }, { 'x-name': 'NewPassword', additionalProperties: false }),
        response: { 204: Type.Null({ description: 'Changed' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      await replacePassword(deps, sessionOf(request), new Redacted(request.body.password))
      return await reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/admin/totp',
    {
      config: { access: 'session', cache: 'private', reauth: true },
      schema: {
        operationId: 'offerCodes',
        summary: 'A secret for an app that shows one-time codes',
        description: 'In force once a code confirms it. 409 `password-missing` without a password to go with.',
        tags: TAGS,
        security: PERSON,
        response: {
          200: Type.Object(
            {
              secret: Type.String({ description: 'Base32, for typing.' }),
              uri: Type.String({ description: 'The same as an otpauth: address, for a QR code.' }),
            },
            { 'x-name': 'CodeSecret', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { secret, uri } = await offerCodes(deps, sessionOf(request))
      return { secret: showOnce(secret), uri: showOnce(uri) }
    },
  )

  app.put(
    '/v1/admin/totp',
    {
      config: { access: 'session', cache: 'private', reauth: true },
      schema: {
        operationId: 'confirmCodes',
        summary: 'Confirm one-time codes with the first of them',
        tags: TAGS,
        security: PERSON,
        body: Type.Object({ code: Code }, { 'x-name': 'CodeConfirmation', additionalProperties: false }),
        response: { 204: Type.Null({ description: 'In force' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      await confirmCodes(deps, sessionOf(request), request.body.code)
      return await reply.code(204).send(null)
    },
  )

  app.delete(
    '/v1/admin/totp',
    {
      config: { access: 'session', cache: 'private', reauth: true },
      schema: {
        operationId: 'removeCodes',
        summary: 'Do without one-time codes',
        description: '409 `last-factor` when there is no passkey.',
        tags: TAGS,
        security: PERSON,
        response: { 204: Type.Null({ description: 'Removed' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      await removeCodes(deps, sessionOf(request))
      return await reply.code(204).send(null)
    },
  )
}
