/** Links: how many, how written, where to, and in what company. */

import type { Check, Facts, Finding, Subject } from '../check.js'
import { hostOf, linksIn, type TextLink } from '../text/find-links.js'
import { countWideLetters, fold, wordsOf } from '../text/words.js'
import { CHEAP_ENDINGS, holdsInvitation, holdsPraise, namesTrade, SHORTENERS } from './promotion.js'

/**
 * How much each sign says by itself; they are combined as independent evidence. Honest comments cite sources, so no
 * sign that a person may give without meaning harm reaches 0.5 alone. Set by hand from refused and approved
 * comments of public blogs, not fitted.
 */
const SIGNS = {
  /** Bots post markup that no person types: an unquoted `<a href=http`, a markdown link with a title. */
  botMarkup: 0.6,
  forumMarkup: 0.35,
  manyLinks: 0.3,
  veryManyLinks: 0.5,
  /** Hardly a word around the links. */
  bareLinks: 0.45,
  fewWords: 0.3,
  sameHost: 0.25,
  shortener: 0.25,
  cheapHost: 0.25,
  trade: 0.48,
  invitation: 0.3,
  praise: 0.34,
  /** The body ends in one labelled link, as a signature that says what is sold. */
  closingLabel: 0.25,
  /** A link through somebody else's redirector hides where it leads. */
  redirect: 0.4,
  linkInName: 0.48,
  tradeInName: 0.35,
  praiseWithSite: 0.35,
} as const
type Sign = keyof typeof SIGNS

const MANY_LINKS = 3
const VERY_MANY_LINKS = 6
/** Words for each link: less than the first is a bare list, less than the second leaves little said. */
const BARE_WORDS = 3
const FEW_WORDS = 8
/** Praise is generic when the comment says little else. */
const SHORT_PRAISE_WORDS = 45
const MAX_SCORE = 0.97

