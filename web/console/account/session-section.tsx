/** Where one is logged in. */

import { api } from '../api.js'
import { words } from '../i18n.js'
import { useLoad } from '../load.js'
import { ACCOUNT } from '../messages/account.js'
import { notify, notifyFailure } from '../notices.js'
import { Confirm } from '../parts/confirm.js'
import { Loaded, Section } from '../parts/page.js'
import { SessionList } from './session-list.js'

export function SessionSection() {
  const says = words(ACCOUNT)
  const loader = useLoad('own-sessions', (abort) => api('get', '/v1/admin/sessions', { signal: abort }))
  const endOthers = async (): Promise<void> => {
    try {
      await api('delete', '/v1/admin/sessions', {})
      notify('done', says.othersEnded)
      loader.reload()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <Section title={says.sessions} note={says.sessionsNote}>
      <Loaded from={loader}>
        {({ sessions }) => (
          <>
            <SessionList label={says.sessions} sessions={sessions} onChange={loader.reload} />
            {sessions.length > 1 && (
              <p>
                <Confirm label={says.endOthers} question={says.endOthersQuestion} onConfirm={endOthers} />
              </p>
            )}
          </>
        )}
      </Loaded>
    </Section>
  )
}
