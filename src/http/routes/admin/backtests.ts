/** What a changed policy would have done: backtests as jobs with progress, and the preview of one term. */

import Type from 'typebox'
import { insertAct } from '../../../../db/queries/audit.js'
import { type Backtest, endBacktest, findBacktest, listDifferences } from '../../../../db/queries/backtests.js'
import type { Deps } from '../../../deps.js'
import { BACKTEST_EFFECTS, BACKTEST_STATES, PEOPLE_OUTCOMES } from '../../../domain/backtest.js'
import { COMMENT_STATUSES, STATUS_ACTIONS } from '../../../domain/comment-status.js'
import { DomainError } from '../../../domain/errors.js'
import { changePolicy, POLICY_REASONS, type PolicyChange } from '../../../domain/policy.js'
import { SITE_LIMITS, type Site } from '../../../domain/site.js'
import type { Term } from '../../../domain/term.js'
import { beginBacktest } from '../../../lifecycle/begin-backtest.js'
import { previewTerm } from '../../../lifecycle/preview-term.js'
import { LIMITS } from '../../../limits.js'
import { principalOf } from '../../access.js'
import { readCursor } from '../../cursor.js'
import { SiteParam } from '../../thread-schema.js'
import { Nullable, OneOf, type Routes, Timestamp } from '../../typebox.js'
import { atId, cutPage, PAGE_QUERY } from './paging.js'
import { ADMIN, ERRORS, PolicySchema, TermSchema } from './schemas.js'
import { checkPolicy, checkTerm, findVisible } from './sites.js'

const { backtest: limits } = LIMITS
const Params = Type.Object({ site: SiteParam, backtest: Type.String({ format: 'uuid' }) })
const Count = Type.Integer({ minimum: 0 })
const PolicyPart = Type.Partial(
  Type.Object({ ...PolicySchema.properties, thresholds: Type.Partial(PolicySchema.properties.thresholds) }),
  { 'x-name': 'PolicyChange', additionalProperties: false },
)

