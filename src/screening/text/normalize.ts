/** Undoes the disguises a text wears, and says which they were: a disguise is itself evidence. */

import type { Rewritten } from './rewritten.js'
import { undoHomoglyphs } from './undo-homoglyphs.js'
import { undoLeet } from './undo-leet.js'
import { undoSpacing } from './undo-spacing.js'
import { decodeEntities, foldStyled, stripInvisible, stripLeftoverMarks } from './undo-styles.js'

/** How many characters each kind of disguise touched. All zero for honest text, accents and foreign alphabets included. */
export interface Disguises {
  /** Letters of another alphabet that passed for Latin ones. */
  homoglyphs: number
  /** Zero-width and other characters without a picture, next to text. */
  invisible: number
  /** Combining marks heaped on letters, or struck through them. */
  marks: number
  /** Digits and signs read as letters. */
  leet: number
  /** Letters that were set apart and have been joined. */
  spaced: number
  /** Letters dropped from runs of three or more. */
  repeated: number
  /** Full-width, bold, circled and other picture letters. */
  styled: number
}

export interface Normalized {
  text: string
  disguises: Disguises
}

/** Text whose letters are plain, visible and together; digits for letters and repeated letters are still there. */
export interface PlainLetters extends Normalized {
  words: Record<'homoglyphs' | 'spaced', readonly Rewritten[]>
}

const NEEDS_WORK =
  /[^\t\n\r -~\u00a0«°»À-ÖØ-öø-ſ–—‘’“”…€]|&[#a-zA-Z]|[A-Za-z][013457@$!|+89]{1,3}[A-Za-z]|([A-Za-z])\1\1/
/** Letters with accents and usual typography: nothing that could hide something. */
const NEEDS_UNICODE_WORK = /[^\t\n\r -~\u00a0«°»À-ÖØ-öø-ſ–—‘’“”…€]/
const LONE_LETTERS = /(?:(?<![^\W_])[^\W_][\W_]{1,3}){3}[^\W_](?![^\W_])/
const LONE_FOREIGN_LETTERS = /[\u0080-\uffff][\s.·•*_-]{1,3}[^\s]{1,2}[\s.·•*_-]/
const HAS_REPEATS = /(\p{L})\1\1/u
const REPEATS = /(\p{L})\1{2,}/gu

/**
 * Reads `text` as a person would. The letters' case, line breaks, links and punctuation stay; words of other alphabets
 * stay in them. Time is linear in the length of the text, whatever it holds. Applying it twice changes nothing more
 * than applying it once does, except inside text that hides one disguise behind another of the same kind.
 */
export function normalizeText(text: string): Normalized {
  const plain = plainLetters(text)
  if (plain === undefined) return { text, disguises: countNone() }
  const leet = undoLeet(plain.text)
  const short = shortenRepeats(leet.text)
  return { text: short.text, disguises: { ...plain.disguises, leet: leet.leet, repeated: short.repeated } }
}

/** The first half of it, with the words that were rewritten. Undefined when neither half would find anything. */
export function plainLetters(text: string): PlainLetters | undefined {
  const isClean = !NEEDS_WORK.test(text)
  if (isClean && !LONE_LETTERS.test(text)) return undefined

  const disguises = countNone()
  const words: PlainLetters['words'] = { homoglyphs: [], spaced: [] }
  let read = text
  if (!isClean) {
    read = decodeEntities(read)
    if (NEEDS_UNICODE_WORK.test(read)) {
      const latin = undoUnicode(read, disguises)
      words.homoglyphs = latin.words
      read = latin.text
    }
  }
  if (LONE_LETTERS.test(read) || LONE_FOREIGN_LETTERS.test(read)) {
    const spacing = undoSpacing(read)
    disguises.spaced = spacing.spaced
    words.spaced = spacing.words
    read = spacing.text
  }
  return { text: read, disguises, words }
}

function countNone(): Disguises {
  return { homoglyphs: 0, invisible: 0, marks: 0, leet: 0, spaced: 0, repeated: 0, styled: 0 }
}

function undoUnicode(text: string, disguises: Disguises): { text: string; words: readonly Rewritten[] } {
  const seen = stripInvisible(text)
  const plain = foldStyled(seen.text)
  const bare = stripLeftoverMarks(plain.text)
  const latin = undoHomoglyphs(bare.text)
  disguises.invisible = seen.invisible
  disguises.marks = seen.marks + bare.marks
  disguises.styled = plain.styled
  disguises.homoglyphs = latin.homoglyphs
  return latin
}

/** Three or more of one letter become two; links keep their `www`. */
function shortenRepeats(text: string): { text: string; repeated: number } {
  let repeated = 0
  if (!HAS_REPEATS.test(text)) return { text, repeated }
  const short = text.replace(REPEATS, (run: string, letter: string, at: number) => {
    if (letter.toLowerCase() === 'w' && text[at + run.length] === '.') return run
    repeated += run.length - 2 * letter.length
    return letter + letter
  })
  return { text: short, repeated }
}
