/**
 * Reads digits and signs as letters word by word, at the words' ends too (`$ex`, `fr33`, `l'arg3nt`), whatever the rest
 * of the text is like. For rules, which look for certain words: the name of a thing that is read wrongly is none of them.
 */

import type { Rewritten } from './rewritten.js'
import { LEET } from './undo-leet.js'
import { trimEndOf } from './words.js'

const WORD = /[\p{L}\p{N}@$!|€]+/gu
const SIGN = /[013457@$!|€]/
/** A mark at the end of a word is punctuation, an `@` at its beginning addresses somebody. */
const SIGN_AT_LETTER = /\p{L}[!|]*[013457@$€]|[013457$!|€]@?\p{L}/u
const SIGNS = /[013457@$!|€]/g
const OTHER_DIGIT = /[2689]/
const END_MARKS = '!|'
const EMAIL_TAIL = /^\.[\p{L}\p{N}]/u
/** Inside a path, a number or a name of a file, digits are digits. */
const TECHNICAL_NEIGHBOURS = '/\\.:=&?_%#'
const MAX_WORD = 40

export function undoLeetInWords(text: string): { text: string; words: Rewritten[] } {
  const words: Rewritten[] = []
  if (!SIGN.test(text) || !SIGN_AT_LETTER.test(text)) return { text, words }
  const read = text.replace(WORD, (word, at: number) => {
    const plain = readWord(word, text.charAt(at - 1), text.slice(at + word.length, at + word.length + 2))
    if (plain === undefined) return word
    words.push({ written: word, read: plain })
    return plain
  })
  return { text: read, words }
}

function readWord(word: string, before: string, after: string): string | undefined {
  if (word.length > MAX_WORD || !SIGN.test(word) || OTHER_DIGIT.test(word)) return undefined
  if (before !== '' && TECHNICAL_NEIGHBOURS.includes(before)) return undefined
  if (word.includes('@') && (word.startsWith('@') || EMAIL_TAIL.test(after))) return undefined
  const core = trimEndOf(word, (mark) => END_MARKS.includes(mark))
  const signs = core.match(SIGNS)?.length ?? 0
  const letters = core.length - signs
  // Less than half of a word may be disguised, or nobody could read it.
  if (signs === 0 || letters < 2 || letters < signs) return undefined
  return core.replace(SIGNS, (sign) => (sign === '€' ? 'e' : (LEET[sign] ?? sign))) + word.slice(core.length)
}
