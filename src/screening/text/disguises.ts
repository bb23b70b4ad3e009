/**
 * Undoes what hides a word from a filter but not from a reader: look-alike letters, invisible characters, digits for
 * letters, spaced and styled letters. Genuine text of any script passes unchanged, or at least uncounted.
 */

import { undoLeet } from './leet.js'
import { cyrillicLookAlike, isTwin, latinLookAlike } from './look-alikes.js'

export interface Disguises {
  /** Words with letters of another script. */
  homoglyphs: number
  /** Invisible characters inside words, and overrides of the writing direction. */
  invisible: number
  /** Well-known words of advertising with digits or signs for letters. */
  leet: number
  /** Words written letter by letter. */
  spaced: number
  /** Words in letters that Unicode means for mathematics or ornament. */
  styled: number
}

export interface Undone {
  text: string
  found: Disguises
}

const ASCII = /^[\u0020-\u007e\s]*$/
const OVERRIDE = /[\u202d\u202e]([^\u202c\n]*)\u202c?/g
const STYLED_RUN =
  /[\u{1d400}-\u{1d7cb}\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\u{1f130}-\u{1f149}\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u1d00-\u1d22\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f\ua730\ua731]+/gu
/** Two such letters may be a formula or a unit; three are a word. */
const STYLED_WORD = 3
const FULL_WIDTH = /^[\uff21-\uff5a]+$/
const EAST_ASIAN = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u
const INVISIBLE_RUN = /\p{Default_Ignorable_Code_Point}+/gu
/** Web pages break long words at soft hyphens, and people copy from web pages. */
const SOFT_HYPHENS = /^\u00ad+$/
const ALPHABETIC = /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]/u
/** Zero-width spaces, marks of direction and byte order marks do nothing outside words. Joiners and selectors make emoji. */
const USELESS = /\u00ad|\u034f|[\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/
const MIXABLE =
  /[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}\p{sc=Cherokee}\p{sc=Coptic}\p{sc=Lisu}\u0251\u0261\u0262\u026a\u1d00-\u1d22]/u
const LETTERS = /[\p{L}\p{M}]+/gu
const LATIN = /\p{sc=Latin}/u
/** Shorter mixtures are formulas and units: `Δx`, `kΩ`. */
const MIXED_WORD = 4
const SPACED =
  /(?<![\p{L}\p{N}'’])[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]([ ._*~|+·-])[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}](?:\1[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]){2,60}(?![\p{L}\p{N}])/gu
/** `S.N.C.F.` is how acronyms are written. */
const ACRONYM = /^\p{Lu}+$/u

/** The text as a reader takes it, and how many disguises of each kind it wore. */
export function undoDisguises(text: string): Undone {
  const found: Disguises = { homoglyphs: 0, invisible: 0, leet: 0, spaced: 0, styled: 0 }
  const plain = ASCII.test(text) ? text : undoUnicode(text, found)
  const joined = undoSpaced(plain, found)
  return { text: undoLeet(joined, found), found }
}

function undoUnicode(text: string, found: Disguises): string {
  const forward = text.replace(OVERRIDE, (_run, inside: string) => {
    found.invisible++
    return [...inside].reverse().join('')
  })
  return undoLookAlikes(undoInvisible(undoStyled(forward, found), found), found)
}

function undoStyled(text: string, found: Disguises): string {
  const isEastAsian = EAST_ASIAN.test(text)
  return text.replace(STYLED_RUN, (run) => {
    const letters = [...run]
    if (letters.length < STYLED_WORD && !FULL_WIDTH.test(run)) return run
    if (letters.length >= STYLED_WORD && !(isEastAsian && FULL_WIDTH.test(run))) found.styled++
    return letters.map(plainLetter).join('')
  })
}

function plainLetter(letter: string): string {
  const point = letter.codePointAt(0) ?? 0
  // Squared and circled capitals that have no compatibility form.
  if (point >= 0x1f150) return String.fromCharCode(65 + ((point - 0x1f150) % 32))
  return latinLookAlike(letter) ?? letter.normalize('NFKC').replace(/[()]/g, '')
}

function undoInvisible(text: string, found: Disguises): string {
  return text.replace(INVISIBLE_RUN, (run, at: number) => {
    const isInsideWord = ALPHABETIC.test(text.charAt(at - 1)) && ALPHABETIC.test(text.charAt(at + run.length))
    if (isInsideWord && !SOFT_HYPHENS.test(run)) found.invisible++
    return isInsideWord || USELESS.test(run) ? '' : run
  })
}

function undoLookAlikes(text: string, found: Disguises): string {
  if (!MIXABLE.test(text)) return text
  const words = text.match(LETTERS)?.map((word) => scriptsOf(word)) ?? []
  const latin = words.reduce((sum, word) => sum + word.latin, 0)
  const others = words.reduce((sum, word) => sum + word.similar + word.own, 0)
  const isLatinText = latin > others && !words.some((word) => word.latin === 0 && word.own > 0)

  return text.replace(LETTERS, (word) => {
    const plain = withoutLookAlikes(word, isLatinText)
    if (plain !== word) found.homoglyphs++
    return plain
  })
}

function withoutLookAlikes(word: string, isLatinText: boolean): string {
  if (word.length < MIXED_WORD) return word
  const { latin, similar, own } = scriptsOf(word)
  if (latin > 0 && own > 0) return toCyrillic(word)
  const isLatinWord = latin > 0 ? similar > 0 : isLatinText && similar > 0 && [...word].every(isTwin)
  return isLatinWord && own === 0 ? [...word].map((letter) => latinLookAlike(letter) ?? letter).join('') : word
}

/** A Cyrillic word with some Latin twins in it; any other Latin letter shows that the mixture is open, as in a brand. */
function toCyrillic(word: string): string {
  const letters = [...word]
  const isDisguise = letters.every((letter) => !LATIN.test(letter) || cyrillicLookAlike(letter) !== undefined)
  return isDisguise ? letters.map((letter) => cyrillicLookAlike(letter) ?? letter).join('') : word
}

/** Letters by what they are: Latin, foreign but like a Latin one, foreign and like none. */
function scriptsOf(word: string): { latin: number; similar: number; own: number } {
  let latin = 0
  let similar = 0
  let own = 0
  for (const letter of word) {
    if (latinLookAlike(letter) !== undefined) similar++
    else if (LATIN.test(letter)) latin++
    else if (MIXABLE.test(letter)) own++
  }
  return { latin, similar, own }
}

function undoSpaced(text: string, found: Disguises): string {
  return text.replace(SPACED, (run, separator: string) => {
    const word = run.replaceAll(separator, '')
    const isAcronym = separator === '.' && ACRONYM.test(word)
    if (isAcronym || isList(word)) return run
    found.spaced++
    return word
  })
}

/** `a b c d` and `x x x x` name things, they spell nothing. */
function isList(word: string): boolean {
  const points = [...word.toLowerCase()].map((letter) => letter.codePointAt(0) ?? 0)
  const steps = new Set(points.slice(1).map((point, i) => point - (points[i] ?? 0)))
  return steps.size === 1 && (steps.has(1) || steps.has(0))
}
