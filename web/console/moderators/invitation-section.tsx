/** Invitations that nobody has taken yet. */

import { api, type Schemas } from '../api.js'
import { formatMoment, words } from '../i18n.js'
import type { Loader } from '../load.js'
import { COMMON } from '../messages/common.js'
import { MODERATORS } from '../messages/moderators.js'
import { notify, notifyFailure } from '../notices.js'
import { Confirm } from '../parts/confirm.js'
import { Loaded, Section } from '../parts/page.js'
import { saySites } from '../parts/site-choice.js'

export function InvitationSection({ from }: { from: Loader<Schemas['Invitations']> }) {
  const says = words(MODERATORS)
  const common = words(COMMON)
  const withdraw = async (id: string): Promise<void> => {
    try {
      await api('delete', '/v1/admin/invitations/{id}', { path: { id } })
      notify('done', says.withdrawn)
    } catch (error) {
      notifyFailure(error)
    }
    from.reload()
  }
  return (
    <Section title={says.open}>
      <Loaded from={from}>
        {({ invitations }) =>
          invitations.length === 0 ? (
            <p class="quiet">{says.none}</p>
          ) : (
            <ul class="roster" aria-label={says.open}>
              {invitations.map(({ id, name, role, sites, expiresAt }) => (
                <li key={id} class="roster-row">
                  <p>
                    <strong>{name}</strong>
                  </p>
                  <p>
                    {common.roles[role]}
                    <span class="roster-note">{saySites(sites)}</span>
                  </p>
                  <p class="quiet">{says.until(formatMoment(expiresAt))}</p>
                  <p class="roster-actions">
                    <Confirm label={says.withdraw} question={says.withdrawQuestion} onConfirm={() => withdraw(id)} />
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}
