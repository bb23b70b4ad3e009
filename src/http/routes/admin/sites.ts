/** Sites, their policy and their blocked terms. */

import Type from 'typebox'
import { insertAct } from '../../../../db/queries/audit.js'
import { insertSite, listSites, listTerms, replaceSite, replaceTerms } from '../../../../db/queries/sites.js'
import type { Deps } from '../../../deps.js'
import type { SiteId } from '../../../domain/comment.js'
import { DomainError, invalidField } from '../../../domain/errors.js'
import { DEFAULT_POLICY, type Policy } from '../../../domain/policy.js'
import { parseOrigin, SITE_ID, SITE_LIMITS, type Site } from '../../../domain/site.js'
import { TERM_LIMITS } from '../../../domain/term.js'
import { LIMITS } from '../../../limits.js'
import { maySee, type Principal, principalOf, requireAllSites } from '../../access.js'
import { SiteParam } from '../../thread-schema.js'
import { OneOf, type Routes } from '../../typebox.js'
import { ADMIN, ERRORS, PolicySchema, TermSchema } from './schemas.js'

const LANGUAGES = ['en', 'fr'] as const
const Origins = Type.Array(Type.String({ maxLength: 300 }), {
  maxItems: SITE_LIMITS.origins,
  uniqueItems: true,
  description: 'Such as `https://example.org`; `http://localhost:*` stands for any port of the local machine.',
})
const SiteSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    origins: Type.Array(Type.String()),
    language: OneOf(LANGUAGES),
    policy: PolicySchema,
  },
  { 'x-name': 'Site', additionalProperties: false },
)
const Fields = {
  name: Type.String({ minLength: 1, maxLength: SITE_LIMITS.nameLength }),
  origins: Origins,
  language: OneOf(LANGUAGES),
}
const Params = Type.Object({ site: SiteParam })