const BOT_MARKUP = /<a\s{1,3}href=\s{0,3}h/i
const REDIRECT = /[=?/]https?(?::|%3a)/i
/** What may follow a link's address when its label ends the body: `>label</a>`, or `)` of markdown. */
const LABEL_END = /^(?:[^<>]{0,20}>[^<>]{1,100}<\/a>|(?: [^()]{0,120})?\))[\s.!>]{0,10}$/i
const HREF_BEFORE = /href\s?=\s?["']?\s?$/i
const HREF_REACH = 10
// `[url](…)` is a label in markdown.
const FORUM_MARKUP = /\[url(?:=|\](?!\())/i
const DOMAIN_NAME =
  /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+){0,4}\.(?:com|net|org|info|biz|shop|online|site|xyz|top|ru|fr|de|uk|in|io|co)$/iu
const LINK_START = /https?:\/\/|www\./i
/** The longest rest of a body after its last link that is still its label. */
const CLOSING_REACH = 150
/** Letters around a link that show its label, in markdown and in HTML. */
const LABEL_REACH = 80

export const links: Check = {
  name: 'links',
  version: '1',
  kind: 'text',
  run: (subject, facts) => {
    const found = foreignLinks(subject.body, facts)
    const signs = [...signsOfLinks(subject.body, found), ...signsOfAuthor(subject, found.length > 0)]
    return signs.length === 0 ? null : toFinding(signs, found.length)
  },
}

/** Links that leave the site: pointing at the page under discussion is no advertising. */
function foreignLinks(body: string, { thread }: Facts): TextLink[] {
  const own = thread.url === null ? null : hostOf(thread.url)
  return linksIn(body).filter(({ host }) => host !== own)
}

function signsOfLinks(body: string, found: readonly TextLink[]): Sign[] {
  if (FORUM_MARKUP.test(body) && found.length === 0) return ['forumMarkup']
  if (found.length === 0) return []

  const folded = fold(withoutLinks(body, found))
  const wordsPerLink = countWords(folded) / found.length
  const hosts = new Set(found.map(({ host }) => host))
  const signs: [Sign, boolean][] = [
    ['botMarkup', BOT_MARKUP.test(body) || found.some((link) => isTitled(body, link))],
    ['forumMarkup', FORUM_MARKUP.test(body)],
    ['manyLinks', found.length >= MANY_LINKS && found.length < VERY_MANY_LINKS],
    ['veryManyLinks', found.length >= VERY_MANY_LINKS],
    ['bareLinks', wordsPerLink < BARE_WORDS],
    ['fewWords', wordsPerLink >= BARE_WORDS && wordsPerLink < FEW_WORDS],
    ['sameHost', found.length >= MANY_LINKS && hosts.size === 1],
    ['shortener', [...hosts].some((host) => SHORTENERS.has(host))],
    ['cheapHost', [...hosts].some((host) => CHEAP_ENDINGS.has(host.slice(host.lastIndexOf('.') + 1)))],
    ['trade', found.some((link) => namesTrade(fold(`${link.url} ${surroundings(body, link)}`)))],
    ['redirect', found.some(({ url }) => REDIRECT.test(url))],
    ['closingLabel', found.length <= 2 && found.some((link) => isClosingLabel(body, link))],
    ['invitation', holdsInvitation(folded)],
    ['praise', holdsPraise(folded)],
  ]
  return signs.flatMap(([sign, holds]) => (holds ? [sign] : []))
}

function signsOfAuthor({ body, authorName, authorUrl }: Subject, hasLinks: boolean): Sign[] {
  const name = fold(authorName)
  const site = authorUrl === null ? '' : fold(authorUrl)
  const folded = hasLinks || authorUrl === null ? '' : fold(body)
  const isGenericPraise = holdsPraise(folded) && wordsOf(folded).length <= SHORT_PRAISE_WORDS
  const signs: [Sign, boolean][] = [
    ['linkInName', LINK_START.test(authorName) || DOMAIN_NAME.test(authorName.trim())],
    ['tradeInName', namesTrade(name) || namesTrade(site)],
    ['praiseWithSite', isGenericPraise || holdsInvitation(folded)],
  ]
  return signs.flatMap(([sign, holds]) => (holds ? [sign] : []))
}

function toFinding(signs: readonly Sign[], count: number): Finding {
  const doubt = signs.reduce((product, sign) => product * (1 - SIGNS[sign]), 1)
  return {
    score: Math.min(MAX_SCORE, 1 - doubt),
    note: `${count} link(s) to other sites; signs: ${signs.join(', ')}`,
    details: { links: count, signs },
  }
}

/** Scripts without spaces have about one word in two letters. */
function countWords(folded: string): number {
  return wordsOf(folded).length + countWideLetters(folded) / 2
}

function withoutLinks(body: string, found: readonly TextLink[]): string {
  let end = 0
  const pieces = found.map((link) => {
    const piece = body.slice(end, link.start)
    end = link.end
    return piece
  })
  return [...pieces, body.slice(end)]
    .join(' ')
    .replace(/<\/?a\b/gi, ' ')
    .replace(/\bhref\b/gi, ' ')
}

function isTitled(body: string, { start, end }: TextLink): boolean {
  return body.startsWith('](', start - 2) && body.startsWith(' "', end)
}

/** Only the last link can close a body, so the rest of the body is looked at when it is short. */
function isClosingLabel(body: string, { start, end }: TextLink): boolean {
  const isLabelled =
    body.startsWith('](', start - 2) || HREF_BEFORE.test(body.slice(Math.max(0, start - HREF_REACH), start))
  return isLabelled && body.length - end <= CLOSING_REACH && LABEL_END.test(body.slice(end))
}

function surroundings(body: string, { start, end }: TextLink): string {
  return body.slice(Math.max(0, start - LABEL_REACH), start) + body.slice(end, end + LABEL_REACH)
}
