/** A window above the page: keeps the keyboard inside, closes with Escape, gives the focus back. */

import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { Icon } from './icon.js'

export interface DialogProps {
  title: string
  /** Left out: the window stays until what it asks for is done. */
  onClose?: () => void
  isWide?: boolean
  children: ComponentChildren
}

export function Dialog({ title, onClose, isWide = false, children }: DialogProps) {
  const window = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const element = window.current
    const before = document.activeElement
    element?.showModal()
    return () => {
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same, by the cancel event.
    <dialog
      ref={window}
      class={isWide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
      onClick={(event) => {
        // The backdrop belongs to the element; its content is inside.
        if (event.target === window.current) onClose?.()
      }}
    >
      <div class="dialog-inside">
        <header class="dialog-head">
          <h2 id={heading}>{title}</h2>
          {onClose !== undefined && (
            <button type="button" class="icon-button" aria-label={words(COMMON).close} onClick={onClose}>
              <Icon name="close" />
            </button>
          )}
        </header>
        {children}
      </div>
    </dialog>
  )
}
