/** One-time codes: the secret as a picture and as letters, and the first code that proves the app has it. */

import { useSignal } from '@preact/signals'
import { generate } from 'lean-qr'
import { useEffect } from 'preact/hooks'
import type { Schemas } from '../api.js'
import { words } from '../i18n.js'
import { ENTRY } from '../messages/entry.js'
import { Field } from '../parts/small.js'
import { confirmCodes, needsProof, offerCodes } from '../session.js'
import { askForProof } from './proof.js'
import { sayRefusal } from './sign-in.js'

export function Codes({ onDone }: { onDone?: () => void }) {
  const says = words(ENTRY)
  const secret = useSignal<Schemas['CodeSecret'] | null>(null)
  const failure = useSignal<string | null>(null)
  const offer = async (): Promise<void> => {
    try {
      secret.value = await offerCodes()
    } catch (error) {
      if (needsProof(error) && (await askForProof())) return await offer()
      failure.value = sayRefusal(error)
    }
  }
  useEffect(() => {
    void offer()
  }, [])
  const confirm = async (code: string): Promise<void> => {
    failure.value = null
    try {
      await confirmCodes(code)
      onDone?.()
    } catch (error) {
      failure.value = sayRefusal(error)
    }
  }
  return (
    <div class="codes">
      {failure.value !== null && (
        <p class="problem" role="alert">
          {failure}
        </p>
      )}
      {secret.value !== null && (
        <>
          <p>{says.codesLead}</p>
          <QrCode text={secret.value.uri} label={says.qrCode} />
          <p class="note">
            {says.codesByHand} <code class="secret">{secret.value.secret}</code>
          </p>
          <form
            class="form"
            onSubmit={(event) => {
              event.preventDefault()
              void confirm(String(new FormData(event.currentTarget).get('code')).replace(/\s/g, ''))
            }}
          >
            <Field label={says.firstCode}>
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
            <p class="form-actions">
              <button type="submit" class="button">
                {says.confirm}
              </button>
            </p>
          </form>
        </>
      )}
    </div>
  )
}

const QUIET_ZONE = 4

/** Drawn as one path, dark on white whatever the colours of the page: cameras want it so. */
function QrCode({ text, label }: { text: string; label: string }) {
  const code = generate(text)
  const size = code.size + 2 * QUIET_ZONE
  let path = ''
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z`
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
