/** Writes Latin letters in Cyrillic words as the Cyrillic ones they pass for: `кaзинo`. */

const LATIN = 'aeopcyxkmtbhiAEOPCYXKMTBHI'
const CYRILLIC = 'аеорсухкмтвніАЕОРСУХКМТВНІ'
const CYRILLIC_OF: Readonly<Record<string, string>> = Object.fromEntries(
  [...LATIN].map((letter, i) => [letter, CYRILLIC.charAt(i)]),
)

/** Letters that pass for no Latin one. Without such a letter the word is rather a Latin one in disguise. */
const GENUINE = /[бджзийлпфцчщъыэюя]/i
/** Shorter mixtures are abbreviations and units. */
const WORD = /[\p{L}\p{M}]{4,}/gu
/** Any other Latin letter shows that the mixture is open, as in a brand: `VPNом`. */
const CYRILLIC_OR_TWIN = new RegExp(`^[\\p{sc=Cyrillic}\\p{M}${LATIN}]+$`, 'u')
const TWIN = new RegExp(`[${LATIN}]`, 'g')

/** `words` is the number of words that were changed. */
export function undoLatin(text: string): { text: string; words: number } {
  let words = 0
  if (!GENUINE.test(text)) return { text, words }
  const read = text.replace(WORD, (word) => {
    if (!GENUINE.test(word) || !CYRILLIC_OR_TWIN.test(word)) return word
    const cyrillic = word.replace(TWIN, (letter) => CYRILLIC_OF[letter] ?? letter)
    if (cyrillic !== word) words++
    return cyrillic
  })
  return { text: read, words }
}
