/** Bans: listed, placed, lifted. What a moderator types to say who is banned is a hash before anything else is done. */

import Type, { type Static } from 'typebox'
import { findAuthorBan, findBan, listBans } from '../../../../db/queries/bans.js'
import type { Deps } from '../../../deps.js'
import { BAN_EFFECTS, BAN_KINDS, BAN_LIMITS, type Ban } from '../../../domain/ban.js'
import { COMMENT_LIMITS } from '../../../domain/comment.js'
import { DomainError, invalidField } from '../../../domain/errors.js'
import { liftBan } from '../../../lifecycle/lift-ban.js'
import { type BanTarget, placeBan } from '../../../lifecycle/place-ban.js'
import { LIMITS } from '../../../limits.js'
import { Redacted } from '../../../privacy/redacted.js'
import { maySee, type Principal, principalOf, sitesAskedFor } from '../../access.js'
import { readCursor } from '../../cursor.js'
import { readMoment } from '../../read-moment.js'
import { Nullable, OneOf, type Routes, Timestamp, Typed, WHOLE_BODY } from '../../typebox.js'
import { findForPrincipal } from './describe-comment.js'
import { findAuthorForPrincipal } from './find-author.js'
import { atId, cutPage, PAGE_QUERY } from './paging.js'
import { ADMIN, ERRORS } from './schemas.js'
import { findVisible } from './sites.js'

export const BanSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    site: Type.String(),
    kind: OneOf(BAN_KINDS),
    effect: OneOf(BAN_EFFECTS, {
      description: '`reject`: new comments are rejected by policy; `hold`: they wait for a person.',
    }),
    reason: Nullable(Type.String()),
    author: Nullable(
      Type.Object(
        { id: Type.String({ format: 'uuid' }), name: Nullable(Type.String()) },
        { additionalProperties: false },
      ),
    ),
    prefixBits: Nullable(Type.Integer({ description: 'How many bits of an address a given network stands for.' })),
    by: Type.String(),
    createdAt: Timestamp,
    expiresAt: Nullable(Timestamp),
  },
  { 'x-name': 'Ban', additionalProperties: false },
)
const Terms = {
  effect: Type.Optional(OneOf(BAN_EFFECTS, { description: 'Left out: `reject`.' })),
  reason: Type.Optional(Typed('line', { maxLength: BAN_LIMITS.reasonLength, description: 'For other moderators.' })),
  expiresAt: Type.Optional(Nullable(Timestamp)),
}
const NewBan = Type.Object(
  {
    ...Terms,
    site: Type.Optional(Type.String({ minLength: 1, maxLength: 50, description: 'Not needed with `comment`.' })),
    email: Type.Optional(
      Type.String({
        maxLength: COMMENT_LIMITS.emailBytes,
        description: 'The address to ban. Turned into a keyed hash on arrival, kept nowhere, shown to nobody.',
      }),
    ),
    domain: Type.Optional(
      Type.String({ maxLength: COMMENT_LIMITS.emailBytes, description: 'A mail domain, kept as a keyed hash.' }),
    ),
    network: Type.Optional(
      Type.String({
        maxLength: 64,
        description: `A network of /16 to /24 (IPv4) or /32 to /64 (IPv6), kept as a keyed hash; an address alone stands for its /24 or /64. Ends after ${BAN_LIMITS.networkMs / 86_400_000} days at most.`,
      }),
    ),
    comment: Type.Optional(
      Type.String({
        format: 'uuid',
        description: 'Bans the network that this comment came from, for as long as it is told apart: a week at most.',
      }),
    ),
  },
  {
    'x-name': 'NewBan',
    additionalProperties: false,
    description: 'One of `email`, `domain`, `network` and `comment`.',
  },
)
const AuthorParams = Type.Object({ id: Type.String({ format: 'uuid' }) })

