/** Who may come in: moderators, open invitations, and who is logged in at the moment. */

import { useSignal } from '@preact/signals'
import { SessionList } from '../account/session-list.js'
import { api, type Schemas } from '../api.js'
import { words } from '../i18n.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { MODERATORS } from '../messages/moderators.js'
import { Loaded, Page, Section } from '../parts/page.js'
import { saySites } from '../parts/site-choice.js'
import { Ago } from '../parts/small.js'
import { session } from '../session.js'
import { ChangeDialog } from './change-dialog.js'
import { InvitationSection } from './invitation-section.js'
import { InviteDialog } from './invite-dialog.js'

type Moderator = Schemas['Moderator']

export function ModeratorsPage() {
  const says = words(MODERATORS)
  const common = words(COMMON)
  const moderators = useLoad('moderators', (abort) => api('get', '/v1/admin/moderators', { signal: abort }))
  const invitations = useLoad('invitations', (abort) => api('get', '/v1/admin/invitations', { signal: abort }))
  const sessions = useLoad('all-sessions', (abort) =>
    api('get', '/v1/admin/sessions', { query: { everyone: true }, signal: abort }),
  )
  const dialog = useSignal<'none' | 'invite' | Moderator>('none')
  const close = (): void => {
    dialog.value = 'none'
    for (const loader of [moderators, invitations, sessions]) loader.reload()
  }
  return (
    <Page
      title={common.pages.moderators}
      lead={says.lead}
      actions={
        <button
          type="button"
          class="button"
          onClick={() => {
            dialog.value = 'invite'
          }}
        >
          {says.invite}
        </button>
      }
    >
      <Loaded from={moderators}>
        {({ moderators: listed }) => (
          <ul class="roster roster-first" aria-label={common.pages.moderators}>
            {listed.map((moderator) => (
              <ModeratorRow
                key={moderator.id}
                moderator={moderator}
                onChange={() => {
                  dialog.value = moderator
                }}
              />
            ))}
          </ul>
        )}
      </Loaded>
      <InvitationSection from={invitations} />
      <Section title={says.sessions} note={says.sessionsNote}>
        <Loaded from={sessions}>
          {({ sessions: listed }) => (
            <SessionList
              label={says.sessions}
              sessions={listed}
              hasNames
              onChange={() => {
                sessions.reload()
                moderators.reload()
              }}
            />
          )}
        </Loaded>
      </Section>
      {dialog.value === 'invite' && <InviteDialog onClose={close} />}
      {typeof dialog.value === 'object' && <ChangeDialog moderator={dialog.value} onClose={close} />}
    </Page>
  )
}

function ModeratorRow({ moderator, onChange }: { moderator: Moderator; onChange: () => void }) {
  const says = words(MODERATORS)
  const common = words(COMMON)
  const { id, name, login, role, sites, lastSeenAt } = moderator
  return (
    <li class="roster-row">
      <p>
        <strong>{name}</strong> {id === session.value?.moderator.id && <span class="tag tag-approved">{says.you}</span>}
        <span class="roster-note">{login}</span>
      </p>
      <p>
        {common.roles[role]}
        <span class="roster-note">{saySites(sites)}</span>
      </p>
      <p>
        <WaysIn moderator={moderator} />
        <span class="roster-note">
          {lastSeenAt === null ? (
            says.notHere
          ) : (
            <>
              {says.seen} <Ago at={lastSeenAt} />
            </>
          )}
        </span>
      </p>
      <p class="roster-actions">
        <button
          type="button"
          class="button button-small button-quiet"
          aria-label={`${says.change}: ${name}`}
          onClick={onChange}
        >
          {says.change}
        </button>
      </p>
    </li>
  )
}

function WaysIn({ moderator: { passkeys, hasPassword, hasCodes } }: { moderator: Moderator }) {
  const says = words(MODERATORS)
  const ways = [
    ...(passkeys === 0 ? [] : [says.passkeys(passkeys)]),
    ...(hasPassword && hasCodes ? [says.withCodes] : []),
  ]
  return ways.length === 0 ? <span class="tag tag-warning">{says.unfinished}</span> : <span>{ways.join(', ')}</span>
}
