/** The one-time link of the first start, and invitations: a name, then the way to log in. */

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Schemas } from '../api.js'
import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { ENTRY } from '../messages/entry.js'
import { Field } from '../parts/small.js'
import { acceptInvitation, findInvitation } from '../session.js'
import { EntryPage } from './entry-page.js'
import { sayRefusal } from './sign-in.js'

export function SetUpPage({ token, onLeave }: { token: string; onLeave: () => void }) {
  const says = words(ENTRY)
  const offer = useSignal<Schemas['InvitationOffer'] | null>(null)
  const failure = useSignal<string | null>(null)
  const isBusy = useSignal(false)
  useEffect(() => {
    findInvitation(token).then(
      (found) => {
        offer.value = found
      },
      (error: unknown) => {
        failure.value = sayRefusal(error)
      },
    )
  }, [token])

  const accept = async (acceptance: Schemas['Acceptance']): Promise<void> => {
    isBusy.value = true
    failure.value = null
    try {
      await acceptInvitation(token, acceptance)
      onLeave()
    } catch (error) {
      failure.value = sayRefusal(error)
    } finally {
      isBusy.value = false
    }
  }
  const found = offer.value
  return (
    <EntryPage title={found?.isSetUp === false ? says.invitation : says.setUp}>
      {failure.value !== null && (
        <p class="problem" role="alert">
          {failure}
        </p>
      )}
      {found === null ? (
        failure.value !== null && (
          <p>
            <button type="button" class="link-button" onClick={onLeave}>
              {says.toSignIn}
            </button>
          </p>
        )
      ) : (
        <>
          <p class="entry-lead">
            {found.isSetUp ? says.setUpLead : says.invitationLead(words(COMMON).roles[found.role], found.sites)}
          </p>
          <form
            class="form"
            onSubmit={(event) => {
              event.preventDefault()
              const given = new FormData(event.currentTarget)
              const password = String(given.get('password') ?? '')
              void accept({
                name: String(given.get('name')),
                login: String(given.get('login')),
                ...(password === '' ? {} : { password }),
              })
            }}
          >
            <AccountFields name={found.isSetUp ? '' : found.name} />
            <p class="form-actions">
              <button type="submit" class="button" disabled={isBusy.value}>
                {says.next}
              </button>
            </p>
          </form>
        </>
      )}
    </EntryPage>
  )
}

function AccountFields({ name }: { name: string }) {
  const says = words(ENTRY)
  return (
    <>
      <Field label={says.name} note={says.nameNote}>
        {(control) => (
          <input
            {...control}
            class="input"
            name="name"
            defaultValue={name}
            autocomplete="name"
            required
            maxLength={80}
          />
        )}
      </Field>
      <Field label={says.login} note={says.loginNote}>
        {(control) => (
          <input
            {...control}
            class="input"
            name="login"
            autocomplete="username"
            required
            minLength={3}
            maxLength={40}
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]{2,39}"
            spellcheck={false}
          />
        )}
      </Field>
      <details class="more">
        <summary>{says.noPasskeys}</summary>
        <Field label={says.password} note={says.newPasswordNote} isOptional>
          {(control) => (
            <input
              {...control}
              class="input"
              name="password"
              type="password"
              autocomplete="new-password"
              minLength={12}
              maxLength={200}
            />
          )}
        </Field>
      </details>
    </>
  )
}
