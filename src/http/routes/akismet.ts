/**
 * Akismet's protocol, served by us: a CMS with an Akismet client points it here and asks our model instead.
 * Source: Akismet's public API documentation (verify-key, comment-check, submit-spam, submit-ham).
 * Answers are plain text with status 200, as clients expect, also where the key is wrong.
 */

import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { findLiveApiKey, touchApiKey } from '../../../db/queries/api-keys.js'
import { insertAct } from '../../../db/queries/audit.js'
import { lockCorrection } from '../../../db/queries/lessons.js'
import { findSiteByOrigin } from '../../../db/queries/sites.js'
import type { Deps } from '../../deps.js'
import type { Actor } from '../../domain/audit.js'
import { COMMENT_LIMITS } from '../../domain/comment.js'
import { DomainError } from '../../domain/errors.js'
import type { Site } from '../../domain/site.js'
import { classifyText } from '../../lifecycle/classify-text.js'
import { teachSite } from '../../lifecycle/teach-site.js'
import { Redacted } from '../../privacy/redacted.js'
import { API_KEY, hashApiKey } from '../../privacy/tokens.js'
import type { Subject } from '../../screening/check.js'
import { toClassified } from '../../screening/text/classified.js'
import { ProblemSchema } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import type { Routes } from '../typebox.js'

const THANKS = 'Thanks for making the web a better place.'
/** So sure that a CMS may drop the comment without a queue. */
const BLATANT = 0.98
const PARAMETERS_MAX = 200
const TEST_AUTHOR = 'viagra-test-123'
const TEST_EMAIL = 'akismet-guaranteed-spam@example.com'

type Answer = { text: string; help?: string; isBlatant?: boolean }
type Caller = { site: Site; name: string; by: Actor }

export const akismetRoutes: Routes<{ deps: Deps; limits: RateLimits }> = async (app, { deps, limits }) => {
  // Clients repeat names such as comment_context[] and send any server variable: only what is known is read.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    /^application\/x-www-form-urlencoded\b/i,
    { parseAs: 'string' },
    async (_request: FastifyRequest, body: string | Buffer) => {
      const parameters = [...new URLSearchParams(String(body))]
      if (parameters.length > PARAMETERS_MAX)
        throw new DomainError('invalid-request', `more than ${PARAMETERS_MAX} parameters`)
      return Object.fromEntries(parameters)
    },
  )

  const route = (
    name: string,
    summary: string,
    answer: (caller: Caller, parameters: Parameters) => Promise<Answer>,
  ): void => {
    app.post(
      `/1.1/${name}`,
      {
        config: { access: 'public', cache: 'private' },
        schema: {
          operationId: `akismet-${name}`,
          summary,
          description:
            'Akismet’s protocol. `api_key` is an API key with the role moderator; `blog` chooses its site. Without one of them, or without `user_ip` where there is a comment, the answer is `invalid`, and `X-akismet-debug-help` says why.',
          tags: ['Akismet'],
          consumes: ['application/x-www-form-urlencoded'],
          produces: ['text/plain'],
          body: Type.Record(Type.String(), Type.String()),
          response: { 200: Type.String(), '4xx': ProblemSchema, '5xx': ProblemSchema },
        },
        onRequest: async (request, reply) => {
          await limits.count('admin', request, reply)
        },
      },
      async (request, reply) => {
        const parameters = request.body as Parameters
        const caller = await findCaller(deps, parameters, request.host)
        if (caller === UNKNOWN_KEY) await limits.count('login', request, reply)
        const refuse = (help: string): FastifyReply => send(reply, request, { text: 'invalid', help })
        if (typeof caller === 'string') return refuse(caller)
        if (name !== 'verify-key' && (parameters.user_ip ?? '').trim() === '') return refuse('user_ip is missing')
        return send(reply, request, await answer(caller, parameters))
      },
    )
  }

  route('verify-key', 'Is the key good for this site?', async () => ({ text: 'valid' }))
  route('comment-check', 'Is this spam?', async ({ site }, parameters) => {
    if (parameters.user_role === 'administrator') return { text: 'false' }
    if (parameters.comment_author === TEST_AUTHOR || parameters.comment_author_email === TEST_EMAIL)
      return { text: 'true' }
    const trap = parameters.honeypot_field_name
    // Of its own: every object has a toString.
    const isTrapped = trap !== undefined && Object.hasOwn(parameters, trap) && parameters[trap] !== ''
    const { verdict, score } = await classifyText(deps, site, readSubject(parameters), isTrapped)
    // The protocol has no "unsure"; the CMS's own spam folder is where a person looks, so doubt goes there.
    return { text: verdict === 'ham' ? 'false' : 'true', isBlatant: score >= BLATANT }
  })
  const teach =
    (label: 0 | 1) =>
    async ({ site, name, by }: Caller, parameters: Parameters): Promise<Answer> => {
      if (parameters.is_test !== '1' && parameters.is_test !== 'true') {
        const text = toClassified(readSubject(parameters))
        const subject = `text:${createHash('sha256').update(JSON.stringify(text)).digest('base64url')}`
        await deps.db.transaction().execute(async (trx) => {
          await lockCorrection(trx, site.id, deps.clock())
          await teachSite(trx, deps, { siteId: site.id, subject, text, label, taughtBy: name })
          const detail = { label: label === 1 ? 'spam' : 'ham' }
          await insertAct(trx, { by, verb: 'model.teach', at: deps.clock(), siteId: site.id, detail })
        })
        deps.models.forget(site.id)
      }
      return { text: THANKS }
    }
  route('submit-spam', 'This was spam: learn from it', teach(1))
  route('submit-ham', 'This was not spam: learn from it', teach(0))
}

