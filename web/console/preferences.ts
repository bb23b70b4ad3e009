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
  /** Minutes of work after which a pause is suggested; 0: never. */
  breakAfterMinutes: number
  /** The site whose queue was looked at last; empty: all. */
  site: string
}

const STORE = 'causerie-console'
const DEFAULTS: Preferences = {
  language: null,
  hasShortcuts: true,
  veil: 'none',
  isGrey: false,
  breakAfterMinutes: 0,
  site: '',
}
/** Whose browser it is at the moment; empty: nobody logged in. */
let owner = ''

export const preferences = signal<Preferences>(read(STORE) ?? DEFAULTS)

/** Several people may share a browser: each finds what they chose, and who never chose, what stands there. */
export function takePreferencesOf(moderatorId: string): void {
  if (moderatorId === owner) return
  owner = moderatorId
  const own = read(`${STORE}-${owner}`)
  if (own !== null) preferences.value = own
}

export function changePreferences(change: Partial<Preferences>): void {
  preferences.value = { ...preferences.value, ...change }
  try {
    const kept = JSON.stringify(preferences.value)
    // What was chosen last is what the next page before the log-in is shown in.
    localStorage.setItem(STORE, kept)
    if (owner !== '') localStorage.setItem(`${STORE}-${owner}`, kept)
  } catch {
    // A browser that keeps nothing for us still obeys until the page is closed.
  }
}

function read(name: string): Preferences | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null')
    return typeof kept === 'object' && kept !== null ? { ...DEFAULTS, ...kept } : null
  } catch {
    // Storage switched off, or something that is not ours: the defaults are good.
    return null
  }
}
