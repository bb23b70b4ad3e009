/** A moderator takes their own note away. */

import { insertAct } from '../../db/queries/audit.js'
import { deleteNote } from '../../db/queries/notes.js'
import type { Deps } from '../deps.js'
import type { Caller } from '../domain/audit.js'
import { DomainError } from '../domain/errors.js'
import type { Note } from '../domain/note.js'

/** Throws `forbidden` for somebody else's. */
export async function removeNote(
  deps: Pick<Deps, 'db' | 'clock'>,
  { note, by }: { note: Pick<Note, 'id' | 'siteId' | 'byId'>; by: Caller },
): Promise<void> {
  const { id, siteId, byId } = note
  if (byId !== by.id) throw new DomainError('forbidden', 'only who wrote a note may remove it')
  await deps.db.transaction().execute(async (trx) => {
    await deleteNote(trx, id)
    await insertAct(trx, { by, verb: 'note.remove', at: deps.clock(), siteId, subject: id })
  })
}
