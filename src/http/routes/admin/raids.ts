/** Raids on threads: those that are on, and those that were. */

import Type, { type Static } from 'typebox'
import { listOpenRaids, listRaids, type Raid } from '../../../../db/queries/raids.js'
import type { Deps } from '../../../deps.js'
import { RAID_REASONS } from '../../../domain/raid.js'
import { LIMITS } from '../../../limits.js'
import { principalOf, sitesAskedFor } from '../../access.js'
import { readCursor } from '../../cursor.js'
import { SiteParam } from '../../thread-schema.js'
import { Nullable, OneOf, type Routes, Timestamp } from '../../typebox.js'
import { atId, cutPage, PAGE_QUERY } from './paging.js'
import { ADMIN, ERRORS } from './schemas.js'
import { findVisible } from './sites.js'

const RaidSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    site: Type.String(),
    slug: Type.String(),
    title: Nullable(Type.String({ description: 'Of the thread’s page.' })),
    on: Type.Boolean(),
    reasons: Type.Array(OneOf(RAID_REASONS)),
    signs: Type.Object(
      {
        comments: Type.Integer(),
        newcomers: Type.Integer(),
        copies: Type.Integer(),
        reporters: Type.Integer(),
        withinMinutes: Type.Integer({ description: 'The window in which they are counted.' }),
      },
      { additionalProperties: false, description: 'The most that was counted within the window.' },
    ),
    startedAt: Timestamp,
    lastsUntil: Timestamp,
  },
  { 'x-name': 'Raid', additionalProperties: false },
)

export const raidRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/raids',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'listOpenRaids',
        summary: 'Threads under a raid now, newest first',
        tags: ['Moderation'],
        security: ADMIN,
        querystring: Type.Object(
          { site: Type.Optional(Type.String({ maxLength: 50 })), limit: PAGE_QUERY.limit },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({ raids: Type.Array(RaidSchema) }, { 'x-name': 'OpenRaids', additionalProperties: false }),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { site, limit = LIMITS.admin.pageSize } = request.query
      const now = deps.clock()
      const raids = await listOpenRaids(deps.db, sitesAskedFor(principalOf(request), site), { now, limit })
      return { raids: raids.map((raid) => describe(raid, now)) }
    },
  )

  app.get(
    '/v1/admin/sites/:site/raids',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'listRaids',
        summary: 'Raids on a site’s threads, newest first',
        description:
          'While a raid is on, the form of its thread carries a puzzle, and comments wait for a person with the reason `raid`. It ends by itself.',
        tags: ['Moderation'],
        security: ADMIN,
        params: Type.Object({ site: SiteParam }),
        querystring: Type.Object(
          {
            ...PAGE_QUERY,
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            { raids: Type.Array(RaidSchema), nextCursor: Nullable(Type.String()) },
            { 'x-name': 'Raids', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const site = await findVisible(deps, principalOf(request), request.params.site)
      const { limit = LIMITS.admin.pageSize, cursor } = request.query
      const rows = await listRaids(deps.db, site.id, { before: readCursor(cursor)?.id ?? null, limit: limit + 1 })
      const now = deps.clock()
      const { page, nextCursor } = cutPage(rows, limit, atId)
      return {
        raids: page.map((raid) => describe(raid, now)),
        nextCursor,
      }
    },
  )
}

function describe(raid: Raid, now: Date): Static<typeof RaidSchema> {
  const { id, siteId, slug, title, reasons, signs, startedAt, lastsUntil, endedAt } = raid
  return {
    id,
    site: siteId,
    slug,
    title,
    on: endedAt === null && lastsUntil > now,
    reasons,
    // Raids that began before reports were counted have none.
    signs: { ...signs, reporters: signs.reporters ?? 0, withinMinutes: LIMITS.raid.windowMs / 60_000 },
    startedAt: startedAt.toISOString(),
    lastsUntil: lastsUntil.toISOString(),
  }
}