const Summary = Type.Object(
  {
    table: Type.Array(
      Type.Object(
        {
          done: OneOf(STATUS_ACTIONS, { description: 'What the policy of the day did.' }),
          proposed: OneOf(STATUS_ACTIONS, { description: 'What the changed policy would have done.' }),
          comments: Count,
          approvedByPeople: Count,
          removedByPeople: Count,
        },
        { additionalProperties: false },
      ),
    ),
    effects: Type.Object(
      { freed: Count, caught: Count, 'let-through': Count, 'held-back': Count, other: Count },
      {
        additionalProperties: false,
        description:
          'Differences by what people decided: `freed` approved at once what people approved later, `caught` kept back what people removed; `let-through` and `held-back` are the same for the worse; `other`: nobody decided, or readers see no difference.',
      },
    ),
    people: Type.Object(
      { decided: Count, agreedDone: Count, agreedProposed: Count },
      {
        additionalProperties: false,
        description: 'Comments people decided on, and on how many the action was theirs.',
      },
    ),
    shadow: Type.Array(
      Type.Object({ check: Type.String(), comments: Count, wouldChange: Count }, { additionalProperties: false }),
      { description: 'Checks that only recorded, and how often each alone would have changed the action.' },
    ),
    skipped: Type.Integer({ minimum: 0, description: 'Comments that were never decided automatically.' }),
  },
  { additionalProperties: false },
)
const BacktestSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    site: Type.String(),
    state: OneOf(BACKTEST_STATES),
    total: Count,
    done: Count,
    days: Type.Integer(),
    policy: PolicySchema,
    terms: Nullable(Count),
    summary: Summary,
    askedBy: Nullable(Type.String()),
    askedAt: Timestamp,
    finishedAt: Nullable(Timestamp),
    expiresAt: Timestamp,
  },
  { 'x-name': 'Backtest', additionalProperties: false },
)
const Differences = Type.Object(
  {
    differences: Type.Array(
      Type.Object(
        {
          commentId: Type.String({ format: 'uuid' }),
          done: OneOf(STATUS_ACTIONS),
          proposed: OneOf(STATUS_ACTIONS),
          reason: OneOf(POLICY_REASONS, { description: 'Why the changed policy would have acted so.' }),
          people: Nullable(OneOf(PEOPLE_OUTCOMES)),
          effect: OneOf(BACKTEST_EFFECTS),
        },
        { additionalProperties: false },
      ),
    ),
    nextCursor: Nullable(Type.String()),
  },
  { 'x-name': 'BacktestDifferences', additionalProperties: false },
)
const TermPreviewSchema = Type.Object(
  {
    comments: Type.Integer({ description: 'Newest comments that were looked at.' }),
    matches: Type.Integer(),
    newest: Type.Array(
      Type.Object(
        {
          id: Type.String({ format: 'uuid' }),
          slug: Type.String(),
          status: OneOf(COMMENT_STATUSES),
          excerpt: Type.String(),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { 'x-name': 'TermPreview', additionalProperties: false },
)

export const backtestRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  const findOwn = async (site: Site, id: string): Promise<Backtest> => {
    const backtest = await findBacktest(deps.db, site.id, id)
    if (backtest === undefined) throw new DomainError('backtest-not-found', 'there is no backtest of this id')
    return backtest
  }

  app.post(
    '/v1/admin/sites/:site/policy/backtests',
    {
      config: { access: 'moderator', cache: 'private' },
      bodyLimit: LIMITS.admin.termsBytes,
      schema: {
        operationId: 'beginBacktest',
        summary: 'Try a changed policy on past comments',
        description:
          'Takes what was kept of the comments of the last days, and says what the site’s policy with these changes would have done. Changes no comment.',
        tags: ['Sites'],
        security: ADMIN,
        params: Type.Object({ site: SiteParam }),
        body: Type.Object(
          {
            policy: PolicyPart,
            terms: Type.Optional(Type.Array(TermSchema, { maxItems: SITE_LIMITS.terms })),
            days: Type.Optional(Type.Integer({ minimum: 1, maximum: limits.daysMax, default: limits.days })),
          },
          { 'x-name': 'BacktestRequest', additionalProperties: false },
        ),
        response: { 202: BacktestSchema, ...ERRORS },
      },
    },
    async (request, reply) => {
      const by = principalOf(request)
      const site = await findVisible(deps, by, request.params.site)
      const { policy, terms, days = limits.days } = request.body
      const backtest = await beginBacktest(deps, {
        site,
        policy: checkPolicy(changePolicy(site.policy, policy as PolicyChange)),
        terms: terms === undefined ? null : terms.map((term) => ({ ...term, text: checkTerm(term.text) })),
        days,
        by,
      })
      return await reply.code(202).send(describe(backtest))
    },
  )

  app.get(
    '/v1/admin/sites/:site/policy/backtests/:backtest',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'getBacktest',
        summary: 'How far a backtest is, and what it found',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        response: { 200: BacktestSchema, ...ERRORS },
      },
    },
    async (request) => {
      const site = await findVisible(deps, principalOf(request), request.params.site)
      return describe(await findOwn(site, request.params.backtest))
    },
  )

  app.get(
    '/v1/admin/sites/:site/policy/backtests/:backtest/differences',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'listBacktestDifferences',
        summary: 'The comments on which a changed policy would have acted otherwise',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        querystring: Type.Object(
          {
            effect: Type.Optional(OneOf(BACKTEST_EFFECTS)),
            ...PAGE_QUERY,
          },
          { additionalProperties: false },
        ),
        response: { 200: Differences, ...ERRORS },
      },
    },
    async (request) => {
      const site = await findVisible(deps, principalOf(request), request.params.site)
      const { id } = await findOwn(site, request.params.backtest)
      const { effect = null, limit = LIMITS.admin.pageSize, cursor } = request.query
      const after = readCursor(cursor)?.id ?? null
      const rows = await listDifferences(deps.db, id, { effect, after, limit: limit + 1 })
      const { page, nextCursor } = cutPage(rows, limit, ({ commentId }) => atId({ id: commentId }))
      return { differences: page, nextCursor }
    },
  )

  app.delete(
    '/v1/admin/sites/:site/policy/backtests/:backtest',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'cancelBacktest',
        summary: 'Stop a backtest',
        description: 'What it found so far stays until it expires. One that is over is left as it is.',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        response: { 200: BacktestSchema, ...ERRORS },
      },
    },
    async (request) => {
      const site = await findVisible(deps, principalOf(request), request.params.site)
      const { id } = await findOwn(site, request.params.backtest)
      await deps.db.transaction().execute(async (trx) => {
        const at = deps.clock()
        await endBacktest(trx, id, { state: 'cancelled', finishedAt: at })
        const act = { by: principalOf(request), verb: 'backtest.cancel' as const, at }
        await insertAct(trx, { ...act, siteId: site.id, subject: id })
      })
      return describe(await findOwn(site, id))
    },
  )

  app.post(
    '/v1/admin/sites/:site/terms/preview',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'previewTerm',
        summary: 'See what a term would find',
        description: `Among the newest ${limits.previewComments} comments of the site.`,
        tags: ['Sites'],
        security: ADMIN,
        params: Type.Object({ site: SiteParam }),
        body: Type.Object({ term: TermSchema }, { 'x-name': 'TermPreviewRequest', additionalProperties: false }),
        response: { 200: TermPreviewSchema, ...ERRORS },
      },
    },
    async (request) => {
      const site = await findVisible(deps, principalOf(request), request.params.site)
      const { term } = request.body
      return await previewTerm(deps, site.id, { ...(term as Term), text: checkTerm(term.text, 'term.text') })
    },
  )
}

function describe({ siteId, lastCommentId: _last, until: _until, ...backtest }: Backtest) {
  return {
    ...backtest,
    site: siteId,
    terms: backtest.terms === null ? null : backtest.terms.length,
    askedAt: backtest.askedAt.toISOString(),
    finishedAt: backtest.finishedAt?.toISOString() ?? null,
    expiresAt: backtest.expiresAt.toISOString(),
  }
}