const UNKNOWN_KEY = 'the API key is not known'

type Parameters = Readonly<Record<string, string | undefined>>

/** Who asks, for which site; or one line that says why that cannot be told. */
async function findCaller(deps: Deps, parameters: Parameters, host: string): Promise<Caller | string> {
  // Older clients put the key before the host's name.
  const [label = ''] = host.split('.', 1)
  const key = parameters.api_key ?? parameters.key ?? (API_KEY.test(label) ? label : '')
  const now = deps.clock()
  const found =
    key === '' || key.length > 512 ? undefined : await findLiveApiKey(deps.db, hashApiKey(new Redacted(key)), now)
  if (found === undefined) return UNKNOWN_KEY
  if (found.role === 'viewer') return 'the API key may only read'
  await touchApiKey(deps.db, found, now)
  const by: Actor = { kind: 'key', id: found.id, role: found.role }

  const blog = parameters.blog ?? ''
  if (!URL.canParse(blog)) return 'blog must be the address of the site'
  const { origin } = new URL(blog)
  // A key for one site needs no guess; any other is led to the site by its origin.
  const [only, ...others] = found.siteIds ?? []
  if (only !== undefined && others.length === 0) return { site: await deps.sites.get(only), name: found.name, by }
  const id = await findSiteByOrigin(deps.db, origin, found.siteIds)
  return id === undefined
    ? 'blog is not one of the origins of the key’s sites'
    : { site: await deps.sites.get(id), name: found.name, by }
}

/** Longer texts than a comment of ours can be are judged by their beginning: another system's limits are its own. */
function readSubject(parameters: Parameters): Subject {
  const { comment_content: body = '', comment_author: authorName = '', comment_author_url: authorUrl = '' } = parameters
  return {
    body: body.slice(0, COMMENT_LIMITS.bodyLength).toWellFormed(),
    authorName: authorName.slice(0, COMMENT_LIMITS.nameLength).toWellFormed(),
    authorUrl: authorUrl === '' ? null : authorUrl.slice(0, COMMENT_LIMITS.urlLength).toWellFormed(),
    isReply: parameters.comment_type === 'reply' || (parameters.comment_parent ?? '') !== '',
  }
}

function send(reply: FastifyReply, request: FastifyRequest, { text, help, isBlatant = false }: Answer): FastifyReply {
  reply.header('x-akismet-guid', request.id)
  if (help !== undefined) reply.header('x-akismet-debug-help', help.replaceAll('’', "'"))
  if (isBlatant && text === 'true') reply.header('x-akismet-pro-tip', 'discard')
  return reply.type('text/plain; charset=utf-8').send(text)
}
