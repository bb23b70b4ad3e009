/** A moderator's own passkeys: added, listed, removed. */

import Type from 'typebox'
import { listPasskeys, type Passkey } from '../../../../db/queries/passkeys.js'
import type { Deps } from '../../../deps.js'
import { addPasskey, removePasskey } from '../../../lifecycle/change-factors.js'
import type { RegistrationResponseJSON } from '../../../privacy/passkeys.js'
import { sessionOf } from '../../access.js'
import { Nullable, type Routes, Timestamp, Typed } from '../../typebox.js'
import { ERRORS, PERSON } from './schemas.js'
import { NewPasskeyAnswer, PasskeyOptions } from './session-schema.js'

const TAGS = ['Own account']
const PasskeySchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String(),
    createdAt: Timestamp,
    lastUsedAt: Nullable(Timestamp),
  },
  { 'x-name': 'Passkey', additionalProperties: false },
)

export const passkeyRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.post(
    '/v1/admin/passkeys/options',
    {
      config: { access: 'session', cache: 'private', reauth: true },
      schema: {
        operationId: 'prepareNewPasskey',
        summary: 'Options for a new passkey',
        description: 'For `navigator.credentials.create()`. An answer is taken once, within five minutes.',
        tags: TAGS,
        security: PERSON,
        response: { 200: PasskeyOptions, ...ERRORS },
      },
    },
    async (request) => {
      const { moderatorId: id, login, name } = sessionOf(request)
      const own = await listPasskeys(deps.db, id)
      return { ...(await deps.credentials.passkeys.creationOptions({ id, login, name }, own, deps.clock())) }
    },
  )

  app.post(
    '/v1/admin/passkeys',
    {
      config: { access: 'session', cache: 'private', reauth: true },
      schema: {
        operationId: 'addPasskey',
        summary: 'Add a passkey',
        tags: TAGS,
        security: PERSON,
        body: Type.Object(
          {
            name: Typed('line', { minLength: 1, maxLength: 200, description: 'Which device it is on.' }),
            response: NewPasskeyAnswer,
          },
          { 'x-name': 'NewPasskey', additionalProperties: false },
        ),
        response: { 201: PasskeySchema, ...ERRORS },
      },
    },
    async (request, reply) => {
      const { name } = request.body
      const response = request.body.response as RegistrationResponseJSON
      return await reply.code(201).send(describe(await addPasskey(deps, sessionOf(request), { name, response })))
    },
  )

  app.get(
    '/v1/admin/passkeys',
    {
      config: { access: 'session', cache: 'private' },
      schema: {
        operationId: 'listPasskeys',
        summary: 'One’s passkeys',
        tags: TAGS,
        security: PERSON,
        response: {
          200: Type.Object(
            { passkeys: Type.Array(PasskeySchema) },
            { 'x-name': 'Passkeys', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => ({ passkeys: (await listPasskeys(deps.db, sessionOf(request).moderatorId)).map(describe) }),
  )

  app.delete(
    '/v1/admin/passkeys/:id',
    {
      config: { access: 'session', cache: 'private', reauth: true },
      schema: {
        operationId: 'removePasskey',
        summary: 'Remove a passkey',
        description: '409 `last-factor` when the account could not be opened without it.',
        tags: TAGS,
        security: PERSON,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 204: Type.Null({ description: 'Removed' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      await removePasskey(deps, sessionOf(request), request.params.id.toLowerCase())
      return await reply.code(204).send(null)
    },
  )
}

function describe({ id, name, createdAt, lastUsedAt }: Passkey) {
  return { id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null }
}
