/** The last step of a new account: a passkey, or one-time codes beside the password. */

import { useSignal } from '@preact/signals'
import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { ENTRY } from '../messages/entry.js'
import { Field } from '../parts/small.js'
import { addPasskey, logOut } from '../session.js'
import { Codes } from './codes.js'
import { EntryPage } from './entry-page.js'
import { sayRefusal } from './sign-in.js'

export function SecondFactorPage() {
  const says = words(ENTRY)
  const failure = useSignal<string | null>(null)
  const isBusy = useSignal(false)
  const wantsCodes = useSignal(false)
  const add = async (name: string): Promise<void> => {
    isBusy.value = true
    failure.value = null
    try {
      await addPasskey(name)
    } catch (error) {
      failure.value = sayRefusal(error)
    } finally {
      isBusy.value = false
    }
  }
  return (
    <EntryPage title={says.addPasskey}>
      {failure.value !== null && (
        <p class="problem" role="alert">
          {failure}
        </p>
      )}
      {wantsCodes.value ? (
        <Codes />
      ) : (
        <>
          <p class="entry-lead">{says.passkeyLead}</p>
          <form
            class="form"
            onSubmit={(event) => {
              event.preventDefault()
              void add(String(new FormData(event.currentTarget).get('name')))
            }}
          >
            <Field label={says.passkeyName} note={says.passkeyNameNote}>
              {(control) => (
                <input {...control} class="input" name="name" defaultValue={says.thisDevice} required maxLength={80} />
              )}
            </Field>
            <p class="form-actions">
              <button type="submit" class="button" disabled={isBusy.value}>
                {says.addPasskey}
              </button>
            </p>
          </form>
        </>
      )}
      <p class="entry-ways">
        <button
          type="button"
          class="link-button"
          onClick={() => {
            wantsCodes.value = !wantsCodes.value
          }}
        >
          {wantsCodes.value ? says.passkeyInstead : says.codesInstead}
        </button>
        <button type="button" class="link-button" onClick={() => void logOut()}>
          {words(COMMON).signOut}
        </button>
      </p>
    </EntryPage>
  )
}
