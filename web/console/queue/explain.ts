/** What a check found, as a sentence a person understands, and the words of the comment that made it say so. */

import type { Signal } from '../api.js'
import { formatNumber, formatScore, words } from '../i18n.js'
import { type Concept, SUBJECTS } from '../messages/concepts.js'
import { SHAPES } from '../messages/shapes.js'
import { SIGNALS } from '../messages/signals.js'

export interface Explanation {
  text: string
  /** Pieces of the text to highlight. */
  quotes: readonly string[]
}

type Details = Record<string, unknown>

/** The service's own note, in English, stands in for a check that this console does not know yet. */
export function explainSignal(signal: Signal): Explanation {
  const explain = EXPLAIN[signal.check]
  const details = signal.details ?? {}
  return explain?.(details, signal) ?? { text: signal.note, quotes: [] }
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)
const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []

const EXPLAIN: Readonly<Record<string, (details: Details, signal: Signal) => Explanation | undefined>> = {
  'author-history': ({ approved, spam }) => ({
    text: words(SIGNALS).authorHistory(numberOf(approved), numberOf(spam)),
    quotes: [],
  }),
  ban: ({ kind }) => {
    const says = words(SIGNALS)
    const text = says.bans[String(kind) as keyof typeof says.bans]
    return text === undefined ? undefined : { text, quotes: [] }
  },
  'blocked-terms': ({ count, terms }) => ({
    text: words(SIGNALS).blockedTerms(numberOf(count), listOf(terms)),
    quotes: listOf(terms),
  }),
  'shadow-terms': ({ count, terms }) => ({
    text: words(SIGNALS).shadowTerms(numberOf(count), listOf(terms)),
    quotes: listOf(terms),
  }),
  'contact-lure': ({ addresses, phones, hasMessenger }) => ({
    text: words(SIGNALS).contactLure(numberOf(addresses), numberOf(phones), hasMessenger === true),
    quotes: [],
  }),
  disguises: (details) => ({
    text: sayCounts(words(SIGNALS).disguises, words(SIGNALS).disguiseKinds, details),
    quotes: [],
  }),
  'form-token': ({ token, elapsedMs }) => {
    const says = words(SIGNALS)
    if (token === 'valid')
      return { text: says.hasty(formatNumber(Math.round(numberOf(elapsedMs) / 100) / 10)), quotes: [] }
    const text = says.tokens[String(token) as keyof typeof says.tokens]
    return text === undefined ? undefined : { text, quotes: [] }
  },
  honeypot: () => ({ text: words(SIGNALS).honeypot, quotes: [] }),
  links: ({ links, signs }) => {
    const says = words(SIGNALS)
    const known = listOf(signs).map((sign) => says.linkSigns[sign as keyof typeof says.linkSigns] ?? sign)
    return { text: says.links(numberOf(links), known), quotes: [] }
  },
  'posting-rate': ({ byAuthor, byNetwork }) => ({
    text: words(SIGNALS).postingRate(numberOf(byAuthor), numberOf(byNetwork)),
    quotes: [],
  }),
  raid: () => ({ text: words(SIGNALS).raid, quotes: [] }),
  'repeated-body': ({ same, near, threads, spam }) => ({
    text: words(SIGNALS).repeatedBody({
      same: numberOf(same),
      near: numberOf(near),
      threads: numberOf(threads),
      spam: numberOf(spam),
    }),
    quotes: [],
  }),
  'spam-model': (details, { score }) => explainModel(words(SIGNALS).spamModel, details, score),
  'toxicity-model': (details, { score }) => explainModel(words(SIGNALS).toxicityModel, details, score),
  impersonation: ({ kind }) => {
    const says = words(SIGNALS)
    const text = says.impersonation[String(kind) as keyof typeof says.impersonation]
    return text === undefined ? undefined : { text, quotes: [] }
  },
  'personal-data': (details) => ({
    text: sayCounts(words(SIGNALS).personalData, words(SIGNALS).personalKinds, details),
    quotes: [],
  }),
  profanity: ({ count, isAimed, words: rude }) => ({
    text: words(SIGNALS).profanity(numberOf(count), isAimed === true, listOf(rude)),
    quotes: listOf(rude),
  }),
  shouting: ({ percent }) => ({ text: words(SIGNALS).shouting(numberOf(percent)), quotes: [] }),
}

