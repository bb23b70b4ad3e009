/** Sessions that have not ended: one's own, and everybody's for those in charge. */

import Type from 'typebox'
import { insertAct } from '../../../../db/queries/audit.js'
import {
  deleteOtherSessions,
  deleteSession,
  type ListedSession,
  listSessions,
} from '../../../../db/queries/sessions.js'
import type { Deps } from '../../../deps.js'
import { DomainError } from '../../../domain/errors.js'
import { endOf, idleSince } from '../../../lifecycle/begin-session.js'
import { type Principal, principalOf, sessionOf } from '../../access.js'
import { type Routes, Timestamp } from '../../typebox.js'
import { ADMIN, ERRORS, PERSON } from './schemas.js'

const TAGS = ['Sessions']
const ListedSessionSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    moderator: Type.Object(
      { id: Type.String({ format: 'uuid' }), name: Type.String() },
      { additionalProperties: false },
    ),
    device: Type.String({ description: 'Families of browser and system, such as `Firefox on Linux`.' }),
    createdAt: Timestamp,
    seenAt: Timestamp,
    expiresAt: { ...Timestamp, description: 'When it ends, if nothing is asked meanwhile.' },
    isCurrent: Type.Boolean({ description: 'The session that asks.' }),
  },
  { 'x-name': 'ListedSession', additionalProperties: false },
)

export const sessionListRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/sessions',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'listSessions',
        summary: 'Where one is logged in, newest first',
        description: 'With `everyone`, for admins of all sites: who is logged in. No address is kept.',
        tags: TAGS,
        security: ADMIN,
        querystring: Type.Object({ everyone: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
        response: {
          200: Type.Object(
            { sessions: Type.Array(ListedSessionSchema) },
            { 'x-name': 'ListedSessions', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const by = principalOf(request)
      const own = by.session?.moderatorId
      const { everyone = false } = request.query
      if (everyone && !isInCharge(by)) throw new DomainError('forbidden', 'only admins of all sites may see this')
      // A key is logged in nowhere.
      if (!everyone && own === undefined) return { sessions: [] }
      const now = deps.clock()
      const sessions = await listSessions(deps.db, everyone ? null : (own ?? null), { now, seenAfter: idleSince(now) })
      return { sessions: sessions.map((session) => describe(session, by.session?.id)) }
    },
  )

  app.delete(
    '/v1/admin/sessions',
    {
      config: { access: 'session', cache: 'private' },
      schema: {
        operationId: 'endOtherSessions',
        summary: 'End one’s other sessions',
        tags: TAGS,
        security: PERSON,
        response: { 204: Type.Null({ description: 'Only this one is left' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      const { moderatorId, id } = sessionOf(request)
      await deps.db.transaction().execute(async (trx) => {
        await deleteOtherSessions(trx, moderatorId, id)
        await insertAct(trx, { by: principalOf(request), verb: 'sessions.end', at: deps.clock(), subject: moderatorId })
      })
      return await reply.code(204).send(null)
    },
  )

  app.delete(
    '/v1/admin/sessions/:id',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'endSession',
        summary: 'End a session',
        description: 'One’s own; admins of all sites may end anybody’s.',
        tags: TAGS,
        security: ADMIN,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 204: Type.Null({ description: 'Ended' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      const by = principalOf(request)
      const own = by.session?.moderatorId
      const mayEnd = own !== undefined || isInCharge(by)
      const id = request.params.id.toLowerCase()
      await deps.db.transaction().execute(async (trx) => {
        if (!mayEnd || !(await deleteSession(trx, id, isInCharge(by) ? null : (own ?? null))))
          throw new DomainError('session-not-found', 'there is no session of this id that you may end')
        await insertAct(trx, { by: principalOf(request), verb: 'session.end', at: deps.clock(), subject: id })
      })
      return await reply.code(204).send(null)
    },
  )
}

function isInCharge({ role, siteIds }: Principal): boolean {
  return role === 'admin' && siteIds === null
}

function describe(session: ListedSession, currentId: string | undefined) {
  const { id, moderatorId, name, device, createdAt, seenAt } = session
  return {
    id,
    moderator: { id: moderatorId, name },
    device,
    createdAt: createdAt.toISOString(),
    seenAt: seenAt.toISOString(),
    expiresAt: endOf(session).toISOString(),
    isCurrent: id === currentId,
  }
}