export const banRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/bans',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'listBans',
        summary: 'Bans in force, newest first',
        tags: ['Bans'],
        security: ADMIN,
        querystring: Type.Object(
          {
            site: Type.Optional(Type.String({ maxLength: 50 })),
            kind: Type.Optional(OneOf(BAN_KINDS)),
            ...PAGE_QUERY,
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            { bans: Type.Array(BanSchema), nextCursor: Nullable(Type.String()) },
            { 'x-name': 'Bans', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { site, kind, limit = LIMITS.admin.pageSize, cursor } = request.query
      const siteIds = sitesAskedFor(principalOf(request), site)
      const page = { before: readCursor(cursor)?.id ?? null, limit: limit + 1 }
      const rows = siteIds?.length === 0 ? [] : await listBans(deps.db, { siteIds, kind: kind ?? null }, page)
      const { page: bans, nextCursor } = cutPage(rows, limit, atId)
      return {
        bans: bans.map(describeBan),
        nextCursor,
      }
    },
  )

  app.post(
    '/v1/admin/bans',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'placeBan',
        summary: 'Ban an address, a mail domain or a network',
        description:
          'Who is banned already is banned anew, under the ban that is there. Every comment sent from then on is decided by policy with the reason `banned`.',
        tags: ['Bans'],
        security: ADMIN,
        body: NewBan,
        response: { 201: BanSchema, ...ERRORS },
      },
    },
    async (request, reply) => {
      const by = principalOf(request)
      // First of all: from here on an address is a hash.
      const target = await readTarget(deps, by, request.body)
      return await reply.code(201).send(describeBan(await placeBan(deps, { target, by, ...readTerms(request.body) })))
    },
  )

  app.delete(
    '/v1/admin/bans/:id',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'liftBan',
        summary: 'Lift a ban, at once',
        description: 'What was rejected stays so until somebody decides otherwise.',
        tags: ['Bans'],
        security: ADMIN,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 204: Type.Null({ description: 'Lifted' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      const ban = await findBan(deps.db, request.params.id.toLowerCase())
      if (ban === undefined || !maySee(principalOf(request), ban.siteId)) throw notFound()
      await liftBan(deps, { ban, by: principalOf(request) })
      return await reply.code(204).send(null)
    },
  )

  app.put(
    '/v1/admin/authors/:id/ban',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'banAuthor',
        summary: 'Ban an author, or change the ban',
        description:
          'An author is recognised by the hash of their address; one without an address is another one with every comment, and cannot be banned.',
        tags: ['Bans'],
        security: ADMIN,
        params: AuthorParams,
        body: Type.Object(Terms, { 'x-name': 'AuthorBan', additionalProperties: false }),
        response: { 200: BanSchema, ...ERRORS },
      },
    },
    async (request) => {
      const by = principalOf(request)
      const { id } = await findAuthorForPrincipal(deps.db, by, request.params.id)
      const target = { kind: 'author', authorId: id } as const
      return describeBan(await placeBan(deps, { target, by, ...readTerms(request.body) }))
    },
  )

  app.delete(
    '/v1/admin/authors/:id/ban',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'liftAuthorBan',
        summary: 'Lift the ban on an author, at once',
        tags: ['Bans'],
        security: ADMIN,
        params: AuthorParams,
        response: { 204: Type.Null({ description: 'Lifted' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      const { id } = await findAuthorForPrincipal(deps.db, principalOf(request), request.params.id)
      const ban = await findAuthorBan(deps.db, id)
      if (ban === undefined) throw notFound()
      await liftBan(deps, { ban, by: principalOf(request) })
      return await reply.code(204).send(null)
    },
  )
}

async function readTarget(deps: Deps, principal: Principal, asked: Static<typeof NewBan>): Promise<BanTarget> {
  const { email, domain, network, comment } = asked
  if ([email, domain, network, comment].filter((one) => one !== undefined).length !== 1)
    throw invalidField(WHOLE_BODY, 'must hold one of email, domain, network and comment')
  if (comment !== undefined) {
    const { id, siteId } = await findForPrincipal(deps.db, principal, comment)
    if (asked.site !== undefined && asked.site !== siteId) throw invalidField('site', 'is not the site of the comment')
    return { kind: 'network', commentId: id }
  }
  if (asked.site === undefined) throw invalidField('site', 'is missing')
  const site = await findVisible(deps, principal, asked.site)
  if (email !== undefined) {
    const { emailHash } = deps.hashEmail(site, new Redacted(email), 'email')
    return { kind: 'address', siteId: site.id, hash: emailHash }
  }
  if (domain !== undefined)
    return { kind: 'domain', siteId: site.id, hash: deps.hashDomain(site, new Redacted(domain), 'domain') }
  return { kind: 'network', siteId: site.id, ...deps.hashNetwork.forBan(site, new Redacted(network ?? ''), 'network') }
}

function readTerms({ effect = 'reject', reason, expiresAt }: Static<typeof NewBan>) {
  return { effect, reason, expiresAt: readMoment('expiresAt', expiresAt) }
}

export function describeBan(ban: Ban): Static<typeof BanSchema> {
  const { id, siteId, kind, effect, reason, authorId, authorName, prefixBits, by, createdAt, expiresAt } = ban
  return {
    id,
    site: siteId,
    kind,
    effect,
    reason,
    author: authorId === null ? null : { id: authorId, name: authorName },
    prefixBits,
    by,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  }
}

function notFound(): DomainError {
  return new DomainError('ban-not-found', 'there is no ban of this id')
}
