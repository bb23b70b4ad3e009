/** The language shown: the chosen one, else the browser's. */

import { effect } from '@preact/signals'
import { changePreferences, preferences } from './preferences.js'

export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** The chosen language, else the first of the browser's that we speak. Reading it in a component subscribes to it. */
export function currentLanguage(): Language {
  const chosen = LANGUAGES.find((known) => known === preferences.value.language)
  if (chosen !== undefined) return chosen
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())
  return LANGUAGES.find((known) => known === spoken.find((tag) => LANGUAGES.some((each) => each === tag))) ?? 'en'
}

export function chooseLanguage(language: Language): void {
  changePreferences({ language })
}

export function keepDocumentLanguage(): void {
  effect(() => {
    document.documentElement.lang = currentLanguage()
  })
}
