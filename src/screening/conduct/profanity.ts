/** Swearing and insults in English and French: how gross, and whether aimed at somebody. */

import { groupBy } from '../../domain/group-by.js'
import type { Check, Finding } from '../check.js'
import { undisguise } from '../text/undisguise.js'
import { fold } from '../text/words.js'
import {
  EXCEPTIONS,
  PHRASES,
  PROFANE_BEGINNINGS,
  PROFANITIES,
  type ProfanityEntry,
  type ProfanityLanguage,
  type Severity,
} from './profanity-words.js'

/** Swearing at the weather is a matter of taste: never held at the usual threshold of 0.6, however much of it. */
const UNAIMED: Readonly<Record<Severity, number>> = { 1: 0.03, 2: 0.12, 3: 0.25, 4: 0.5 }
const UNAIMED_MAX = 0.55
/** At a person: rude words are borne, insults wait for a moderator. */
const AIMED: Readonly<Record<Severity, number>> = { 1: 0.3, 2: 0.62, 3: 0.78, 4: 0.9 }
const AIMED_MAX = 0.97
/** What further words add to the strongest. */
const FURTHER = 0.04
/** A sentence begun with a name speaks to that person for a while. */
const MENTION_REACH = 12
/** Words between "you" and the insult that say nothing themselves: "you are such a complete idiot". */
const FILLERS_MAX = 8
/** Further words that may stand there when the insult has no innocent meaning. */
const OTHER_WORDS_MAX = 2
const LISTED_WORDS = 5

