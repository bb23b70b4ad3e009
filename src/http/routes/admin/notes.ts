/** Notes of moderators on comments and authors. */

import Type, { type Static } from 'typebox'
import { findNote } from '../../../../db/queries/notes.js'
import type { Deps } from '../../../deps.js'
import { DomainError } from '../../../domain/errors.js'
import { NOTE_LIMITS, type Note } from '../../../domain/note.js'
import { addNote } from '../../../lifecycle/add-note.js'
import { removeNote } from '../../../lifecycle/remove-note.js'
import { maySee, type Principal, principalOf } from '../../access.js'
import { CommentIdSchema } from '../../thread-schema.js'
import { Nullable, type Routes, Timestamp, Typed } from '../../typebox.js'
import { findForPrincipal } from './describe-comment.js'
import { findAuthorForPrincipal } from './find-author.js'
import { ADMIN, ERRORS } from './schemas.js'

export const NoteSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    commentId: Nullable(Type.String({ format: 'uuid', description: 'null: on the author.' })),
    body: Type.String(),
    by: Type.String(),
    createdAt: Timestamp,
    mayRemove: Type.Boolean({ description: 'True for your own.' }),
  },
  { 'x-name': 'Note', additionalProperties: false },
)
const NewNote = Type.Object(
  {
    body: Typed('text', {
      minLength: 1,
      maxLength: NOTE_LIMITS.length,
      description: 'Plain text, for other moderators.',
    }),
  },
  { 'x-name': 'NewNote', additionalProperties: false },
)

export const noteRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.post(
    '/v1/admin/comments/:id/notes',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'addCommentNote',
        summary: 'Note something on a comment',
        description: 'Gone with the comment’s text.',
        tags: ['Moderation'],
        security: ADMIN,
        params: Type.Object({ id: CommentIdSchema }),
        body: NewNote,
        response: { 201: NoteSchema, ...ERRORS },
      },
    },
    async (request, reply) => {
      const by = principalOf(request)
      const { id, siteId, authorId } = await findForPrincipal(deps.db, by, request.params.id)
      const note = await addNote(deps, {
        on: { siteId, authorId, commentId: id },
        body: request.body.body,
        by,
      })
      return await reply.code(201).send(describeNote(note, by))
    },
  )

  app.post(
    '/v1/admin/authors/:id/notes',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'addAuthorNote',
        summary: 'Note something on an author',
        description: 'Gone when the author has the last of their comments erased.',
        tags: ['Moderation'],
        security: ADMIN,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        body: NewNote,
        response: { 201: NoteSchema, ...ERRORS },
      },
    },
    async (request, reply) => {
      const by = principalOf(request)
      const { id, siteId } = await findAuthorForPrincipal(deps.db, by, request.params.id)
      const note = await addNote(deps, {
        on: { siteId, authorId: id, commentId: null },
        body: request.body.body,
        by,
      })
      return await reply.code(201).send(describeNote(note, by))
    },
  )

  app.delete(
    '/v1/admin/notes/:id',
    {
      config: { access: 'moderator', cache: 'private' },
      schema: {
        operationId: 'removeNote',
        summary: 'Remove a note of your own',
        tags: ['Moderation'],
        security: ADMIN,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 204: Type.Null({ description: 'Removed' }), ...ERRORS },
      },
    },
    async (request, reply) => {
      const by = principalOf(request)
      const note = await findNote(deps.db, request.params.id.toLowerCase())
      if (note === undefined || !maySee(by, note.siteId))
        throw new DomainError('note-not-found', 'there is no note of this id')
      await removeNote(deps, { note, by })
      return await reply.code(204).send(null)
    },
  )
}

export function describeNote(note: Note, principal: Pick<Principal, 'id' | 'role'>): Static<typeof NoteSchema> {
  const { id, commentId, body, by, byId, createdAt } = note
  const mayRemove = byId === principal.id && principal.role !== 'viewer'
  return { id, commentId, body, by, createdAt: createdAt.toISOString(), mayRemove }
}
