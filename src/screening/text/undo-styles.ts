/** Takes off what sits on, in or between letters: entities, invisible characters, stacked marks, styled alphabets. */

import { isCombiningMark, isInvisible, isLatinLetter } from './confusables.js'

const MARKS_KEPT = 2
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp|shy|zwnj|zwj));?/gi
const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '\u00ad',
  zwnj: '\u200c',
  zwj: '\u200d',
}

/** Writes HTML entities out as the characters they stand for, once (`&amp;lt;` becomes `&lt;`). */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
    const code = decimal !== undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16)
    return code > 0 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
  })
}

/**
 * Removes invisible characters and all but two combining marks a letter. Joiners inside Arabic, Indic and emoji
 * sequences are part of the writing and stay. Both counts tell how many were found next to letters.
 */
export function stripInvisible(text: string): { text: string; invisible: number; marks: number } {
  let out = ''
  let from = 0
  let invisible = 0
  let marks = 0
  let marksHere = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    // Tag characters: the surrogate pair DB40 DC00…DFFF.
    const isTag = code === 0xdb40 && i + 1 < text.length
    if (isCombiningMark(code)) {
      marksHere++
      if (marksHere <= MARKS_KEPT) continue
      marks++
    } else if (isTag || isInvisible(code)) {
      if (isJoinerAtWork(text, i, code)) continue
      if (code < 0xfe00 || code > 0xfe0f || isLatinLetter(text.charCodeAt(i - 1))) invisible++
    } else {
      marksHere = 0
      continue
    }
    out += text.slice(from, i)
    if (isTag) i++
    from = i + 1
  }
  return { text: from === 0 ? text : out + text.slice(from), invisible, marks }
}

/** NFKC, plus the picture alphabets it leaves alone (🅰, 🅐, 🇦). `styled` counts characters that became ASCII letters or digits. */
export function foldStyled(text: string): { text: string; styled: number } {
  let styled = 0
  let pictures = ''
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x2070 || (code > 0x24ff && code < 0xd800)) continue
    if ((code >= 0xff10 && code <= 0xff5a) || (code >= 0x2460 && code <= 0x24ff)) styled++
    else if (code === 0xd835) styled++
    else if (code === 0xd83c) {
      const letter = pictureLetter(text.charCodeAt(i + 1))
      if (letter === 0) continue
      styled++
      pictures += text.slice(from, i) + String.fromCharCode(letter)
      from = i + 2
      i++
    }
  }
  return { text: (pictures + text.slice(from)).normalize('NFKC'), styled }
}

/** Removes marks left on Latin letters after composition (struck-out text, stray accents); genuine accents are composed by then. */
export function stripLeftoverMarks(text: string): { text: string; marks: number } {
  let out = ''
  let from = 0
  let marks = 0
  for (let i = 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (!isCombiningMark(code)) continue
    const before = text.charCodeAt(i - 1)
    if (!(isLatinLetter(before) || before === 32 || isCombiningMark(before) || (before > 47 && before < 58))) continue
    marks++
    out += text.slice(from, i)
    from = i + 1
  }
  return { text: from === 0 ? text : out + text.slice(from), marks }
}

/** ZWJ and ZWNJ and presentation selectors mean something unless they stand between European letters. */
function isJoinerAtWork(text: string, at: number, code: number): boolean {
  if (code !== 0x200c && code !== 0x200d) return false
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at + 1)
  return before > 0x58f && after > 0x58f && before < 0xfe00
}

function pictureLetter(low: number): number {
  if (low >= 0xdd30 && low <= 0xdd49) return 65 + low - 0xdd30 // squared
  if (low >= 0xdd50 && low <= 0xdd69) return 65 + low - 0xdd50 // negative circled
  if (low >= 0xdd70 && low <= 0xdd89) return 65 + low - 0xdd70 // negative squared
  return 0
}
