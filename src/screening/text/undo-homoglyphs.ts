/** Writes look-alike letters of other alphabets as the Latin ones they pass for, and leaves genuine words alone. */

import { IS_WEAK, isLatinLetter, LOOK_ALIKE, LOOK_ALIKE_SYMBOLS } from './confusables.js'
import type { Rewritten } from './rewritten.js'

const SHORTEST_FOREIGN_TEXT = 4

/**
 * A word is disguised when it mixes Latin letters with look-alikes and nothing else, or when it is made of look-alikes
 * only, in a text that has Latin words and no genuine word of another alphabet. `homoglyphs` counts replaced characters.
 */
export function undoHomoglyphs(text: string): { text: string; homoglyphs: number; words: Rewritten[] } {
  const isForeignText = hasGenuineForeignWord(text)
  const words: Rewritten[] = []
  let out = ''
  let from = 0
  let homoglyphs = 0
  for (let start = 0; start < text.length; start++) {
    if (!isWordPart(text, start)) continue
    let end = start + 1
    while (end < text.length && isWordPart(text, end)) end++
    const count = isForeignText && isForeign(text, start, end) ? 0 : countLookAlikes(text, start, end)
    if (count > 0) {
      const read = toLatin(text, start, end)
      words.push({ written: text.slice(start, end), read })
      homoglyphs += count
      out += text.slice(from, start) + read
      from = end
    }
    start = end
  }
  return { text: from === 0 ? text : out + text.slice(from), homoglyphs, words }
}

function isWordPart(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code < 0x80 ? isLatinLetter(code) : LOOK_ALIKE[code] !== 0 || isLatinLetter(code) || isForeignLetter(code)
}

/** Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian, Cherokee, Lisu: the alphabets look-alikes are taken from. */
function isForeignLetter(code: number): boolean {
  return (
    (code >= 0x370 && code <= 0x6ff && code !== 0x37e) ||
    (code >= 0x10a0 && code <= 0x10ff) ||
    (code >= 0x13a0 && code <= 0x13ff) ||
    (code >= 0x1f00 && code <= 0x1fff) ||
    (code >= 0xa4d0 && code <= 0xa4ff)
  )
}

/** A word without a Latin letter and with one of another alphabet; small capitals and phonetic letters are neither. */
function isForeign(text: string, start: number, end: number): boolean {
  let hasForeign = false
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (isLatinLetter(code)) return false
    if (isForeignLetter(code)) hasForeign = true
  }
  return hasForeign
}

/** How many characters of the word would be replaced; 0 when the word is genuine. */
function countLookAlikes(text: string, start: number, end: number): number {
  let latin = 0
  let strong = 0
  let weak = 0
  let switches = 0
  let wasLatin: boolean | undefined
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    const isLatin = isLatinLetter(code)
    if (isLatin) latin++
    else if (LOOK_ALIKE[code] === 0) return 0
    else if (LOOK_ALIKE_SYMBOLS.includes(text.charAt(i))) {
      // A price or a section sign at the edge of a word is what it says.
      if (i === start || i === end - 1) return 0
      strong++
    } else if (IS_WEAK[code] === 1) weak++
    else strong++
    if (wasLatin !== undefined && wasLatin !== isLatin) switches++
    wasLatin = isLatin
  }
  const foreign = strong + weak
  if (foreign === 0 || (latin === 0 && (end - start < SHORTEST_FOREIGN_TEXT - 2 || weak > strong))) return 0
  // A Latin stem with a Cyrillic ending ("VPNом") is how Russian borrows words.
  if (switches === 1 && weak > 0 && latin > 0 && isLatinLetter(text.charCodeAt(start))) return 0
  return foreign
}

function toLatin(text: string, start: number, end: number): string {
  let word = ''
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    const latin = isLatinLetter(code) ? 0 : (LOOK_ALIKE[code] ?? 0)
    word += latin === 0 ? text.charAt(i) : String.fromCharCode(latin)
  }
  return word
}

/** Whether some word consists of another alphabet's letters only, at least one of which passes for no Latin letter. */
function hasGenuineForeignWord(text: string): boolean {
  let hasLatinWord = false
  for (let start = 0; start < text.length; start++) {
    if (!isWordPart(text, start)) continue
    let end = start
    let isPure = true
    let isGenuine = false
    for (; end < text.length && isWordPart(text, end); end++) {
      const code = text.charCodeAt(end)
      if (isLatinLetter(code)) isPure = false
      else if (LOOK_ALIKE[code] === 0 || IS_WEAK[code] === 1) isGenuine = true
    }
    if (isPure && isGenuine && end - start > 1) return true
    if (!isPure) hasLatinWord = true
    start = end
  }
  return !hasLatinWord
}
