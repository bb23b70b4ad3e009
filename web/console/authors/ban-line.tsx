/** A ban in words, and the way to lift it. */

import { api, type Schemas } from '../api.js'
import { formatDay, words } from '../i18n.js'
import { AUTHORS } from '../messages/authors.js'
import { notify, notifyFailure } from '../notices.js'
import { Confirm } from '../parts/confirm.js'
import { role } from '../session.js'

type Ban = Schemas['Ban']

export function BanLine({ ban, onLifted }: { ban: Ban; onLifted: () => void }) {
  const says = words(AUTHORS)
  return (
    <div class="ban">
      <p>
        <span class="tag tag-danger">{says.kinds[ban.kind]}</span> {says.effect} {says.effects[ban.effect]},{' '}
        {sayUntil(ban)}, {says.placedBy(ban.by)}
        {ban.reason !== null && <q class="timeline-note">{ban.reason}</q>}
      </p>
      {role.value !== 'viewer' && <LiftButton ban={ban} onLifted={onLifted} />}
    </div>
  )
}

export function LiftButton({ ban, onLifted }: { ban: Ban; onLifted: () => void }) {
  const says = words(AUTHORS)
  const lift = async (): Promise<void> => {
    try {
      await api('delete', '/v1/admin/bans/{id}', { path: { id: ban.id } })
      notify('done', says.lifted)
      onLifted()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return <Confirm label={says.lift} question={says.liftQuestion} onConfirm={lift} />
}

export function sayUntil({ expiresAt }: Ban): string {
  const says = words(AUTHORS)
  return expiresAt === null ? says.untilLifted : says.untilDay(formatDay(expiresAt))
}