const TOKEN = /@?[\p{L}\p{N}]+(?:[*#]{1,3}[\p{L}\p{N}]+){0,3}|[.!?;:\n]/gu
const SENTENCE_END = /^[.!?;:\n]$/
const MASK = /[*#]/
/** Three letters or more are one, or two. */
const STRETCHED = /(.)\1{2}/
const STRETCHED_ALL = /(.)\1{2,}/g
const STRETCHES = ['$1', '$1$1']

const ADDRESSED: Readonly<Record<ProfanityLanguage, ReadonlySet<string>>> = {
  en: setOf('you u ur youre ya ure yall'),
  fr: setOf('tu t toi vous'),
}
const FILLERS: Readonly<Record<ProfanityLanguage, ReadonlySet<string>>> = {
  en: setOf(
    'are re r were be being is was a an the such so really total totally complete completely utter utterly just bloody all ' +
      'nothing but like sound little stupid dumb big fat very pretty damn fucking freaking real absolute fuckin sad ' +
      'pathetic dirty ugly old lying worthless and',
  ),
  fr: setOf(
    'es etes est etais serez n ne que qu un une de des d le la l vraiment trop tellement si bien vrai vraie gros grosse sale ' +
      'sales pauvre petit petite espece bande juste tres beau bel belle grand grande sacre sacree completement franchement ' +
      'quand meme juste rien c et',
  ),
}
/** Words by which French throws an insult at somebody: "espèce d'idiot", "sale con". */
const THROWN = setOf('espece bande sale sales pauvre pauvres gros grosse')
/** "Un sale con" speaks of somebody, it does not speak to them. */
const ARTICLES = setOf('un une le la les ce cet cette ces des mon ma mes son sa ses l d leur')
const NOT = setOf('not isn aren arent isnt never pas jamais')

interface Hit {
  word: string
  severity: Severity
  isAimed: boolean
}

export const profanity: Check = {
  name: 'profanity',
  version: '2',
  kind: 'text',
  run: ({ body }) => {
    const hits = findHits(fold(undisguise(body).text))
    return hits.length === 0 ? null : toFinding(hits)
  },
}

function toFinding(hits: readonly Hit[]): Finding {
  const scores = hits.map(({ severity, isAimed }) => (isAimed ? AIMED : UNAIMED)[severity])
  const isAimed = hits.some((hit) => hit.isAimed)
  const score = Math.min(isAimed ? AIMED_MAX : UNAIMED_MAX, Math.max(...scores) + FURTHER * (hits.length - 1))
  const words = [...new Set(hits.map(({ word }) => word))].slice(0, LISTED_WORDS)
  return {
    score,
    note: `${hits.length} rude word(s)${isAimed ? ', aimed at somebody' : ''}: ${words.join(', ')}`,
    details: { count: hits.length, isAimed, severity: Math.max(...hits.map(({ severity }) => severity)), words },
  }
}

function findHits(text: string): Hit[] {
  const tokens = (text.match(TOKEN) ?? []).map(plainToken)
  const hits: Hit[] = []
  let sentenceStart = 0
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? ''
    if (SENTENCE_END.test(token)) {
      sentenceStart = i + 1
      continue
    }
    const phrase = phraseAt(tokens, i)
    if (phrase !== undefined) {
      hits.push({ word: phrase.text, severity: phrase.severity, isAimed: true })
      i += phrase.words.length - 1
      continue
    }
    const hit = wordHit(tokens, i, sentenceStart)
    if (hit !== null) hits.push(hit)
  }
  return hits
}

function wordHit(tokens: readonly string[], at: number, sentenceStart: number): Hit | null {
  const word = tokens[at] ?? ''
  const entry = lookUp(word)
  if (entry === undefined) return null
  const isAimed = entry.isInsult && isAimedAt(tokens, at, sentenceStart, entry)
  return entry.isAmbiguous && !isAimed ? null : { word, severity: entry.severity, isAimed }
}

function isAimedAt(tokens: readonly string[], at: number, sentenceStart: number, entry: ProfanityEntry): boolean {
  const isMentioned = !entry.isAmbiguous && (tokens[sentenceStart] ?? '').startsWith('@')
  if (isMentioned && at - sentenceStart <= MENTION_REACH) return true
  return (entry.languages.includes('fr') && isThrown(tokens, at)) || isAddressed(tokens, at, sentenceStart, entry)
}

function isThrown(tokens: readonly string[], at: number): boolean {
  const linked = /^(?:de|d)$/.test(tokens[at - 1] ?? '') ? at - 2 : at - 1
  return THROWN.has(tokens[linked] ?? '') && !ARTICLES.has(tokens[linked - 1] ?? '')
}

/** Goes back from the insult to a "you" over words that do not begin another thought. */
function isAddressed(tokens: readonly string[], at: number, sentenceStart: number, entry: ProfanityEntry): boolean {
  const { languages, isAmbiguous } = entry
  let others = isAmbiguous ? 0 : OTHER_WORDS_MAX
  for (let i = at - 1; i >= Math.max(sentenceStart, at - FILLERS_MAX); i--) {
    const token = tokens[i] ?? ''
    if (NOT.has(token)) return false
    if (languages.some((language) => ADDRESSED[language].has(token))) return true
    if (!languages.some((language) => FILLERS[language].has(token)) && others-- === 0) return false
  }
  return false
}

function lookUp(word: string): ProfanityEntry | undefined {
  if (EXCEPTIONS.has(word)) return undefined
  const beginning = PROFANE_BEGINNINGS.find((start) => word.startsWith(start))
  return PROFANITIES.get(word) ?? (beginning === undefined ? undefined : PROFANITIES.get(beginning))
}

/** The word as it is read: `f*ck` and `fuuuuck` are one. */
function plainToken(token: string): string {
  if (MASK.test(token)) return unmask(token) ?? token
  if (!STRETCHED.test(token) || lookUp(token) !== undefined) return token
  return (
    STRETCHES.map((letters) => token.replaceAll(STRETCHED_ALL, letters)).find((word) => lookUp(word) !== undefined) ??
    token
  )
}

/** Words of the same length that agree in every visible letter. */
function unmask(token: string): string | undefined {
  const candidates = wordsByShape.get(shapeOf(token)) ?? []
  return candidates.find((word) => [...token].every((letter, i) => MASK.test(letter) || letter === word[i]))
}

const wordsByShape = groupBy([...PROFANITIES.keys()], shapeOf)

/** First letter, last letter and length: what a mask leaves to be seen. */
function shapeOf(word: string): string {
  return `${word.charAt(0)}${word.charAt(word.length - 1)}${word.length}`
}

interface Phrase {
  text: string
  words: readonly string[]
  severity: Severity
}

const phrases = PHRASES.map(([text, severity]): Phrase => ({ text, words: text.split(' '), severity }))
const phrasesByFirst = groupBy(
  phrases.sort((a, b) => b.words.length - a.words.length),
  ({ words }) => words[0] ?? '',
)

function phraseAt(tokens: readonly string[], at: number): Phrase | undefined {
  return phrasesByFirst.get(tokens[at] ?? '')?.find(({ words }) => words.every((word, i) => tokens[at + i] === word))
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}
