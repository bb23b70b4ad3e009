/** What a person chose for this device; kept in the browser, never sent. */

import { signal } from '@preact/signals'

export const VEILS = ['none', 'harsh', 'all'] as const
export type Veil = (typeof VEILS)[number]

export interface Preferences {
  /** null: what the browser prefers. */
  language: string | null
  /** Single keys act; off for people who use speech or have unsteady hands (WCAG 2.1.4). */
  hasShortcuts: boolean
  /** Which comments stay blurred until they are asked for. */
  veil: Veil
  isGrey: boolean
  /** The site whose queue was looked at last; empty: all. */
  site: string
}

const STORE = 'causerie-console'
const DEFAULTS: Preferences = { language: null, hasShortcuts: true, veil: 'none', isGrey: false, site: '' }

export const preferences = signal<Preferences>(read())

export function changePreferences(change: Partial<Preferences>): void {
  preferences.value = { ...preferences.value, ...change }
  try {
    localStorage.setItem(STORE, JSON.stringify(preferences.value))
  } catch {
    // A browser that keeps nothing for us still obeys until the page is closed.
  }
}

function read(): Preferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORE) ?? '{}')
    return typeof kept === 'object' && kept !== null ? { ...DEFAULTS, ...kept } : DEFAULTS
  } catch {
    // Storage switched off, or something that is not ours: the defaults are good.
    return DEFAULTS
  }
}
