/** What a moderator may do; and the two ways to send them out: for now, or for good. */

import { api, type Schemas } from '../api.js'
import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { MODERATORS } from '../messages/moderators.js'
import { notify, notifyFailure } from '../notices.js'
import { Confirm } from '../parts/confirm.js'
import { Dialog } from '../parts/dialog.js'
import { RoleChoice, readRole } from '../parts/role-choice.js'
import { readSites, SiteChoice } from '../parts/site-choice.js'
import { useSubmit } from '../parts/submit.js'
import { findSession, session } from '../session.js'

export interface ChangeDialogProps {
  moderator: Schemas['Moderator']
  onClose: () => void
}

export function ChangeDialog({ moderator, onClose }: ChangeDialogProps) {
  const { id, name, role, sites, invitations, apiKeys } = moderator
  const says = words(MODERATORS)
  const { send, isBusy, problem, errors } = useSubmit()
  const path = { id }
  const act = async (request: () => Promise<unknown>, done: string): Promise<void> => {
    try {
      await request()
      notify('done', done)
      onClose()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <Dialog title={says.changeTitle(name)} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          const given = new FormData(event.currentTarget)
          void send(async () => {
            const json = { role: readRole(given), sites: readSites(given) }
            await api('patch', '/v1/admin/moderators/{id}', { path, json })
            // One's own pages follow one's own role.
            if (id === session.peek()?.moderator.id) await findSession()
            onClose()
          }, says.changed(name))
        }}
      >
        {problem.value !== null && errors.value.sites === undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <RoleChoice chosen={role} />
        <SiteChoice chosen={sites} error={errors.value.sites} />
        <p class="note">
          {says.changeNote} {invitations > 0 && says.invitationsEndWithout(invitations)}
        </p>
        <p class="form-actions">
          <button type="submit" class="button" disabled={isBusy.value}>
            {words(COMMON).save}
          </button>
        </p>
      </form>
      <div class="send-out">
        <Confirm
          label={says.logOut}
          question={says.logOutQuestion}
          onConfirm={() =>
            act(() => api('delete', '/v1/admin/moderators/{id}/sessions', { path }), says.loggedOut(name))
          }
        />
        <Confirm
          label={says.end}
          question={[
            says.endQuestion,
            ...(invitations > 0 ? [says.invitationsEnd(invitations)] : []),
            ...(apiKeys > 0 ? [says.keysStay(apiKeys)] : []),
          ].join(' ')}
          onConfirm={() => act(() => api('delete', '/v1/admin/moderators/{id}', { path }), says.ended(name))}
        />
      </div>
    </Dialog>
  )
}
