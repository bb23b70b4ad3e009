/** The audit log, for admins: who did what, on what, when. */

import Type from 'typebox'
import { listActs } from '../../../../db/queries/audit.js'
import type { Deps } from '../../../deps.js'
import { ACTOR_KINDS, AUDIT_VERBS } from '../../../domain/audit.js'
import { MODERATOR_ROLES } from '../../../domain/moderator.js'
import { LIMITS } from '../../../limits.js'
import { principalOf, sitesAskedFor } from '../../access.js'
import { readPlace, writePlace } from '../../cursor.js'
import { readMoment } from '../../read-moment.js'
import { Nullable, OneOf, type Routes, Timestamp } from '../../typebox.js'
import { cutPage, PAGE_QUERY } from './paging.js'
import { ADMIN, ERRORS } from './schemas.js'

const AuditAct = Type.Object(
  {
    seq: Type.Integer({ description: 'Its place in the chain.' }),
    at: Timestamp,
    verb: OneOf(AUDIT_VERBS),
    by: Type.Object(
      {
        kind: OneOf(ACTOR_KINDS),
        id: Nullable(Type.String()),
        name: Nullable(Type.String({ description: 'As they are called now.' })),
        role: Nullable(OneOf(MODERATOR_ROLES, { description: 'At the time.' })),
      },
      { additionalProperties: false },
    ),
    site: Nullable(Type.String()),
    subject: Nullable(Type.String({ description: 'Id of what was acted on.' })),
    detail: Nullable(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'Ids, names of settings, numbers; null once blanked.',
      }),
    ),
    hash: Type.String({ description: 'SHA-256 over the act and the hash before it, in hex.' }),
  },
  { 'x-name': 'AuditAct', additionalProperties: false },
)

export const auditRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/audit',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'listActs',
        summary: 'What people and keys did, newest first',
        description:
          'An act is here within a second or two. Seals of automatic decisions are left out unless `verb` asks for them. Who is there for some sites sees the acts on those; log-ins and keys concern no site. `causerie audit verify` checks the chain.',
        tags: ['Audit'],
        security: ADMIN,
        querystring: Type.Object(
          {
            site: Type.Optional(Type.String({ maxLength: 50 })),
            who: Type.Optional(Type.String({ format: 'uuid', description: 'Id of a moderator or a key.' })),
            verb: Type.Optional(OneOf(AUDIT_VERBS)),
            from: Type.Optional(Timestamp),
            to: Type.Optional(Timestamp),
            ...PAGE_QUERY,
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            { acts: Type.Array(AuditAct), nextCursor: Nullable(Type.String()) },
            { 'x-name': 'AuditLog', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { site, who = null, verb = null, from, to, limit = LIMITS.admin.pageSize, cursor } = request.query
      const siteIds = sitesAskedFor(principalOf(request), site)
      const filter = {
        siteIds,
        actorId: who?.toLowerCase() ?? null,
        verb,
        from: readMoment('from', from),
        to: readMoment('to', to),
      }
      const page = { before: readPlace(cursor), limit: limit + 1 }
      const rows = siteIds?.length === 0 ? [] : await listActs(deps.db, filter, page)
      const { page: acts, nextCursor } = cutPage(rows, limit, writePlace)
      return {
        acts: acts.map(({ seq, at, actorKind, actorId, actorName, actorRole, siteId, hash, ...act }) => ({
          ...act,
          seq,
          at: at.toISOString(),
          by: { kind: actorKind, id: actorId, name: actorName, role: actorRole },
          site: siteId,
          hash: hash.toString('hex'),
        })),
        nextCursor,
      }
    },
  )
}
