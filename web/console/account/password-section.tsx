/** The second way in: a password with one-time codes. */

import { useSignal } from '@preact/signals'
import { api } from '../api.js'
import { Codes } from '../entry/codes.js'
import { words } from '../i18n.js'
import { ACCOUNT } from '../messages/account.js'
import { ENTRY } from '../messages/entry.js'
import { notify, notifyFailure } from '../notices.js'
import { Confirm } from '../parts/confirm.js'
import { Dialog } from '../parts/dialog.js'
import { Section } from '../parts/page.js'
import { Field } from '../parts/small.js'
import { useSubmit } from '../parts/submit.js'

export function PasswordSection() {
  const says = words(ACCOUNT)
  const isOpen = useSignal(false)
  const { send, isBusy, problem, errors } = useSubmit()
  const removeCodes = async (): Promise<void> => {
    try {
      await api('delete', '/v1/admin/totp', {})
      notify('done', says.codesRemoved)
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <Section title={says.password} note={says.passwordNote}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          const password = String(new FormData(form).get('password'))
          void send(async () => {
            await api('put', '/v1/admin/password', { json: { password } })
            form.reset()
          }, says.passwordSet)
        }}
      >
        {problem.value !== null && errors.value.password === undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <Field label={says.newPassword} note={words(ENTRY).passwordRule} error={errors.value.password}>
          {(control) => (
            <input
              {...control}
              class="input"
              name="password"
              type="password"
              autocomplete="new-password"
              required
              minLength={12}
              maxLength={200}
            />
          )}
        </Field>
        <p class="form-actions">
          <button type="submit" class="button button-quiet" disabled={isBusy.value}>
            {says.setPassword}
          </button>
        </p>
      </form>
      <p class="form-actions">
        <button
          type="button"
          class="button button-quiet"
          onClick={() => {
            isOpen.value = true
          }}
        >
          {says.setCodes}
        </button>
        <Confirm label={says.removeCodes} question={says.removeCodesQuestion} onConfirm={removeCodes} />
      </p>
      {isOpen.value && (
        <Dialog
          title={says.setCodes}
          onClose={() => {
            isOpen.value = false
          }}
        >
          <Codes
            onDone={() => {
              isOpen.value = false
              notify('done', says.codesSet)
            }}
          />
        </Dialog>
      )}
    </Section>
  )
}
