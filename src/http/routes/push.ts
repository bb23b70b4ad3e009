/** Web Push: the key that browsers subscribe with, subscribing, and ending it. */

import Type from 'typebox'
import { deleteSubscription } from '../../../db/queries/push.js'
import type { Deps } from '../../deps.js'
import { type CommentId, parseSlug } from '../../domain/comment.js'
import { DomainError } from '../../domain/errors.js'
import { subscribeToReplies } from '../../lifecycle/subscribe-to-replies.js'
import { LIMITS } from '../../limits.js'
import { ProblemSchema } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import { CommentIdSchema, SiteParam, SlugParam } from '../thread-schema.js'
import { Nullable, type Routes } from '../typebox.js'
import { checkOrigin } from './comments.js'

const ERRORS = { '4xx': ProblemSchema, '5xx': ProblemSchema }

const SubscribeBody = Type.Object(
  {
    subscription: Type.Object(
      {
        endpoint: Type.String({ minLength: 1, maxLength: LIMITS.push.endpointLength }),
        expirationTime: Type.Optional(Nullable(Type.Number({ description: 'Not used.' }))),
        keys: Type.Object(
          {
            p256dh: Type.String({ maxLength: 100, description: 'The browser’s public key, base64url.' }),
            auth: Type.String({ maxLength: 30, description: 'The browser’s secret, base64url.' }),
          },
          { additionalProperties: false },
        ),
      },
      { additionalProperties: false, description: 'What `PushSubscription.toJSON()` gives.' },
    ),
    under: Type.Optional(CommentIdSchema),
    receipt: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'Of one’s own comment, which may still be pending; in the place of `under`, or beside it.',
      }),
    ),
  },
  { 'x-name': 'PushRequest', additionalProperties: false },
)

export const pushRoutes: Routes<{ deps: Deps; limits: RateLimits; publicUrl: string }> = async (
  app,
  { deps, limits, publicUrl },
) => {
  app.get(
    '/v1/push/key',
    {
      config: { access: 'public', cache: 'shared' },
      schema: {
        operationId: 'getPushKey',
        summary: 'The key to subscribe with',
        description: '`applicationServerKey` of `pushManager.subscribe()`, in base64url.',
        tags: ['Push'],
        response: {
          200: Type.Object({ publicKey: Type.String() }, { 'x-name': 'PushKey', additionalProperties: false }),
          ...ERRORS,
        },
      },
      onRequest: async (request, reply) => {
        await limits.count('read', request, reply)
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=3600')
      return { publicKey: deps.push.publicKey }
    },
  )

  app.post(
    '/v1/sites/:site/threads/:slug/subscriptions',
    {
      config: { access: 'public', cache: 'private' },
      schema: {
        operationId: 'subscribe',
        summary: 'Be told of replies by Web Push',
        description:
          'Of every comment that appears in the thread; with `under` or `receipt`, of those below that comment. The same browser that asks again gets the same id.',
        tags: ['Push'],
        params: Type.Object({ site: SiteParam, slug: SlugParam }),
        body: SubscribeBody,
        response: {
          201: Type.Object(
            {
              id: Type.String({ format: 'uuid' }),
              token: Type.String({ description: 'Ends the subscription. Keep it.' }),
            },
            { 'x-name': 'PushSubscription', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
      onRequest: async (request, reply) => {
        await limits.count('subscribe', request, reply)
      },
    },
    async (request, reply) => {
      const site = await deps.sites.get(request.params.site)
      checkOrigin(site, request.headers.origin, publicUrl)
      const { subscription, under, receipt } = request.body
      const subscribed = await subscribeToReplies(deps, {
        site,
        slug: parseSlug(request.params.slug),
        target: { endpoint: subscription.endpoint, ...subscription.keys },
        under: under?.toLowerCase() as CommentId | undefined,
        receipt,
        networkAddress: request.ip,
      })
      return await reply.code(201).send(subscribed)
    },
  )

  app.delete(
    '/v1/subscriptions/:id',
    {
      config: { access: 'receipt', cache: 'private' },
      schema: {
        operationId: 'unsubscribe',
        summary: 'Be told no more',
        tags: ['Push'],
        security: [{ subscription: [] }],
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 204: Type.Null({ description: 'It is gone, or was gone already.' }), ...ERRORS },
      },
      onRequest: async (request, reply) => {
        await limits.count('read', request, reply)
      },
    },
    async (request, reply) => {
      const [, token = ''] = /^bearer ([\x21-\x7e]{1,200})$/i.exec(request.headers.authorization ?? '') ?? []
      if (token === '') throw new DomainError('unauthorized', 'send the token as Authorization: Bearer …')
      const id = request.params.id.toLowerCase()
      if (deps.subscriptionTokens.read(token) !== id)
        throw new DomainError('subscription-not-found', 'this token belongs to no such subscription')
      await deleteSubscription(deps.db, id)
      return await reply.code(204).send(null)
    },
  )
}
