/** Saved replies: texts that a site's moderators need again and again. */

import Type, { type Static } from 'typebox'
import { listSavedReplies } from '../../../../db/queries/saved-replies.js'
import type { Deps } from '../../../deps.js'
import { MODERATOR_REASONS } from '../../../domain/decision.js'
import { SAVED_REPLY_LIMITS, type SavedReply } from '../../../domain/saved-reply.js'
import { removeSavedReply } from '../../../lifecycle/remove-saved-reply.js'
import { saveReply } from '../../../lifecycle/save-reply.js'
import { principalOf } from '../../access.js'
import { SiteParam } from '../../thread-schema.js'
import { Nullable, OneOf, type Routes, Typed } from '../../typebox.js'
import { ADMIN, ERRORS } from './schemas.js'
import { findVisible } from './sites.js'

const Fields = {
  title: Typed('line', { minLength: 1, maxLength: SAVED_REPLY_LIMITS.titleLength }),
  body: Typed('text', {
    minLength: 1,
    maxLength: SAVED_REPLY_LIMITS.bodyLength,
    description: 'For the note of a decision, or an answer to readers; in the site’s language.',
  }),
  reason: Nullable(OneOf(MODERATOR_REASONS, { description: 'The reason of a decision it goes with; null: any.' })),
}
const SavedReplySchema = Type.Object(
  { id: Type.String({ format: 'uuid' }), ...Fields },
  { 'x-name': 'SavedReply', additionalProperties: false },
)
const Body = Type.Object(
  { ...Fields, reason: Type.Optional(Fields.reason) },
  { 'x-name': 'SavedReplyText', additionalProperties: false },
)
const Params = Type.Object({ site: SiteParam })
const ReplyParams = Type.Object({ site: SiteParam, reply: Type.String({ format: 'uuid' }) })

export const savedReplyRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/sites/:site/saved-replies',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'listSavedReplies',
        summary: 'A site’s saved replies, by title',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        response: {
          200: Type.Object(
            { savedReplies: Type.Array(SavedReplySchema) },
            { 'x-name': 'SavedReplies', additionalProperties: false },
          ),
          ...ERRORS,
        },
      },
    },
    async (request) => {
      const { id } = await findVisible(deps, principalOf(request), request.params.site)
      return { savedReplies: (await listSavedReplies(deps.db, id)).map(describe) }
    },
  )

  app.post(
    '/v1/admin/sites/:site/saved-replies',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'createSavedReply',
        summary: 'Save a reply',
        tags: ['Sites'],
        security: ADMIN,
        params: Params,
        body: Body,
        response: { 201: SavedReplySchema, ...ERRORS },
      },
    },
    async (request, reply) => {
      const { id: siteId } = await findVisible(deps, principalOf(request), request.params.site)
      return await reply
        .code(201)
        .send(
          describe(
            await saveReply(deps, { siteId, id: undefined, text: readText(request.body), by: principalOf(request) }),
          ),
        )
    },
  )

  app.put(
    '/v1/admin/sites/:site/saved-replies/:reply',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'replaceSavedReply',
        summary: 'Replace a saved reply',
        tags: ['Sites'],
        security: ADMIN,
        params: ReplyParams,
        body: Body,
        response: { 200: SavedReplySchema, ...ERRORS },
      },
    },
    async (request) => {
      const { id: siteId } = await findVisible(deps, principalOf(request), request.params.site)
      const id = request.params.reply.toLowerCase()
      return describe(await saveReply(deps, { siteId, id, text: readText(request.body), by: principalOf(request) }))
    },
  )

  app.delete(
    '/v1/admin/sites/:site/saved-replies/:reply',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'removeSavedReply',
        summary: 'Remove a saved reply',
        tags: ['Sites'],
        security: ADMIN,
        params: ReplyParams,
        response: { 204: Type.Null({ description: 'Removed' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      const { id: siteId } = await findVisible(deps, principalOf(request), request.params.site)
      await removeSavedReply(deps, { siteId, id: request.params.reply.toLowerCase(), by: principalOf(request) })
      return await reply.code(204).send(null)
    },
  )
}

function readText({ title, body, reason = null }: Static<typeof Body>) {
  return { title, body, reason }
}

function describe({ id, title, body, reason }: SavedReply): Static<typeof SavedReplySchema> {
  return { id, title, body, reason }
}
