/** What depends on the language shown: words, numbers, dates. */

import { currentLanguage, type Language } from './language.js'

/** A section's words in the language shown. */
export function words<Words>(section: Readonly<Record<Language, Words>>): Words {
  return section[currentLanguage()]
}

const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' }
const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>()

function formatOf<Format extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  name: string,
  make: (locale: string) => Format,
): Format {
  const language = currentLanguage()
  const key = `${language} ${name}`
  const known = formats.get(key)
  if (known !== undefined) return known as Format
  const made = make(LOCALES[language])
  formats.set(key, made)
  return made
}

export function formatNumber(value: number): string {
  return formatOf('number', (locale) => new Intl.NumberFormat(locale)).format(value)
}

/** A share from 0 to 1 as whole percent. */
export function formatShare(share: number): string {
  return formatOf('share', (locale) => new Intl.NumberFormat(locale, { style: 'percent' })).format(share)
}

/** A score from 0 to 1 with two digits. */
export function formatScore(score: number): string {
  return formatOf(
    'score',
    (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  ).format(score)
}

export function formatMoment(moment: string | Date): string {
  const make = (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  return formatOf('moment', make).format(new Date(moment))
}

export function formatTime(moment: string | Date): string {
  return formatOf('time', (locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' })).format(new Date(moment))
}

export function formatDay(moment: string | Date): string {
  return formatOf('day', (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })).format(new Date(moment))
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** "3 minutes ago"; under a minute, "now". */
export function formatAgo(moment: string | Date, nowMs: number): string {
  const format = formatOf('ago', (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }))
  const differenceMs = new Date(moment).getTime() - nowMs
  const [unit, unitMs] = STEPS.find(([, stepMs]) => Math.abs(differenceMs) >= stepMs) ?? ['second', 0]
  return unitMs === 0 ? format.format(0, 'second') : format.format(Math.trunc(differenceMs / unitMs), unit)
}
