/**
 * Text as the rules read it. `normalize.ts` undoes the disguises; what it leaves alone, because the models were trained on
 * text read so, is undone here: overrides of the writing direction, Coptic letters in Latin words and Latin ones in Cyrillic
 * words, blanks that end a word of dotted letters, and digits for letters at the ends of words.
 */

import { countDisguisedWords, type DisguisedWords } from './disguised-words.js'
import { plainLetters } from './normalize.js'
import { undoCoptic } from './undo-coptic.js'
import { undoLatin } from './undo-latin.js'
import { undoLeetInWords } from './undo-leet-in-words.js'

const ASCII = /^[\u0020-\u007e\s]*$/
const OVERRIDE = /[\u202d\u202e]([^\u202c\n]*)\u202c?/g
const SET_APART = /[._*~|+·-]\p{L}[._*~|+·-]/u
/** The blank before or after letters that are set apart by other signs: `c.a.s.i.n.o p.o.k.e.r` are two words. */
const WORD_END = / (?:(?=\p{L}[._*~|+·-]\p{L}[._*~|+·-])|(?<=\p{L}[._*~|+·-]\p{L} ))/gu
/** Wider than any blank between the letters of a word. */
const WIDE_BLANK = '    '

/** Repeated letters stay: a rule that minds them looks for itself. */
export function undisguise(text: string): { text: string; words: DisguisedWords } {
  const isAscii = ASCII.test(text)
  const forward = isAscii ? { text, overrides: 0 } : undoOverrides(text)
  const cyrillic = isAscii ? { text, words: 0 } : undoLatin(undoCoptic(forward.text))
  const plain = plainLetters(endWords(cyrillic.text))
  const leet = undoLeetInWords(plain?.text ?? cyrillic.text)

  const words = countDisguisedWords(text, { plain, leet: leet.words })
  words.invisible += forward.overrides
  words.homoglyphs += cyrillic.words
  return { text: leet.text, words }
}

function endWords(text: string): string {
  return SET_APART.test(text) ? text.replace(WORD_END, WIDE_BLANK) : text
}

function undoOverrides(text: string): { text: string; overrides: number } {
  let overrides = 0
  const forward = text.replace(OVERRIDE, (_run, inside: string) => {
    overrides++
    return [...inside].reverse().join('')
  })
  return { text: forward, overrides }
}
