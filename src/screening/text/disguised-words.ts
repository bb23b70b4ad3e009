/** How many words wore which disguise. Counted is only what an honest writer has no reason for; technical and foreign text is not. */

import { LOOK_ALIKE_SYMBOLS } from './confusables.js'
import type { PlainLetters } from './normalize.js'
import type { Rewritten } from './rewritten.js'

export interface DisguisedWords {
  /** Words with letters of another script. */
  homoglyphs: number
  /** Places inside words with invisible characters, and overrides of the writing direction. */
  invisible: number
  /** Well-known words of advertising with digits or signs for letters. */
  leet: number
  /** Words written letter by letter. */
  spaced: number
  /** Words in letters that Unicode means for mathematics or ornament. */
  styled: number
}

const HIDDEN_IN_WORD =
  /(?<=[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}])(\p{Default_Ignorable_Code_Point}+)(?=[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}])/gu
/** Web pages break long words at soft hyphens, and people copy from web pages. */
const SOFT_HYPHENS = /^\u00ad+$/
/** Two such letters may be a formula or a unit; three are a word. */
const STYLED_WORD =
  /[\u{1d400}-\u{1d7cb}\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\u{1f130}-\u{1f149}\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u1d00-\u1d22\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f\ua730\ua731]{3,}/gu
const FULL_WIDTH = /^[\uff21-\uff5a]+$/
const EAST_ASIAN = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u
/** Shorter mixtures are formulas and units: `Δx`, `kΩ`. */
const MIXED_WORD = /^[\p{L}\p{M}]{4,}$/u
const WITH_SYMBOL = new RegExp(`[${LOOK_ALIKE_SYMBOLS}]`)
/** Four letters or more, all set apart by the same sign. */
const SPELLED_OUT = /(?<![\p{L}\p{N}'’])\p{L}([ ._*~|+·-])\p{L}(?:\1\p{L}){2,}(?![\p{L}\p{N}])/gu
/** `S.N.C.F.` is how acronyms are written. */
const ACRONYM = /^\p{Lu}(?:\.\p{Lu})+$/u
const NOT_LETTERS = /[^\p{L}]+/gu

/**
 * Words that are worth disguising. Only these are counted: `log4j`, `w3schools` and licence keys look the same to a rule,
 * and a technical blog is full of them.
 */
const WORTH_DISGUISING = (
  'viagra cialis levitra casino poker porn porno xanax tramadol pharmacy pills bitcoin crypto invest profit money million ' +
  'loan loans credit whatsapp telegram onlyfans escort nude nudes sexy dating click discount replica rolex jackpot ' +
  'lottery hacker gratuit argent gagner rencontre voyance marabout bonus'
).split(' ')
const WORTH_DISGUISING_ALONE = new Set(['sex', 'xxx', 'free', 'buy', 'cash', 'weed', 'cheap'])

/** `text` is what was written; `plain` is undefined when all of its letters are as they seem. */
export function countDisguisedWords(
  text: string,
  { plain, leet }: { plain: PlainLetters | undefined; leet: readonly Rewritten[] },
): DisguisedWords {
  const leetWords = leet.filter(isWorthDisguising).length
  if (plain === undefined) return { homoglyphs: 0, invisible: 0, leet: leetWords, spaced: 0, styled: 0 }
  const { disguises, words } = plain
  return {
    homoglyphs: words.homoglyphs.filter(isMixed).length,
    invisible: disguises.invisible === 0 ? 0 : countHidden(text),
    leet: leetWords + words.homoglyphs.filter(hasSymbol).filter(isWorthDisguising).length,
    spaced: words.spaced.reduce((sum, { written }) => sum + countSpelledOut(written), 0),
    styled: disguises.styled + disguises.homoglyphs === 0 ? 0 : countStyled(text),
  }
}

function isMixed({ written }: Rewritten): boolean {
  return MIXED_WORD.test(written) && written.search(STYLED_WORD) < 0
}

function hasSymbol({ written }: Rewritten): boolean {
  return WITH_SYMBOL.test(written)
}

function isWorthDisguising({ read }: Rewritten): boolean {
  const word = read.toLowerCase().replace(NOT_LETTERS, '')
  return WORTH_DISGUISING_ALONE.has(word) || WORTH_DISGUISING.some((target) => word.startsWith(target))
}

function countHidden(text: string): number {
  return text.match(HIDDEN_IN_WORD)?.filter((run) => !SOFT_HYPHENS.test(run)).length ?? 0
}

function countStyled(text: string): number {
  const isEastAsian = EAST_ASIAN.test(text)
  return text.match(STYLED_WORD)?.filter((run) => !(isEastAsian && FULL_WIDTH.test(run))).length ?? 0
}

function countSpelledOut(written: string): number {
  const words = written.match(SPELLED_OUT) ?? []
  return words.filter((word) => !ACRONYM.test(word) && !isList(word.replace(NOT_LETTERS, ''))).length
}

/** `a b c d` and `x x x x` name things, they spell nothing. */
function isList(word: string): boolean {
  const points = [...word.toLowerCase()].map((letter) => letter.codePointAt(0) ?? 0)
  const steps = new Set(points.slice(1).map((point, i) => point - (points[i] ?? 0)))
  return steps.size === 1 && (steps.has(1) || steps.has(0))
}
