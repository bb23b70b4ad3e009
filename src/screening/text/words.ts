/** Text made comparable: folded case and accents, words, counts. Every function is one pass over the text. */

const ASCII_ONLY = /^[\u0020-\u007e\s]*$/
const ACCENTS = /[\u0300-\u036f]+/g
/** Two Arabic formulas of blessing in one character each would unfold to eighteen letters. */
const FORMULAS = /[\ufdfa\ufdfb]/g
const SPECIAL_LETTERS = /[œæßøłđðþı]/g
const PLAIN: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const ASCII_WORD = /[A-Za-z0-9]+/g
const LETTER = /[\p{L}\p{N}]/gu
const WIDE_LETTER = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/gu

/** The text without case, accents and compatibility forms: `Élève Œuvre ﬁn` becomes `eleve oeuvre fin`. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (ASCII_ONLY.test(lower)) return lower
  return lower
    .replace(FORMULAS, ' ')
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .replace(SPECIAL_LETTERS, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC')
}

/** Runs of letters, marks and digits, in order. */
export function wordsOf(text: string): string[] {
  return text.match(ASCII_ONLY.test(text) ? ASCII_WORD : WORD) ?? []
}

/** Letters and digits alone. */
export function countLetters(text: string): number {
  return text.match(LETTER)?.length ?? 0
}

/** Letters of scripts that write without spaces between words, where one letter says as much as several Latin ones. */
export function countWideLetters(text: string): number {
  return ASCII_ONLY.test(text) ? 0 : (text.match(WIDE_LETTER)?.length ?? 0)
}

/** The text without the given characters at its end. A loop, since a pattern ending in `+$` costs the square of the text. */
export function trimEndOf(text: string, isTrimmed: (character: string) => boolean): string {
  const characters = [...text]
  let end = characters.length
  while (end > 0 && isTrimmed(characters[end - 1] ?? '')) end--
  return characters.slice(0, end).join('')
}
