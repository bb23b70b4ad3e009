/** The widget's language: which one, its words, its plurals and times. */

import type first from './locales/en.json'

export type Words = (typeof first)['first']
export type LaterWords = (typeof first)['later']
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** Put in by the build: `locales/` with a hash of all of them, and the languages there are. */
declare const LOCALE_FOLDER: string
declare const LOCALES: string

const MINUTE_S = 60
const HOUR_S = 3_600
const DAY_S = 86_400

/** The best of our languages for a page's language tag. */
export function pickLocale(tag: string): string {
  try {
    const { language, script } = new Intl.Locale(tag).maximize()
    const wanted = language === 'zh' ? `zh-${script}` : /^n[no]$/.test(language) ? 'nb' : language
    return LOCALES.split(' ').includes(wanted) ? wanted : 'en'
  } catch {
    // `lang` may hold anything; Intl.Locale throws at what is no language tag.
    return 'en'
  }
}

/** Loads one part of a language's words; `base` is where embed.js is. */
export async function loadWords<Part extends 'first' | 'later'>(
  base: string,
  locale: string,
  part: Part,
): Promise<(typeof first)[Part]> {
  return (await import(`${base}${LOCALE_FOLDER}/${locale}.${part}.js`)).default
}

/** A sentence with its number, `#`, in the form the language wants. */
export function count(locale: string, number: number, forms: Forms): string {
  const form = forms[new Intl.PluralRules(locale).select(number)] ?? forms.other
  return form.replace('#', number.toLocaleString(locale))
}

/** A sentence with a name in it, kept apart from the sentence's own direction of writing. */
export function fill(sentence: string, name: string): string {
  return sentence.replace('{name}', () => `\u2068${name}\u2069`)
}

/** “3 hours ago” for a month, then the day. */
export function formatAge(locale: string, date: Date, justNow: string): string {
  // A clock that runs ahead must not make a comment come from the future.
  const seconds = (Date.now() - date.getTime()) / 1_000
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (seconds < MINUTE_S) return justNow
  if (seconds < HOUR_S) return ago.format(-Math.floor(seconds / MINUTE_S), 'minute')
  if (seconds < DAY_S) return ago.format(-Math.floor(seconds / HOUR_S), 'hour')
  if (seconds < 30 * DAY_S) return ago.format(-Math.floor(seconds / DAY_S), 'day')
  return date.toLocaleDateString(locale, { dateStyle: 'long' })
}
