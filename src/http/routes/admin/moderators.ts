/** Moderators, as those in charge see them: listed, changed, logged out, removed. */

import Type from 'typebox'
import { insertAct } from '../../../../db/queries/audit.js'
import { findModerator, type ListedModerator, listModerators } from '../../../../db/queries/moderators.js'
import { deleteOtherSessions } from '../../../../db/queries/sessions.js'
import type { Deps } from '../../../deps.js'
import type { SiteId } from '../../../domain/comment.js'
import { DomainError } from '../../../domain/errors.js'
import { MODERATOR_ROLES, type ModeratorId } from '../../../domain/moderator.js'
import { changeModerator, removeModerator } from '../../../lifecycle/change-moderator.js'
import { principalOf, requireAllSites } from '../../access.js'
import { Nullable, OneOf, type Routes, Timestamp } from '../../typebox.js'
import { ADMIN, checkSites, ERRORS, SiteList } from './schemas.js'

const TAGS = ['Moderators']
const WHAT = 'manage moderators'
const ModeratorSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String(),
    login: Type.String(),
    role: OneOf(MODERATOR_ROLES),
    sites: SiteList,
    passkeys: Type.Integer({ description: 'How many they have.' }),
    hasPassword: Type.Boolean(),
    hasCodes: Type.Boolean({ description: 'Whether one-time codes go with the password.' }),
    invitations: Type.Integer({ description: 'Open ones that they made: these end with their account or role.' }),
    apiKeys: Type.Integer({ description: 'Live ones that they made: these stay.' }),
    createdAt: Timestamp,
    lastSeenAt: { ...Nullable(Timestamp), description: 'In a session that has not ended; null without any.' },
  },
  { 'x-name': 'Moderator', additionalProperties: false },
)
const Params = Type.Object({ id: Type.String({ format: 'uuid' }) })

export const moderatorRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/moderators',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'listModerators',
        summary: 'Who may log in',
        tags: TAGS,
        security: ADMIN,
        response: {
          200: Type.Object(
            { moderators: Type.Array(ModeratorSchema) },
            { 'x-name': 'Moderators', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      requireAllSites(principalOf(request), WHAT)
      return { moderators: (await listModerators(deps.db, deps.clock())).map(describe) }
    },
  )

  app.patch(
    '/v1/admin/moderators/:id',
    {
      config: { access: 'admin', cache: 'private', reauth: true },
      schema: {
        operationId: 'changeModerator',
        summary: 'Change a moderator’s role or sites',
        description:
          'In force at once, in open sessions too. Who is no longer an admin of all sites loses their open invitations. 409 `last-admin` when nobody else would be an admin of all sites.',
        tags: TAGS,
        security: ADMIN,
        params: Params,
        body: Type.Object(
          { role: Type.Optional(OneOf(MODERATOR_ROLES)), sites: Type.Optional(SiteList) },
          { 'x-name': 'ModeratorChange', additionalProperties: false, minProperties: 1 },
        ),
        response: { 200: ModeratorSchema, ...ERRORS },
      },
    },
    async (request) => {
      requireAllSites(principalOf(request), WHAT)
      const { role, sites } = request.body
      await checkSites(deps, sites ?? null)
      const change = {
        ...(role === undefined ? {} : { role }),
        ...(sites === undefined ? {} : { siteIds: sites as SiteId[] | null }),
      }
      return describe(await changeModerator(deps, readId(request.params), change, principalOf(request)))
    },
  )

  app.delete(
    '/v1/admin/moderators/:id',
    {
      config: { access: 'admin', cache: 'private', reauth: true },
      schema: {
        operationId: 'removeModerator',
        summary: 'End a moderator’s account',
        description:
          'Ends their sessions and open invitations. Their decisions stay under their name, and the API keys they made stay live. 409 `last-admin` when nobody else would be an admin of all sites.',
        tags: TAGS,
        security: ADMIN,
        params: Params,
        response: { 204: Type.Null({ description: 'Removed' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      requireAllSites(principalOf(request), WHAT)
      await removeModerator(deps, readId(request.params), principalOf(request))
      return await reply.code(204).send(null)
    },
  )

  app.delete(
    '/v1/admin/moderators/:id/sessions',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'logOutModerator',
        summary: 'End all sessions of a moderator',
        description: 'The account stays: they may log in again.',
        tags: TAGS,
        security: ADMIN,
        params: Params,
        response: { 204: Type.Null({ description: 'Logged out everywhere' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      requireAllSites(principalOf(request), WHAT)
      const id = readId(request.params)
      if ((await findModerator(deps.db, id, deps.clock())) === undefined)
        throw new DomainError('moderator-not-found', 'there is no moderator of this id')
      await deps.db.transaction().execute(async (trx) => {
        await deleteOtherSessions(trx, id, null)
        await insertAct(trx, { by: principalOf(request), verb: 'sessions.end', at: deps.clock(), subject: id })
      })
      return await reply.code(204).send(null)
    },
  )
}

function readId({ id }: { id: string }): ModeratorId {
  return id.toLowerCase() as ModeratorId
}

function describe(moderator: ListedModerator) {
  const { id, name, login, role, siteIds, passkeys, hasPassword, hasTotp, invitations, apiKeys } = moderator
  return {
    id,
    name,
    login,
    role,
    sites: siteIds,
    passkeys,
    hasPassword,
    hasCodes: hasTotp,
    invitations,
    apiKeys,
    createdAt: moderator.createdAt.toISOString(),
    lastSeenAt: moderator.lastSeenAt?.toISOString() ?? null,
  }
}
