/** The window in which a ban is placed or changed: what it does, why, for how long. */

import type { ComponentChildren } from 'preact'
import type { Schemas } from '../api.js'
import { words } from '../i18n.js'
import { AUTHORS } from '../messages/authors.js'
import { Dialog } from '../parts/dialog.js'
import { Field } from '../parts/small.js'
import { useSubmit } from '../parts/submit.js'

type Ban = Schemas['Ban']
export type BanTerms = Schemas['AuthorBan']
const EFFECTS: readonly Ban['effect'][] = ['reject', 'hold']

export interface BanFormProps {
  title: string
  note?: ComponentChildren
  /** The ban that is changed. */
  ban?: Ban | undefined
  /** Left out: the ban ends by itself soon enough. */
  hasEnd?: boolean
  onSend: (terms: BanTerms, form: FormData) => Promise<void>
  onClose: () => void
  /** Further fields, above the others, with what is wrong with them. */
  children?: (errors: Readonly<Record<string, string>>) => ComponentChildren
}

export function BanForm({ title, note, ban, hasEnd = true, onSend, onClose, children }: BanFormProps) {
  const says = words(AUTHORS)
  const { send, isBusy, problem, errors } = useSubmit()
  return (
    <Dialog title={title} onClose={onClose}>
      {note !== undefined && <p class="entry-lead">{note}</p>}
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const day = String(form.get('until') ?? '')
          const reason = String(form.get('reason')).trim()
          const terms: BanTerms = {
            effect: EFFECTS.find((known) => known === form.get('effect')) ?? 'reject',
            ...(reason === '' ? {} : { reason }),
            expiresAt: day === '' ? null : new Date(`${day}T23:59:59`).toISOString(),
          }
          void send(async () => {
            await onSend(terms, form)
            onClose()
          }, says.banDone)
        }}
      >
        {problem.value !== null && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {children?.(errors.value)}
        <Field label={says.effect}>
          {(control) => (
            <select {...control} class="input" name="effect">
              {EFFECTS.map((effect) => (
                <option key={effect} value={effect} selected={ban?.effect === effect}>
                  {says.effects[effect]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={says.reason} note={says.reasonNote} isOptional error={errors.value.reason}>
          {(control) => (
            <textarea
              {...control}
              class="input"
              name="reason"
              rows={2}
              maxLength={500}
              defaultValue={ban?.reason ?? ''}
            />
          )}
        </Field>
        {hasEnd && (
          <Field label={says.until} isOptional error={errors.value.expiresAt}>
            {(control) => (
              <input
                {...control}
                class="input input-short"
                type="date"
                name="until"
                defaultValue={ban?.expiresAt?.slice(0, 10) ?? ''}
              />
            )}
          </Field>
        )}
        <p class="form-actions">
          <button type="submit" class="button" disabled={isBusy.value}>
            {title}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
