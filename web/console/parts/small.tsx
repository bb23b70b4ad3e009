/** The smallest pieces of the pages: a key's cap, a moment, a status, a field with its label. */

import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { coarseNow } from '../clock.js'
import { formatAgo, formatMoment, words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { preferences } from '../preferences.js'

export type Status = keyof (typeof COMMON)['en']['statuses']

/** The cap of a key; hidden when single keys do nothing. */
export function Key({ children }: { children: string }) {
  return preferences.value.hasShortcuts ? <kbd class="key">{children}</kbd> : null
}

export function Ago({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {formatAgo(at, coarseNow.value)}
    </time>
  )
}

export function StatusTag({ status }: { status: Status }) {
  return <span class={`tag tag-${status}`}>{words(COMMON).statuses[status]}</span>
}

export interface FieldProps {
  label: string
  note?: ComponentChildren
  error?: string | undefined
  isOptional?: boolean
  /** Gets the attributes that tie the control to its label and notes. */
  children: (control: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean
  }) => ComponentChildren
}

export function Field({ label, note, error, isOptional = false, children }: FieldProps) {
  const id = useId()
  const hasNote = note !== undefined || error !== undefined
  return (
    <div class="field">
      <label for={id}>
        {label}
        {isOptional && <span class="hint"> ({words(COMMON).optional})</span>}
      </label>
      {children({ id, 'aria-describedby': hasNote ? `${id}-note` : undefined, 'aria-invalid': error !== undefined })}
      {hasNote && (
        <p class="note" id={`${id}-note`}>
          {error !== undefined && <strong class="error">{error} </strong>}
          {note}
        </p>
      )}
    </div>
  )
}

/** What stands where there is nothing. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  )
}
