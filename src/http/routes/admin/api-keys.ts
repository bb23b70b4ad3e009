/** API keys: made, listed, revoked. The key itself is shown once. */

import Type from 'typebox'
import {
  type ApiKey,
  insertApiKey,
  type ListedApiKey,
  listApiKeys,
  revokeApiKey,
} from '../../../../db/queries/api-keys.js'
import { insertAct } from '../../../../db/queries/audit.js'
import type { Deps } from '../../../deps.js'
import { parseName, type SiteId } from '../../../domain/comment.js'
import { DomainError, invalidField } from '../../../domain/errors.js'
import { MODERATOR_ROLES } from '../../../domain/moderator.js'
import { endInvitations } from '../../../lifecycle/end-invitations.js'
import { hashApiKey, newApiKey, showOnce } from '../../../privacy/tokens.js'
import { principalOf, requireAllSites } from '../../access.js'
import { readMoment } from '../../read-moment.js'
import { Nullable, OneOf, type Routes, Timestamp, Typed } from '../../typebox.js'
import { ADMIN, checkSites, ERRORS, SiteList } from './schemas.js'

const KeySchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String(),
    role: OneOf(MODERATOR_ROLES),
    sites: SiteList,
    madeBy: {
      ...Nullable(Type.Object({ id: Type.String(), name: Nullable(Type.String()) }, { additionalProperties: false })),
      description: 'A person, whose name is null once their account has ended, or a key. null: the machine’s operator.',
    },
    createdAt: Timestamp,
    expiresAt: Nullable(Timestamp),
    lastUsedAt: Nullable(Timestamp),
    revokedAt: Nullable(Timestamp),
  },
  { 'x-name': 'ApiKey', additionalProperties: false },
)

export const apiKeyRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/api-keys',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'listApiKeys',
        summary: 'API keys, without the keys',
        tags: ['API keys'],
        security: ADMIN,
        response: {
          200: Type.Object({ apiKeys: Type.Array(KeySchema) }, { 'x-name': 'ApiKeys', additionalProperties: false }),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      requireAllSites(principalOf(request), 'manage API keys')
      return { apiKeys: (await listApiKeys(deps.db)).map(describe) }
    },
  )

  app.post(
    '/v1/admin/api-keys',
    {
      config: { access: 'admin', cache: 'private', reauth: true },
      schema: {
        operationId: 'createApiKey',
        summary: 'Make an API key',
        description: 'The answer is the only time the key is shown.',
        tags: ['API keys'],
        security: ADMIN,
        body: Type.Object(
          {
            name: Typed('line', {
              minLength: 1,
              maxLength: 80,
              description: 'Who uses it: shown beside their decisions.',
            }),
            role: OneOf(MODERATOR_ROLES, {
              description:
                'What the key is for: `viewer` only reads, `moderator` also decides and edits terms, `admin` does everything.',
            }),
            sites: Type.Optional(SiteList),
            expiresAt: Type.Optional(Nullable(Timestamp)),
          },
          { 'x-name': 'NewApiKey', additionalProperties: false },
        ),
        response: {
          201: Type.Object(
            { ...KeySchema.properties, key: Type.String() },
            { 'x-name': 'CreatedApiKey', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request, reply) => {
      requireAllSites(principalOf(request), 'manage API keys')
      const { role, sites = null } = request.body
      const name = parseName(request.body.name, 'name')
      const now = deps.clock()
      const expiresAt = readMoment('expiresAt', request.body.expiresAt)
      if (expiresAt !== null && expiresAt <= now) throw invalidField('expiresAt', 'lies in the past')
      await checkSites(deps, sites)

      const key = newApiKey()
      const by = principalOf(request)
      const row: ApiKey = {
        id: deps.newId(),
        name,
        role,
        siteIds: sites as SiteId[] | null,
        makerId: by.id,
        createdAt: now,
        expiresAt,
        lastUsedAt: null,
        revokedAt: null,
      }
      await deps.db.transaction().execute(async (trx) => {
        await insertApiKey(trx, { ...row, keyHash: hashApiKey(key) })
        const detail = { role, sites }
        await insertAct(trx, { by: principalOf(request), verb: 'key.create', at: now, subject: row.id, detail })
      })
      return await reply.code(201).send({ ...describe({ ...row, makerName: by.name }), key: showOnce(key) })
    },
  )

  app.delete(
    '/v1/admin/api-keys/:id',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'revokeApiKey',
        summary: 'Revoke an API key, at once',
        description: 'Open invitations that it made end with it.',
        tags: ['API keys'],
        security: ADMIN,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 204: Type.Null({ description: 'Revoked' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      requireAllSites(principalOf(request), 'manage API keys')
      const id = request.params.id.toLowerCase()
      await deps.db.transaction().execute(async (trx) => {
        const at = deps.clock()
        if (!(await revokeApiKey(trx, id, at)))
          throw new DomainError('api-key-not-found', 'there is no live API key of this id')
        const by = principalOf(request)
        await insertAct(trx, { by, verb: 'key.revoke', at, subject: id })
        await endInvitations(trx, { makerId: id, because: 'key.revoke', by, at })
      })
      return await reply.code(204).send(null)
    },
  )
}

function describe({ id, name, role, siteIds, makerId, makerName, ...key }: ListedApiKey) {
  const { createdAt, expiresAt, lastUsedAt, revokedAt } = key
  return {
    id,
    name,
    role,
    sites: siteIds,
    madeBy: makerId === null ? null : { id: makerId, name: makerName },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}
