/** A moderator notes something on a comment or its author, for colleagues. */

import { insertAct } from '../../db/queries/audit.js'
import { countNotes, insertNote } from '../../db/queries/notes.js'
import type { Deps } from '../deps.js'
import type { Caller } from '../domain/audit.js'
import { type AuthorId, type CommentId, parseText, type SiteId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { NOTE_LIMITS, type Note } from '../domain/note.js'

export interface NoteInput {
  on: { siteId: SiteId; authorId: AuthorId; commentId: CommentId | null }
  body: string
  by: Caller
}

/** Throws `invalid-request` naming `body`, `too-many`. */
export async function addNote(deps: Pick<Deps, 'db' | 'clock' | 'newId'>, { on, body, by }: NoteInput): Promise<Note> {
  const text = parseText('body', body, NOTE_LIMITS.length)
  const { siteId, authorId, commentId } = on
  const note = {
    id: deps.newId(),
    siteId,
    authorId,
    commentId,
    body: text,
    by: by.name,
    byId: by.id,
    createdAt: deps.clock(),
  }
  await deps.db.transaction().execute(async (trx) => {
    await insertNote(trx, note)
    const detail = { author: authorId, comment: commentId }
    await insertAct(trx, { by, verb: 'note.add', at: note.createdAt, siteId, subject: note.id, detail })
    if ((await countNotes(trx, authorId)) > NOTE_LIMITS.perAuthor)
      throw new DomainError('too-many', `there are ${NOTE_LIMITS.perAuthor} notes on this author: remove some`)
  })
  return note
}
