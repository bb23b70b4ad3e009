/** A button for what cannot be taken back: asks once more, in the same place. */

import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'

export interface ConfirmProps {
  label: string
  question: string
  onConfirm: () => Promise<void> | void
}

export function Confirm({ label, question, onConfirm }: ConfirmProps) {
  const isAsking = useSignal(false)
  const isBusy = useSignal(false)
  const sure = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isAsking.value) sure.current?.focus()
  }, [isAsking.value])
  if (!isAsking.value) {
    return (
      <button
        type="button"
        class="button button-small button-quiet"
        onClick={() => {
          isAsking.value = true
        }}
      >
        {label}
      </button>
    )
  }
  const confirm = async (): Promise<void> => {
    isBusy.value = true
    try {
      await onConfirm()
    } finally {
      isBusy.value = false
      isAsking.value = false
    }
  }
  return (
    <span class="confirm">
      <span>{question}</span>
      <button
        ref={sure}
        type="button"
        class="button button-small button-danger"
        disabled={isBusy.value}
        onClick={() => void confirm()}
      >
        {label}
      </button>
      <button
        type="button"
        class="link-button"
        onClick={() => {
          isAsking.value = false
        }}
      >
        {words(COMMON).cancel}
      </button>
    </span>
  )
}
