/** The site's own words, phrases and hosts, and what the site demands for them. */

import type { StatusAction } from '../../domain/comment-status.js'
import type { Term } from '../../domain/term.js'
import type { Check, Finding, Subject } from '../check.js'
import { hostAndParents, hostOf, linksIn } from '../text/find-links.js'
import { createFinder, type Finder } from '../text/find-terms.js'
import { undisguise } from '../text/undisguise.js'
import { fold } from '../text/words.js'

/** A site's rule acts by what it demands; a score would count it twice. */
const SCORE = 0
/** The strictest first: one comment may hold several terms. */
const STRICTNESS: readonly Term['action'][] = ['markSpam', 'reject', 'hold']
const SPACES = /\s+/g
const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u
/** Scripts without spaces have no word ends to look for. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u
const LEADING_STAR = /^\*?\./
const LISTED_TERMS = 10
/** A term that is itself an address stays out of notes. */
const ADDRESS = /@/

interface Compiled {
  texts: readonly Term[]
  finder: Finder
  hosts: ReadonlyMap<string, Term>
}

/** Each list compiled once, apart for its two halves. */
const compiledLists = new WeakMap<readonly Term[], { counting: Compiled; shadow: Compiled }>()

export const blockedTerms: Check = {
  name: 'blocked-terms',
  version: '2',
  kind: 'circumstance',
  run: (subject, { terms }) => findBlockedTerms(subject, terms, { shadow: false }),
}

/** What a comment holds of the terms that count, or of those that only record; null: nothing. */
export function findBlockedTerms(
  subject: Subject,
  terms: readonly Term[],
  { shadow }: { shadow: boolean },
): Finding | null {
  if (terms.length === 0) return null
  const compiled = compile(terms)[shadow ? 'shadow' : 'counting']
  if (compiled.texts.length === 0 && compiled.hosts.size === 0) return null
  const found = [...findTerms(subject, compiled)]
  const demanded: StatusAction | undefined = STRICTNESS.find((action) => found.some((term) => term.action === action))
  if (demanded === undefined) return null

  const shown = found.slice(0, LISTED_TERMS).map(({ text }) => (ADDRESS.test(text) ? '…' : text))
  return {
    score: SCORE,
    demanded,
    ...(shadow ? { shadow: true } : {}),
    note: `holds ${found.length} of the site's ${shadow ? 'shadow ' : ''}terms: ${shown.join(', ')}`,
    details: { count: found.length, terms: shown },
  }
}

function compile(terms: readonly Term[]): { counting: Compiled; shadow: Compiled } {
  const known = compiledLists.get(terms)
  if (known !== undefined) return known
  const compiled = {
    counting: compileHalf(terms.filter(({ shadow }) => shadow !== true)),
    shadow: compileHalf(terms.filter(({ shadow }) => shadow === true)),
  }
  compiledLists.set(terms, compiled)
  return compiled
}

function compileHalf(terms: readonly Term[]): Compiled {
  const texts = terms.filter(({ kind }) => kind !== 'host')
  const hosts = terms.filter(({ kind }) => kind === 'host').map((term) => [hostOfTerm(term), term] as const)
  return {
    texts,
    finder: createFinder(texts.map(({ text }) => comparable(text).trim())),
    hosts: new Map(hosts),
  }
}

/** A host as moderators may write it: bare, with a star, or as a whole address. */
function hostOfTerm({ text }: Term): string {
  const bare = text.trim().toLowerCase().replace(LEADING_STAR, '')
  return hostOf(bare) ?? bare
}

function findTerms(subject: Subject, { texts, finder, hosts }: Compiled): Set<Term> {
  const found = new Set<Term>()
  const text = `${subject.authorName}\n${subject.body}`
  const plain = undisguise(text).text

  for (const haystack of new Set([comparable(text), comparable(plain)])) {
    finder(haystack, ({ term: index, start, end }) => {
      const term = texts[index]
      if (term !== undefined && (term.kind === 'phrase' || isWholeWord(haystack, start, end))) found.add(term)
    })
  }
  for (const host of hostsOf(subject, plain)) {
    for (const name of hostAndParents(host)) {
      const term = hosts.get(name)
      if (term !== undefined) found.add(term)
    }
  }
  return found
}

/** Hosts as they were written and as they read without disguises. */
function hostsOf({ body, authorName, authorUrl }: Subject, plain: string): Set<string> {
  const own = authorUrl === null ? null : hostOf(authorUrl)
  const linked = [body, plain, authorName].flatMap((text) => linksIn(text).map(({ host }) => host))
  return new Set(own === null ? linked : [own, ...linked])
}

function comparable(text: string): string {
  return fold(text).replace(SPACES, ' ')
}

function isWholeWord(text: string, start: number, end: number): boolean {
  return (
    !continuesWord(text.charAt(start - 1), text.charAt(start)) && !continuesWord(text.charAt(end), text.charAt(end - 1))
  )
}

function continuesWord(outside: string, inside: string): boolean {
  return WORD_CHARACTER.test(outside) && !UNSPACED.test(inside) && !UNSPACED.test(outside)
}
