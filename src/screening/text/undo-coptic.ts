/**
 * Writes Coptic letters and the lunate sigma in Latin words (`cⲟmⲣany`, `ϲasino`) as the Cyrillic ones of the same look:
 * those are known to `confusables.ts`, which the models were trained with and which therefore stays as it is.
 */

const LETTERS = 'ⲁⲅⲉⲟⲣⲥⲭϲϹ'
const CYRILLIC = 'агеорсхсС'
const CYRILLIC_OF: Readonly<Record<string, string>> = Object.fromEntries(
  [...LETTERS].map((letter, i) => [letter, CYRILLIC.charAt(i)]),
)
const ONE = new RegExp(`[${LETTERS}]`)
const EVERY = new RegExp(`[${LETTERS}]`, 'g')
const WORD = /[\p{L}\p{M}]+/gu
const LATIN = /\p{sc=Latin}/u

export function undoCoptic(text: string): string {
  if (!ONE.test(text)) return text
  return text.replace(WORD, (word) =>
    LATIN.test(word) ? word.replace(EVERY, (letter) => CYRILLIC_OF[letter] ?? letter) : word,
  )
}
