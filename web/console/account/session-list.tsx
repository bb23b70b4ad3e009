/** Sessions that have not ended, each with a button to end it. */

import { api, type Schemas } from '../api.js'
import { formatMoment, words } from '../i18n.js'
import { ACCOUNT } from '../messages/account.js'
import { notify, notifyFailure } from '../notices.js'
import { Confirm } from '../parts/confirm.js'
import { Ago } from '../parts/small.js'

export interface SessionListProps {
  label: string
  sessions: readonly Schemas['ListedSession'][]
  /** Says whose each one is. */
  hasNames?: boolean
  onChange: () => void
}

export function SessionList({ label, sessions, hasNames = false, onChange }: SessionListProps) {
  const says = words(ACCOUNT)
  const end = async (id: string): Promise<void> => {
    try {
      await api('delete', '/v1/admin/sessions/{id}', { path: { id } })
      notify('done', says.ended)
    } catch (error) {
      notifyFailure(error)
    }
    onChange()
  }
  return (
    <ul class="roster" aria-label={label}>
      {sessions.map(({ id, moderator, device, createdAt, seenAt, isCurrent }) => {
        const browser = device === 'Unknown' ? says.unknownDevice : device
        return (
          <li key={id} class="roster-row">
            <p>
              <strong>{hasNames ? moderator.name : browser}</strong>{' '}
              {isCurrent && <span class="tag tag-approved">{says.here}</span>}
            </p>
            <p class="quiet">
              {hasNames ? `${browser}, ` : ''}
              {says.begun(formatMoment(createdAt))}
            </p>
            <p class="quiet">
              {says.seen} <Ago at={seenAt} />
            </p>
            <p class="roster-actions">
              {!isCurrent && <Confirm label={says.end} question={says.endQuestion} onConfirm={() => end(id)} />}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
