/** Numbers, plurals and dates in the reader's language. Dates are in UTC, because a server cannot know the reader's zone. */

import type { Language } from './messages.js'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const RELATIVE_DAYS_MAX = 30

/** `#` stands for the number. French counts millions apart: “un million de commentaires”. */
export type PluralForms = { one: string; other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

const FORMATS = { en: createFormats('en-GB'), fr: createFormats('fr-FR') }

export function formatNumber(language: Language, value: number): string {
  return FORMATS[language].number.format(value)
}

export function formatPlural(language: Language, count: number, forms: PluralForms): string {
  const form = forms[FORMATS[language].plural.select(count)] ?? forms.other
  return form.replace('#', formatNumber(language, count))
}

/** The day as a newspaper prints it under its name. */
export function formatWeekday(language: Language, date: Date): string {
  return FORMATS[language].weekday.format(date)
}

/** Day, time and zone: the whole truth, for a tooltip. */
export function formatMoment(language: Language, date: Date): string {
  return FORMATS[language].moment.format(date)
}

/** “3 hours ago” while that says more than a date; undefined when it is too fresh to count. */
export function formatAge(language: Language, date: Date, now: Date): string | undefined {
  const seconds = Math.floor((now.getTime() - date.getTime()) / 1000)
  const { relative, day } = FORMATS[language]
  // A clock that runs ahead must not make a comment come from the future.
  if (seconds < MINUTE) return undefined
  if (seconds < HOUR) return relative.format(-Math.floor(seconds / MINUTE), 'minute')
  if (seconds < DAY) return relative.format(-Math.floor(seconds / HOUR), 'hour')
  if (seconds < RELATIVE_DAYS_MAX * DAY) return relative.format(-Math.floor(seconds / DAY), 'day')
  return day.format(date)
}

function createFormats(locale: string) {
  const timeZone = 'UTC'
  return {
    number: new Intl.NumberFormat(locale),
    plural: new Intl.PluralRules(locale),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }),
    weekday: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone }),
    moment: new Intl.DateTimeFormat(locale, {
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
      timeZoneName: 'short',
    }),
  }
}
