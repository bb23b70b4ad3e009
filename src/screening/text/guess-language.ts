/** Which of our two languages a text is in: by the small words that one has and the other has not. */

const SMALL_WORDS: Readonly<Record<'en' | 'fr', ReadonlySet<string>>> = {
  en: new Set(
    'the and is are was were of to it that this you your have has not with for but they what from would there their i he she we my be been'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le la les des du une est et que qui pas vous nous je il elle dans pour avec sur mais ce cette sont au aux ne se votre leur très plus à été'.split(
      ' ',
    ),
  ),
}
/** The beginning tells; the rest of a long text costs time. */
const LETTERS = 1_000
const WORD = /\p{L}+/gu

/** `otherwise` when neither has more of them: a short text, or another language. */
export function guessLanguage(text: string, otherwise: string): string {
  let en = 0
  let fr = 0
  for (const [word] of text.slice(0, LETTERS).toLowerCase().matchAll(WORD)) {
    if (SMALL_WORDS.en.has(word)) en += 1
    if (SMALL_WORDS.fr.has(word)) fr += 1
  }
  if (en === fr) return otherwise
  return en > fr ? 'en' : 'fr'
}
