/** A moderator answers a comment for all to see. */

import { useRef } from 'preact/hooks'
import { api, type CommentDetail } from '../api.js'
import { words } from '../i18n.js'
import { REPLIES } from '../messages/replies.js'
import { Section } from '../parts/page.js'
import { Field } from '../parts/small.js'
import { useSubmit } from '../parts/submit.js'
import { navigate } from '../router.js'
import { session } from '../session.js'
import { savedRepliesOf } from './saved-replies.js'

export function AnswerForm({ comment }: { comment: CommentDetail }) {
  const says = words(REPLIES)
  const { send, isBusy, problem, errors } = useSubmit()
  const text = useRef<HTMLTextAreaElement>(null)
  const saved = savedRepliesOf(comment.site).value
  return (
    <Section title={says.answer} note={says.answerNote}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          const given = new FormData(event.currentTarget)
          const name = String(given.get('name')).trim()
          const json = { body: String(given.get('body')), ...(name === '' ? {} : { name }) }
          void send(async () => {
            const { id } = await api('post', '/v1/admin/comments/{id}/replies', { path: { id: comment.id }, json })
            navigate(`/comments/${id}`)
          }, says.sent)
        }}
      >
        {saved.length > 0 && (
          <Field label={says.insert}>
            {(control) => (
              <select
                {...control}
                class="input"
                value=""
                onChange={(event) => {
                  const reply = saved.find(({ id }) => id === event.currentTarget.value)
                  event.currentTarget.value = ''
                  if (reply === undefined || text.current === null) return
                  text.current.setRangeText(reply.body, text.current.selectionStart, text.current.selectionEnd, 'end')
                  text.current.focus()
                }}
              >
                <option value="">…</option>
                {saved.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={says.body} error={errors.value.body ?? problem.value ?? undefined}>
          {(control) => (
            <textarea {...control} ref={text} class="input" name="body" required rows={4} maxLength={10000} />
          )}
        </Field>
        <Field label={says.name} error={errors.value.name}>
          {(control) => (
            <input
              {...control}
              class="input"
              name="name"
              maxLength={80}
              defaultValue={session.value?.moderator.name ?? ''}
            />
          )}
        </Field>
        <p class="form-actions">
          <button type="submit" class="button button-quiet" disabled={isBusy.value}>
            {says.send}
          </button>
        </p>
      </form>
    </Section>
  )
}
