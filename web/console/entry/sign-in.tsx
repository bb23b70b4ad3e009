/** Logging in: with a passkey, or with a password and, where there are any, one-time codes. */

import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { ApiError } from '../../api-client.js'
import { words } from '../i18n.js'
import { ENTRY } from '../messages/entry.js'
import { explainFailure } from '../notices.js'
import { Field } from '../parts/small.js'
import { logIn, logInWithPasskey } from '../session.js'
import { EntryPage } from './entry-page.js'

export function SignInPage() {
  const says = words(ENTRY)
  return (
    <EntryPage title={says.signIn}>
      <SignInForm onProve={(proof) => (proof === 'passkey' ? logInWithPasskey() : logIn(proof))} />
    </EntryPage>
  )
}

type Proof = 'passkey' | { login: string; password: string; code?: string }

/** `login` fixed: the same person proves again who they are. */
export function SignInForm({ onProve, login }: { onProve: (proof: Proof) => Promise<void>; login?: string }) {
  const says = words(ENTRY)
  const state = useSignal<'idle' | 'busy'>('idle')
  const failure = useSignal<string | null>(null)
  const wantsCode = useSignal(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (wantsCode.value) form.current?.querySelector<HTMLInputElement>('[name=code]')?.focus()
  }, [wantsCode.value])

  const prove = async (proof: Proof): Promise<void> => {
    state.value = 'busy'
    failure.value = null
    try {
      await onProve(proof)
    } catch (error) {
      const isCodeMissing = error instanceof ApiError && error.code === 'code-required'
      if (isCodeMissing) wantsCode.value = true
      failure.value = isCodeMissing && proof !== 'passkey' && proof.code === undefined ? null : sayRefusal(error)
    } finally {
      state.value = 'idle'
    }
  }
  const isBusy = state.value === 'busy'
  return (
    <div class="sign-in">
      {failure.value !== null && (
        <p class="problem" role="alert">
          {failure}
        </p>
      )}
      <button type="button" class="button" disabled={isBusy} onClick={() => void prove('passkey')}>
        {says.withPasskey}
      </button>
      <p class="sign-in-or">{says.or}</p>
      <form
        ref={form}
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          const given = new FormData(event.currentTarget)
          const code = String(given.get('code') ?? '').replace(/\s/g, '')
          void prove({
            login: login ?? String(given.get('login')),
            password: String(given.get('password')),
            ...(code === '' ? {} : { code }),
          })
        }}
      >
        {login === undefined && (
          <Field label={says.login}>
            {(control) => (
              <input
                {...control}
                class="input"
                name="login"
                autocomplete="username webauthn"
                required
                spellcheck={false}
              />
            )}
          </Field>
        )}
        <Field label={says.password}>
          {(control) => (
            <input
              {...control}
              class="input"
              name="password"
              type="password"
              autocomplete="current-password"
              required
            />
          )}
        </Field>
        {wantsCode.value && (
          <Field label={says.code} note={says.codeNote}>
            {(control) => (
              <input
                {...control}
                class="input"
                name="code"
                inputMode="numeric"
                autocomplete="one-time-code"
                pattern="[0-9 ]{6,7}"
                required
              />
            )}
          </Field>
        )}
        <p class="form-actions">
          <button type="submit" class="button button-quiet" disabled={isBusy}>
            {login === undefined ? says.signIn : says.confirm}
          </button>
        </p>
      </form>
    </div>
  )
}

/** What a refusal means for whoever stands at the door. */
export function sayRefusal(error: unknown): string {
  const says = words(ENTRY)
  if (error instanceof ApiError) {
    const refusals: Readonly<Record<string, string>> = says.refusals
    return refusals[error.code ?? ''] ?? explainFailure(error)
  }
  // The browser's own question was turned down, or ran out of time (WebAuthn, level 3, 5.1.4).
  if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError'))
    return says.turnedDown
  if (error instanceof Error && error.name === 'InvalidStateError') return says.hasPasskey
  return explainFailure(error)
}
