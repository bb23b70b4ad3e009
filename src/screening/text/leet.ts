/** Digits and signs that stand for letters: `v1agra`, `c@$ino`, `p0rn`. */

import type { Disguises } from './disguises.js'
import { trimEndOf } from './words.js'

const LETTER_OF: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '€': 'e',
}
const CANDIDATE = /[\p{L}\p{N}@$!|€]+/gu
const SIGN = /[013457@$!|€]/
const SIGNS = /[013457@$!|€]/g
const HAS_LETTER = /\p{L}/u
const OTHER_DIGIT = /[2689]/
const END_MARKS = '!|'
const EMAIL_TAIL = /^\.[\p{L}\p{N}]/u
/** Inside a path, a number or a name of a file, digits are digits. */
const TECHNICAL_NEIGHBOURS = '/\\.:=&?_%#'
const MAX_WORD = 40
/** Less than half of a word may be disguised, or nobody could read it. */
const LETTERS_PER_SIGN = 1

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

/** Words with their letters back. The rest of the text is untouched. */
export function undoLeet(text: string, found: Disguises): string {
  if (!SIGN.test(text)) return text
  return text.replace(CANDIDATE, (word, at: number) => {
    const plain = plainWord(word, text.charAt(at - 1), text.slice(at + word.length, at + word.length + 2))
    if (plain === null) return word
    if (isWorthDisguising(plain.toLowerCase())) found.leet++
    return plain
  })
}

function plainWord(word: string, before: string, after: string): string | null {
  if (word.length > MAX_WORD || !SIGN.test(word) || !HAS_LETTER.test(word) || OTHER_DIGIT.test(word)) return null
  if (before !== '' && TECHNICAL_NEIGHBOURS.includes(before)) return null
  if (word.includes('@') && (word.startsWith('@') || EMAIL_TAIL.test(after))) return null
  const core = trimEndOf(word, (mark) => END_MARKS.includes(mark))
  const signs = core.match(SIGNS)?.length ?? 0
  const letters = core.length - signs
  if (signs === 0 || letters < 2 || letters < signs * LETTERS_PER_SIGN) return null
  return core.replace(SIGNS, (sign) => LETTER_OF[sign] ?? sign) + word.slice(core.length)
}

function isWorthDisguising(word: string): boolean {
  return WORTH_DISGUISING_ALONE.has(word) || WORTH_DISGUISING.some((target) => word.startsWith(target))
}
