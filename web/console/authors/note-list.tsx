/** What moderators noted for each other, and a field for one more. */

import { api, type Schemas } from '../api.js'
import { words } from '../i18n.js'
import { AUTHORS } from '../messages/authors.js'
import { notifyFailure } from '../notices.js'
import { Ago, Field } from '../parts/small.js'
import { useSubmit } from '../parts/submit.js'
import { hrefOf } from '../router.js'
import { role } from '../session.js'

type Note = Schemas['Note']

export interface NoteListProps {
  notes: readonly Note[]
  /** What a new note is on. */
  on: { comment: string } | { author: string }
  onChanged: () => void
}

export function NoteList({ notes, on, onChanged }: NoteListProps) {
  const says = words(AUTHORS)
  const remove = async (id: string): Promise<void> => {
    try {
      await api('delete', '/v1/admin/notes/{id}', { path: { id } })
      onChanged()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <>
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map((note) => (
            <li key={note.id} class="colleague-note">
              <p class="colleague-note-text" dir="auto">
                {note.body}
              </p>
              <p class="colleague-note-foot">
                <strong>{note.by}</strong> <Ago at={note.createdAt} /> <Subject note={note} on={on} />
                {note.mayRemove && (
                  <button
                    type="button"
                    class="link-button"
                    aria-label={`${says.removeNote}: ${note.body.slice(0, 40)}`}
                    onClick={() => void remove(note.id)}
                  >
                    {says.removeNote}
                  </button>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      {role.value !== 'viewer' && <NewNote on={on} onAdded={onChanged} />}
    </>
  )
}

/** Said where a note is on something else than the page is about. */
function Subject({ note, on }: { note: Note; on: NoteListProps['on'] }) {
  const says = words(AUTHORS)
  if ('comment' in on) return note.commentId === null ? <span>{says.onAuthor}</span> : null
  return note.commentId === null ? null : <a href={hrefOf(`/comments/${note.commentId}`)}>{says.onComment}</a>
}

function NewNote({ on, onAdded }: { on: NoteListProps['on']; onAdded: () => void }) {
  const says = words(AUTHORS)
  const { send, isBusy, problem, errors } = useSubmit()
  return (
    <form
      class="new-note"
      onSubmit={(event) => {
        event.preventDefault()
        const form = event.currentTarget
        const json = { body: String(new FormData(form).get('body')) }
        void send(async () => {
          if ('comment' in on) await api('post', '/v1/admin/comments/{id}/notes', { path: { id: on.comment }, json })
          else await api('post', '/v1/admin/authors/{id}/notes', { path: { id: on.author }, json })
          form.reset()
          onAdded()
        })
      }}
    >
      <Field label={says.addNote} note={says.noteHint} error={errors.value.body ?? problem.value ?? undefined}>
        {(control) => <textarea {...control} class="input" name="body" rows={2} maxLength={2000} required />}
      </Field>
      <button type="submit" class="button button-small button-quiet" disabled={isBusy.value}>
        {says.addNote}
      </button>
    </form>
  )
}