function sayCounts(
  lead: (list: string) => string,
  kinds: Readonly<Record<string, (count: number) => string>>,
  details: Details,
): string {
  const said = Object.entries(details).flatMap(([kind, count]) => {
    const say = kinds[kind]
    return say === undefined || numberOf(count) === 0 ? [] : [say(numberOf(count))]
  })
  return lead(said.join(', '))
}

const REASONS_MAX = 5
/** The models' scores from which their words are lit up. */
const POINTS_FROM = 0.3
const REASON = /^([+-]?[\d.]+) (.+)$/
const QUOTED = /^words? "(.+)"$/

/** `+1.2 word "casino"` becomes *casino*; what speaks for the comment is left out. */
function explainModel(
  say: (score: string, reasons: readonly string[]) => string,
  details: Details,
  score: number,
): Explanation {
  const against = listOf(details.reasons).flatMap((reason) => {
    const [, weight = '', feature = ''] = REASON.exec(reason) ?? []
    return Number(weight) > 0 ? [feature] : []
  })
  // A model that is not worried has nothing to point at.
  const quotes = score < POINTS_FROM ? [] : against.flatMap((feature) => QUOTED.exec(feature)?.[1] ?? [])
  const named = against.slice(0, REASONS_MAX).map(nameFeature)
  return { text: say(formatScore(numberOf(details.probability)), named), quotes }
}

/** Features are named in English by the model; their fixed parts are translated here, quotations stay. */
export function nameFeature(feature: string): string {
  const { names, starts, steps } = words(SHAPES)
  const quoted = QUOTED.exec(feature)?.[1]
  if (quoted !== undefined) return words(SIGNALS).quote(quoted)
  const subject = nameSubject(feature)
  if (subject !== undefined) return subject
  for (const [start, translated] of Object.entries(starts)) {
    // What follows is somebody's name or address, and stays as it is.
    if (feature.startsWith(start)) return translated + feature.slice(start.length)
  }
  const [, lead = '', rest = ''] = /^(disguise, |)(.*)$/.exec(feature) ?? []
  const [name = '', ...values] = rest.split(': ')
  const known = names[name as keyof typeof names]
  if (known === undefined) return translateStep(feature, steps)
  const step = values.join(': ')
  const said = step === '' ? known : `${known} (${translateStep(step, steps)})`
  return lead === '' ? said : words(SIGNALS).disguises(said)
}

/** "about money", "about money and an offer", "about money, with a link"; undefined: nothing of the kind. */
function nameSubject(feature: string): string | undefined {
  const says = words(SUBJECTS)
  const [, subject = '', more] = /^about (.+?)(, with a link|, from an author with a website)?$/.exec(feature) ?? []
  const nameOf = (concept: string): string | undefined => says.names[concept as Concept]
  const alone = nameOf(subject)
  if (alone !== undefined) {
    if (more === undefined) return says.one(alone)
    return more === ', with a link' ? says.withLink(alone) : says.withSite(alone)
  }
  // A name may hold an "and" of its own.
  const first = Object.keys(says.names).find((concept) => subject.startsWith(`${concept} and `))
  if (first === undefined) return undefined
  const [one, other] = [nameOf(first), nameOf(subject.slice(`${first} and `.length))]
  return one === undefined || other === undefined ? undefined : says.two(one, other)
}

function translateStep(step: string, steps: Readonly<Record<string, string>>): string {
  return Object.entries(steps).reduce((text, [english, translated]) => text.replace(english, translated), step)
}
