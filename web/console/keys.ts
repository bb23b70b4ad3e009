/** Single-key shortcuts: who listens, and when a key is meant for a field instead. */

import { useLayoutEffect, useRef } from 'preact/hooks'
import { preferences } from './preferences.js'

/** What a key does; `false` leaves it to the next scope. Asked for at the press, so that no key falls between two drawings. */
export type Shortcuts = Readonly<Record<string, () => unknown>>

/** The newest scope that knows a key is asked first. */
const scopes: { current: Shortcuts }[] = []

/** Keys as `KeyboardEvent.key` names them, letters in lower case; with Shift, `X` or `?`. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const scope = useRef(shortcuts)
  scope.current = shortcuts
  // With the drawing itself: an effect would wait for the next frame, and a key pressed before it would be lost.
  useLayoutEffect(() => {
    scopes.push(scope)
    return () => {
      scopes.splice(scopes.indexOf(scope), 1)
    }
  }, [])
}

export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (isMeantForField(event) || document.querySelector('dialog[open]') !== null) return
    if (!preferences.value.hasShortcuts && event.key !== 'Escape') return
    const asked = [...scopes].reverse().map(({ current }) => current[event.key])
    if (asked.some((act) => act !== undefined && act() !== false)) event.preventDefault()
  })
}

const NOT_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'reset'])

function isMeantForField(event: KeyboardEvent): boolean {
  const { target, key } = event
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !NOT_TEXT.has(target.type) || key === ' '
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable)
    return true
  // Enter and the space bar press what has the focus.
  return (key === 'Enter' || key === ' ') && target.closest('a, button, summary') !== null
}
