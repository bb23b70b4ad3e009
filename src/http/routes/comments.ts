/** Submitting a comment, as JSON or as a plain form. */

import type { FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import type { Deps } from '../../deps.js'
import { COMMENT_LIMITS } from '../../domain/comment.js'
import { DomainError, invalidField } from '../../domain/errors.js'
import type { ProofState } from '../../domain/raid.js'
import { isOriginAllowed, type Site } from '../../domain/site.js'
import { submitComment } from '../../lifecycle/submit-comment.js'
import { LIMITS } from '../../limits.js'
import { Redacted } from '../../privacy/redacted.js'
import type { Pages } from '../pages.js'
import { ProblemSchema } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import { describeChallenge, SiteParam, SlugParam } from '../thread-schema.js'
import { Nullable, type Routes, Timestamp, Typed } from '../typebox.js'

// Lengths in code points are checked where the texts are parsed; here only what JSON Schema says the same way.
const SubmitBody = Type.Object(
  {
    author: Type.Object(
      {
        name: Typed('line', { minLength: 1, maxLength: COMMENT_LIMITS.nameLength }),
        email: Type.Optional(
          Typed('line', {
            description: 'Turned into a keyed hash on arrival, kept nowhere, shown to nobody.',
            maxLength: COMMENT_LIMITS.emailBytes,
          }),
        ),
        url: Type.Optional(Typed('line', { maxLength: COMMENT_LIMITS.urlLength })),
      },
      { additionalProperties: false },
    ),
    body: Typed('markdown', {
      minLength: 1,
      maxLength: COMMENT_LIMITS.bodyLength,
      description: 'Markdown’s safe part; no HTML.',
    }),
    parentId: Type.Optional(Nullable(Type.String({ maxLength: 36 }))),
    page: Type.Optional(
      Type.Object(
        {
          url: Type.Optional(
            Typed('line', {
              maxLength: COMMENT_LIMITS.pageUrlLength,
              description: 'Kept, with the title, when it is on one of the site’s origins.',
            }),
          ),
          title: Type.Optional(Typed('line', { maxLength: COMMENT_LIMITS.pageTitleLength })),
        },
        { additionalProperties: false },
      ),
    ),
    proof: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          'During a raid on the thread: the form’s challenge solved, as `salt.number`, where the SHA-256 of that text begins with `difficulty` zero bits. Good for one comment.',
      }),
    ),
    formToken: Type.Optional(Type.String({ maxLength: 200 })),
    website: Type.Optional(
      Type.String({ maxLength: 2_000, description: 'Leave empty: a field that only robots fill in.' }),
    ),
  },
  { 'x-name': 'Submission', additionalProperties: false },
)

const Accepted = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    status: Type.Literal('pending'),
    receipt: Type.String({ description: 'Secret of the comment’s author: shows what became of it. Keep it.' }),
    editableUntil: Timestamp,
  },
  { 'x-name': 'Accepted', additionalProperties: false },
)

const IDEMPOTENCY_KEY = /^[\x20-\x7e]+$/

