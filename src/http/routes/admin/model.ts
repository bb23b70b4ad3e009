/** What a site's moderators taught the model: how much, how often they overruled it, taken along, forgotten. */

import Type, { type Static } from 'typebox'
import { insertAct } from '../../../../db/queries/audit.js'
import { deleteLessons, describeSiteModel, findCorrection } from '../../../../db/queries/lessons.js'
import { listJudgedByPeople } from '../../../../db/queries/stats.js'
import type { Deps } from '../../../deps.js'
import type { SiteId } from '../../../domain/comment.js'
import { DomainError } from '../../../domain/errors.js'
import { groupBy } from '../../../domain/group-by.js'
import { type JudgedByPeople, summarizeHealth, weekOf } from '../../../domain/model-health.js'
import { LIMITS } from '../../../limits.js'
import { emptyCorrection, packCorrection } from '../../../screening/model/learn.js'
import { guessLanguage } from '../../../screening/text/guess-language.js'
import { maySee, principalOf } from '../../access.js'
import { SiteParam } from '../../thread-schema.js'
import { Nullable, type Routes, Timestamp } from '../../typebox.js'
import { ADMIN, ERRORS } from './schemas.js'

const Params = Type.Object({ site: SiteParam })
const SiteModel = Type.Object(
  {
    site: Type.String(),
    version: Type.String({ description: 'Of the shipped model.' }),
    lessons: Type.Integer({ description: 'Comments whose decision counts in the site’s correction.' }),
    spamLessons: Type.Integer({ description: 'Of these, how many were marked as spam.' }),
    updatedAt: Nullable(Timestamp),
    decisions: Type.Integer({ description: 'Decisions of people.' }),
    overrides: Type.Integer({
      description: 'Of these, how many changed what the filter had approved or taken for spam.',
    }),
  },
  { 'x-name': 'SiteModel', additionalProperties: false },
)
const SiteModelExport = Type.Object(
  {
    site: Type.String(),
    version: Type.String(),
    lessons: Type.Integer(),
    correction: Type.String({
      description: 'Base64 of the packed correction: hashed places and sums of errors, no text.',
    }),
  },
  { 'x-name': 'SiteModelExport', additionalProperties: false },
)

const WEEK_MS = 7 * 86_400_000
const ConfusionSchema = Type.Object(
  {
    truePositives: Type.Integer({ description: 'It would have kept back what people took away for that reason.' }),
    falsePositives: Type.Integer({ description: 'It would have kept back what people published.' }),
    falseNegatives: Type.Integer({ description: 'It would have let pass what people took away for that reason.' }),
    trueNegatives: Type.Integer(),
  },
  { additionalProperties: false },
)
const HealthFiguresSchema = Type.Object(
  {
    name: Type.String({ description: 'The site, a language, or the Monday of a week.' }),
    comments: Type.Integer({ description: 'Comments that both looked at.' }),
    missed: Type.Integer({ description: 'The filter had published them, and people took them away.' }),
    condemned: Type.Integer({ description: 'The filter had put them away, and people published them.' }),
    heldInVain: Type.Integer({ description: 'The filter had left them to people, who published them.' }),
    spamModel: ConfusionSchema,
    toxicityModel: ConfusionSchema,
  },
  { additionalProperties: false },
)
const ModelHealth = Type.Object(
  {
    site: Type.String(),
    version: Type.String({ description: 'Of the shipped model.' }),
    from: Timestamp,
    thresholds: Type.Object({ hold: Type.Number(), conductHold: Type.Number() }, { additionalProperties: false }),
    all: HealthFiguresSchema,
    languages: Type.Array(HealthFiguresSchema),
    weeks: Type.Array(HealthFiguresSchema),
    correction: Type.Object({ lessons: Type.Integer(), bytes: Type.Integer() }, { additionalProperties: false }),
  },
  { 'x-name': 'ModelHealth', additionalProperties: false },
)

export const modelRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  const requireSite = (request: Parameters<typeof principalOf>[0], id: string): Promise<{ id: SiteId }> => {
    if (!maySee(principalOf(request), id as SiteId))
      throw new DomainError('site-not-found', 'there is no site of this id')
    return deps.sites.get(id)
  }

  app.get(
    '/v1/admin/sites/:site/model',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'getSiteModel',
        summary: 'What a site’s moderators taught the spam model',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        response: { 200: SiteModel, ...ERRORS },
      },
    },
    async (request) => {
      const { id } = await requireSite(request, request.params.site)
      const { updatedAt, ...counts } = await describeSiteModel(deps.db, id)
      return { site: id, version: deps.models.model.version, updatedAt: updatedAt?.toISOString() ?? null, ...counts }
    },
  )

  app.get(
    '/v1/admin/sites/:site/model/health',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'getModelHealth',
        summary: 'How often people and the filter disagree',
        description:
          'Told from comments that people decided on after the filter had: mostly those it left to them, so the shares are not those of all comments. Models are held against the site’s thresholds of today. A comment’s language is guessed by its small words; it is the site’s when they do not tell.',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        response: { 200: ModelHealth, ...ERRORS },
      },
    },
    async (request) => {
      const { id } = await requireSite(request, request.params.site)
      const { language: own, policy } = await deps.sites.get(id)
      const { healthWeeks, healthComments } = LIMITS.stats
      const from = new Date(deps.clock().getTime() - healthWeeks * WEEK_MS)
      const rows = await listJudgedByPeople(deps.db, { siteId: id, from, limit: healthComments })
      const by = (key: (row: JudgedByPeople) => string): Static<typeof HealthFiguresSchema>[] =>
        [...groupBy(rows, key)]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, those]) => ({ name, ...summarizeHealth(those, policy.thresholds) }))
      const correction = (await findCorrection(deps.db, id)) ?? emptyCorrection()
      return {
        site: id,
        version: deps.models.model.version,
        from: from.toISOString(),
        thresholds: { hold: policy.thresholds.hold, conductHold: policy.thresholds.conductHold },
        all: { name: id, ...summarizeHealth(rows, policy.thresholds) },
        languages: by(({ body }) => guessLanguage(body, own)),
        weeks: by(({ decidedAt }) => weekOf(decidedAt)),
        correction: { lessons: correction.lessons, bytes: packCorrection(correction).length },
      }
    },
  )

  app.get(
    '/v1/admin/sites/:site/model/export',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'exportSiteModel',
        summary: 'Take a site’s correction along',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        response: { 200: SiteModelExport, ...ERRORS },
      },
    },
    async (request) => {
      const { id } = await requireSite(request, request.params.site)
      const correction = (await findCorrection(deps.db, id)) ?? emptyCorrection()
      return {
        site: id,
        version: deps.models.model.version,
        lessons: correction.lessons,
        correction: Buffer.from(packCorrection(correction)).toString('base64'),
      }
    },
  )

  app.delete(
    '/v1/admin/sites/:site/model',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'resetSiteModel',
        summary: 'Forget what a site’s moderators taught',
        description: 'The shipped model stays. Decisions stay too; later ones teach anew.',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        response: {
          200: Type.Object({ forgotten: Type.Integer() }, { 'x-name': 'SiteModelReset', additionalProperties: false }),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { id } = await requireSite(request, request.params.site)
      const forgotten = await deps.db.transaction().execute(async (trx) => {
        const lessons = await deleteLessons(trx, id)
        const act = { by: principalOf(request), verb: 'model.reset' as const, at: deps.clock(), siteId: id }
        await insertAct(trx, { ...act, detail: { lessons } })
        return lessons
      })
      deps.models.forget(id)
      return { forgotten }
    },
  )
}
