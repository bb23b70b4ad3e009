/** Invites somebody, and shows the link, once. */

import { useSignal } from '@preact/signals'
import { api, type Schemas } from '../api.js'
import { formatMoment, words } from '../i18n.js'
import { MODERATORS } from '../messages/moderators.js'
import { Dialog } from '../parts/dialog.js'
import { RoleChoice, readRole } from '../parts/role-choice.js'
import { Secret } from '../parts/secret.js'
import { readSites, SiteChoice } from '../parts/site-choice.js'
import { Field } from '../parts/small.js'
import { useSubmit } from '../parts/submit.js'

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const says = words(MODERATORS)
  const made = useSignal<Schemas['CreatedInvitation'] | null>(null)
  const { send, isBusy, problem, errors } = useSubmit()
  if (made.value !== null) {
    const { name, expiresAt, link } = made.value
    return (
      <Dialog title={says.invited} onClose={onClose}>
        <p class="entry-lead">{says.invitedLead}</p>
        <Secret value={link} label={says.invited} />
        <p class="note">{says.invitedUntil(name, formatMoment(expiresAt))}</p>
      </Dialog>
    )
  }
  return (
    <Dialog title={says.invite} onClose={onClose}>
      <p class="entry-lead">{says.inviteNote}</p>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          const given = new FormData(event.currentTarget)
          void send(async () => {
            made.value = await api('post', '/v1/admin/invitations', {
              json: { name: String(given.get('name')), role: readRole(given), sites: readSites(given) },
            })
          })
        }}
      >
        {problem.value !== null && errors.value.sites === undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <Field label={says.name} note={says.nameNote} error={errors.value.name}>
          {(control) => <input {...control} class="input" name="name" required maxLength={80} autocomplete="off" />}
        </Field>
        <RoleChoice chosen="moderator" />
        <SiteChoice error={errors.value.sites} />
        <p class="form-actions">
          <button type="submit" class="button" disabled={isBusy.value}>
            {says.invite}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