export const siteRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/sites',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'listSites',
        summary: 'The sites you may see',
        tags: ['Sites'],
        security: ADMIN,
        response: {
          200: Type.Object({ sites: Type.Array(SiteSchema) }, { 'x-name': 'Sites', additionalProperties: false }),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const principal = principalOf(request)
      return { sites: (await listSites(deps.db)).filter(({ id }) => maySee(principal, id)).map(describe) }
    },
  )

  app.post(
    '/v1/admin/sites',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'createSite',
        summary: 'Add a site',
        tags: ['Sites'],
        security: ADMIN,
        body: Type.Object(
          {
            id: Type.String({ minLength: 1, maxLength: 50 }),
            name: Fields.name,
            origins: Origins,
            language: Type.Optional(Fields.language),
            policy: Type.Optional(Type.Partial(PolicySchema)),
          },
          { 'x-name': 'NewSite', additionalProperties: false },
        ),
        response: { 201: SiteSchema, ...ERRORS },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request)
      requireAllSites(principal, 'add one')
      const { id, name, origins, language = 'en', policy } = request.body
      if (!SITE_ID.test(id)) throw invalidField('id', 'may hold a-z, 0-9 and - inside, 50 characters at most')
      const site = {
        id: id as SiteId,
        name,
        origins: parseOrigins(origins),
        language,
        policy: checkPolicy({ ...DEFAULT_POLICY, ...(policy as Partial<Policy> | undefined) }),
        keySeed: deps.newRandomId(),
      }
      await deps.db.transaction().execute(async (trx) => {
        const at = deps.clock()
        if (!(await insertSite(trx, { ...site, createdAt: at })))
          throw new DomainError('site-exists', 'there is a site of this id already')
        await insertAct(trx, { by: principalOf(request), verb: 'site.create', at, siteId: site.id, subject: site.id })
      })
      deps.sites.forget(id)
      return await reply.code(201).send(describe(site))
    },
  )

  app.get(
    '/v1/admin/sites/:site',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'getSite',
        summary: 'One site',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        response: { 200: SiteSchema, ...ERRORS },
      },
    },
    async (request) => describe(await findVisible(deps, principalOf(request), request.params.site)),
  )

  app.patch(
    '/v1/admin/sites/:site',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'changeSite',
        summary: 'Change a site’s name, origins or language',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        body: Type.Partial(Type.Object(Fields), {
          'x-name': 'SiteChange',
          additionalProperties: false,
          minProperties: 1,
        }),
        response: { 200: SiteSchema, ...ERRORS },
      },
    },
    async (request) => {
      const site = await findVisible(deps, principalOf(request), request.params.site)
      const { name = site.name, language = site.language, origins } = request.body
      const change = { name, language, origins: origins === undefined ? [...site.origins] : parseOrigins(origins) }
      await deps.db.transaction().execute(async (trx) => {
        await replaceSite(trx, site.id, change)
        const detail = { fields: Object.keys(request.body) }
        const act = {
          by: principalOf(request),
          verb: 'site.change' as const,
          at: deps.clock(),
          siteId: site.id,
          detail,
        }
        await insertAct(trx, act)
      })
      deps.sites.forget(site.id)
      return describe({ ...site, ...change })
    },
  )

  app.get(
    '/v1/admin/sites/:site/policy',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'getPolicy',
        summary: 'A site’s policy',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        response: { 200: PolicySchema, ...ERRORS },
      },
    },
    async (request) => (await findVisible(deps, principalOf(request), request.params.site)).policy,
  )

  app.put(
    '/v1/admin/sites/:site/policy',
    {
      config: { access: 'admin', cache: 'private' },
      schema: {
        operationId: 'replacePolicy',
        summary: 'Replace a site’s policy',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        body: PolicySchema,
        response: { 200: PolicySchema, ...ERRORS },
      },
    },
    async (request) => {
      const { id, policy: former } = await findVisible(deps, principalOf(request), request.params.site)
      const policy = checkPolicy({ ...DEFAULT_POLICY, ...(request.body as Partial<Policy>) })
      await deps.db.transaction().execute(async (trx) => {
        await replaceSite(trx, id, { policy })
        const detail = { settings: changedSettings(former, policy), mode: policy.mode }
        await insertAct(trx, { by: principalOf(request), verb: 'policy.replace', at: deps.clock(), siteId: id, detail })
      })
      deps.sites.forget(id)
      return policy
    },
  )

  const TermList = Type.Object({ terms: Type.Array(TermSchema) }, { 'x-name': 'Terms', additionalProperties: false })
  app.get(
    '/v1/admin/sites/:site/terms',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'listTerms',
        summary: 'A site’s blocked terms',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        response: { 200: TermList, ...ERRORS },
      },
    },
    async (request) => ({
      terms: await listTerms(deps.db, (await findVisible(deps, principalOf(request), request.params.site)).id),
    }),
  )

  app.put(
    '/v1/admin/sites/:site/terms',
    {
      config: { access: 'moderator', cache: 'private' },
      bodyLimit: LIMITS.admin.termsBytes,
      schema: {
        operationId: 'replaceTerms',
        summary: 'Replace a site’s blocked terms',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        body: Type.Object(
          { terms: Type.Array(TermSchema, { maxItems: SITE_LIMITS.terms }) },
          { 'x-name': 'TermsRequest', additionalProperties: false },
        ),
        response: { 200: TermList, ...ERRORS },
      },
    },
    async (request) => {
      const { id } = await findVisible(deps, principalOf(request), request.params.site)
      const terms = request.body.terms.map((term) => ({ ...term, text: checkTerm(term.text) }))
      const byKey = new Map(terms.map((term) => [`${term.kind} ${term.text}`, term]))
      await deps.db.transaction().execute(async (trx) => {
        await replaceTerms(trx, id, [...byKey.values()])
        const detail = { terms: byKey.size }
        await insertAct(trx, { by: principalOf(request), verb: 'terms.replace', at: deps.clock(), siteId: id, detail })
      })
      deps.sites.forget(id)
      return { terms: await listTerms(deps.db, id) }
    },
  )
}

/** The site, if the caller may see it; otherwise it does not exist. */
export async function findVisible(deps: Deps, principal: Principal, id: string): Promise<Site> {
  if (!maySee(principal, id as SiteId)) throw new DomainError('site-not-found', 'there is no site of this id')
  return await deps.sites.get(id)
}

function describe({ id, name, origins, language, policy }: Omit<Site, 'terms' | 'networkBans'>) {
  return { id, name, origins: [...origins], language: language as (typeof LANGUAGES)[number], policy }
}

function parseOrigins(origins: readonly string[]): string[] {
  return origins.map((text, index) => {
    const origin = parseOrigin(text)
    if (origin === null)
      throw invalidField(`origins.${index}`, 'is not an origin such as https://example.org, without a path')
    return origin
  })
}

/** The names of the settings that are not what they were. */
function changedSettings(former: Policy, policy: Policy): string[] {
  return Object.entries(policy)
    .filter(([name, value]) => JSON.stringify(former[name as keyof Policy]) !== JSON.stringify(value))
    .map(([name]) => name)
}

/** Throws `invalid-request` for settings that contradict each other. */
export function checkPolicy(policy: Policy): Policy {
  if (policy.thresholds.hold > policy.thresholds.spam)
    throw invalidField('thresholds.hold', 'must not be above thresholds.spam')
  return policy
}

/** A term without the space around it. Throws `invalid-request` naming the field. */
export function checkTerm(text: string, field = 'terms'): string {
  const trimmed = text.trim()
  if (trimmed.length < TERM_LIMITS.minLength) throw invalidField(field, 'holds a term without two visible characters')
  return trimmed
}
