/** Notes of moderators on comments and authors. */

import type { AuthorId, CommentId } from '../../src/domain/comment.js'
import { NOTE_LIMITS, type Note } from '../../src/domain/note.js'
import type { Db, Trx } from '../database.js'

export async function insertNote(trx: Trx, { by, byId, ...note }: Note): Promise<void> {
  await trx
    .insertInto('notes')
    .values({ ...note, writtenBy: by, writtenById: byId })
    .execute()
}

/** Of an author and all their comments. */
export async function countNotes(trx: Trx, authorId: AuthorId): Promise<number> {
  const { count } = await trx
    .selectFrom('notes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('authorId', '=', authorId)
    .executeTakeFirstOrThrow()
  return count
}

export async function findNote(db: Db, id: string): Promise<Note | undefined> {
  return await selectNotes(db).where('id', '=', id).executeTakeFirst()
}

export async function deleteNote(db: Db, id: string): Promise<void> {
  await db.deleteFrom('notes').where('id', '=', id).execute()
}

/** What was noted on an author and all their comments, newest first. */
export async function listNotesOf(db: Db, authorId: AuthorId): Promise<Note[]> {
  return await selectNotes(db)
    .where('authorId', '=', authorId)
    .orderBy('id', 'desc')
    .limit(NOTE_LIMITS.perAuthor)
    .execute()
}

/** What was noted on a comment and on its author, newest first; what is on other comments of theirs is not. */
export async function listNotesFor(db: Db, of: { authorId: AuthorId; commentId: CommentId }): Promise<Note[]> {
  return await selectNotes(db)
    .where('authorId', '=', of.authorId)
    .where((eb) => eb.or([eb('commentId', 'is', null), eb('commentId', '=', of.commentId)]))
    .orderBy('id', 'desc')
    .limit(NOTE_LIMITS.perAuthor)
    .execute()
}

function selectNotes(db: Db) {
  return db
    .selectFrom('notes')
    .select(['id', 'siteId', 'authorId', 'commentId', 'body', 'writtenBy as by', 'writtenById as byId', 'createdAt'])
}
