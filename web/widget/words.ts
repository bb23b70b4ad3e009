/** The widget's language: which one, its words, its plurals and times. */

import { load } from './load.js'
import type first from './locales/en.json'

export type Words = (typeof first)['first']
export type LaterWords = (typeof first)['later']
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** Put in by the build: `locales/` with a hash of all of them, and the languages there are. */
declare const LOCALE_FOLDER: string
declare const LOCALES: string

const MINUTE_MS = 60_000
/** Each unit of an age, and how many of them make the next. */
const UNITS = [
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
] as const

/** The best of our languages for a page's language tag. */
export function pickLocale(tag: string): string {
  try {
    const wished = new Intl.Locale(tag)
    const { language } = wished
    // Only where it is needed: to look up the script takes a telephone a tenth of a second.
    const wanted = language === 'zh' ? `zh-${wished.maximize().script}` : /^n[no]$/.test(language) ? 'nb' : language
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
  return (await load<{ default: (typeof first)[Part] }>(base, `${LOCALE_FOLDER}/${locale}.${part}.js`)).default
}

/** A sentence with its number, `#`, in the form the language wants. */
export function count({ plural, number }: Formats, amount: number, forms: Forms): string {
  const form = forms[plural.select(amount)] ?? forms.other
  return form.replace('#', number.format(amount))
}

/** A sentence with a name in it, kept apart from the sentence's own direction of writing. */
export function fill(sentence: string, name: string): string {
  return sentence.replace('{name}', () => `\u2068${name}\u2069`)
}

/** A language's ways to say a moment and a number, made once a thread: one takes longer to make than to use for every comment. */
export const makeFormats = (locale: string) => ({
  ago: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  plural: new Intl.PluralRules(locale),
  moment: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }),
  number: new Intl.NumberFormat(locale),
  day: new Intl.DateTimeFormat(locale, { dateStyle: 'long' }),
})
export type Formats = ReturnType<typeof makeFormats>

/** “3 hours ago” for a month, then the day. */
export function formatAge({ ago, day }: Formats, date: Date, justNow: string): string {
  // A clock that runs ahead must not make a comment come from the future.
  let age = (Date.now() - date.getTime()) / MINUTE_MS
  if (age < 1) return justNow
  for (const [unit, next] of UNITS) {
    if (age < next) return ago.format(-Math.floor(age), unit)
    age /= next
  }
  return day.format(date)
}