export const commentRoutes: Routes<{ deps: Deps; limits: RateLimits; pages: Pages; publicUrl: string }> = async (
  app,
  { deps, limits, pages, publicUrl },
) => {
  app.post(
    '/v1/sites/:site/threads/:slug/comments',
    {
      config: { access: 'public', cache: 'private' },
      schema: {
        operationId: 'submitComment',
        summary: 'Send a comment',
        description:
          'Answers 202 once the comment is committed. A form (`application/x-www-form-urlencoded`, dotted names such as `author.name`) is answered with 303 back to the page.',
        tags: ['Comments'],
        params: Type.Object({ site: SiteParam, slug: SlugParam }),
        headers: Type.Object({
          'idempotency-key': Type.Optional(
            Type.String({
              minLength: 1,
              // Two more than the key: it may come in quotes.
              maxLength: LIMITS.idempotency.keyLength + 2,
              description: `The same key with the same comment gets the same answer for 24 hours, from any network if the comment has an address or the key at least ${LIMITS.idempotency.secretLength} characters. Make it random, such as a UUID: with the comment’s own text it leads to the receipt.`,
            }),
          ),
        }),
        body: SubmitBody,
        response: {
          202: Accepted,
          303: Type.Null({ description: 'Back to the page the form was on.' }),
          '4xx': ProblemSchema,
          '5xx': ProblemSchema,
        },
      },
      onRequest: async (request, reply) => {
        await limits.count('submit', request, reply)
      },
      errorHandler: (error, request, reply) => {
        if (isForm(request) && wantsHtml(request)) return pages.sendFormProblem(error, request, reply)
        throw error
      },
    },
    async (request, reply) => {
      const { site: siteId, slug } = request.params
      const site = await deps.sites.get(siteId)
      checkOrigin(site, request.headers.origin, publicUrl)
      await limits.count('submit-site', request, reply, site.id)

      const { author, body, parentId, page, proof, formToken, website } = request.body as Static<typeof SubmitBody>
      const work = await checkProof(deps, site, slug, { proof, isForm: isForm(request) })
      // First of all: from here on the address is a hash.
      const email =
        author.email === undefined || author.email === '' ? null : deps.hashEmail(site, new Redacted(author.email))
      const accepted = await submitComment(deps, {
        site,
        slug,
        email,
        authorName: author.name,
        authorUrl: author.url,
        body,
        parentId: parentId ?? undefined,
        pageUrl: page?.url,
        pageTitle: page?.title,
        form: {
          honeypotFilled: website !== undefined && website !== '',
          ...deps.formTokens.read(site, formToken, deps.clock()),
          ...(work === null ? {} : { proof: work.state }),
        },
        challengeId: work?.id ?? null,
        networkAddress: request.ip,
        idempotencyKey: readIdempotencyKey(request.headers['idempotency-key']),
      })

      if (isForm(request)) return reply.redirect(pages.returnAddress(request, site, slug, page?.url), 303)
      const { id, receipt, editableUntil } = accepted
      return reply
        .code(202)
        .send({ id, status: 'pending' as const, receipt, editableUntil: editableUntil.toISOString() })
    },
  )
}

export function isForm(request: FastifyRequest): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')
}

export function wantsHtml(request: FastifyRequest): boolean {
  return /\btext\/html\b/i.test(request.headers.accept ?? '')
}

/**
 * During a raid a program's comment needs a proof of work; null: no raid. A plain form cannot work a puzzle: what it sends is
 * taken, and held. Throws `proof-required` with a fresh challenge.
 */
async function checkProof(
  deps: Pick<Deps, 'raids' | 'challenges' | 'clock'>,
  site: Site,
  slug: string,
  given: { proof: string | undefined; isForm: boolean },
): Promise<{ state: ProofState; id: string | null } | null> {
  if (!(await deps.raids.isOn(site.id, slug))) return null
  const now = deps.clock()
  const work = deps.challenges.read(site, slug, given.proof, now)
  if (work.state === 'valid' || given.isForm) return work
  const challenge = describeChallenge(deps.challenges.issue(site, slug, now))
  throw new DomainError('proof-required', `the proof of work is ${work.state}: solve the challenge and send it again`, {
    fields: [{ field: 'proof', detail: `is ${work.state}` }],
    extra: { challenge },
  })
}

/** Browsers say which page sends; a page of another site may not. Programs send no Origin. */
export function checkOrigin(site: Site, origin: string | undefined, publicUrl: string): void {
  if (origin === undefined || origin === new URL(publicUrl).origin || isOriginAllowed(site, origin)) return
  throw new DomainError('origin-not-allowed', 'this page’s origin is not one of the site’s origins')
}

/** The key, bare or as the quoted string of the Idempotency-Key draft. */
function readIdempotencyKey(header: unknown): string | undefined {
  if (typeof header !== 'string') return undefined
  const key = header.replace(/^"(.*)"$/, '$1')
  if (!IDEMPOTENCY_KEY.test(key) || key.length > LIMITS.idempotency.keyLength)
    throw invalidField('idempotency-key', `must be 1 to ${LIMITS.idempotency.keyLength} printable ASCII characters`)
  return key
}
