/** Comments as readers write them, made from a seed: long enough and varied enough that no check takes them for copies. */

const NOUNS =
  'article author bakery bicycle bridge budget cabin camera castle chapter cinema climate coast concert corner council cyclist dinner district engine evening factory farmer ferry festival figure forest garden glacier harbour harvest history hospital island journal journey kitchen ladder lantern letter library market meadow mountain museum neighbour notebook orchard painter pavement picture platform poem quarter railway recipe reporter river school season shelter signal station story summer teacher theatre ticket tunnel valley village visitor weather window winter workshop'.split(
    ' ',
  )
const ADJECTIVES =
  'ancient autumn bitter brave broken busy careful cheerful clever coastal common curious daily distant early empty famous foreign formal fragile friendly gentle golden graceful hidden honest humble local lonely lovely modern narrow northern obvious open patient peaceful plain polite public quiet recent remote restless rural sensible silent simple southern steady strange sudden tidy typical urban useful vivid western wooden'.split(
    ' ',
  )
const VERBS =
  'answers avoids borrows builds carries changes closes collects compares crosses deserves discovers divides draws explains follows forgets gathers guides helps imagines improves joins leaves loses measures mentions misses notices opens offers paints passes prefers protects questions reaches recalls remembers repairs repeats replaces reveals serves shares shows spoils studies supports surprises teaches touches trusts values visits waits'.split(
    ' ',
  )
const LINKS = 'and but because although while unless whenever since so'.split(' ')
const NAMES =
  'Adèle Bruno Camille Dario Elif Farid Greta Hugo Inès Jonas Kenza Léo Maud Nadia Oscar Priya Quentin Rosa Sami Tove Ulla Victor Wanda Xavier Yara Zoé'.split(
    ' ',
  )

export interface SampleComment {
  author: { name: string; email?: string }
  body: string
}

/** The comment of a number; the same number makes the same one. Every second author gives an address. */
export function sampleComment(number: number): SampleComment {
  const random = mulberry32(number)
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? ''
  const clause = (): string =>
    `the ${pick(ADJECTIVES)} ${pick(NOUNS)} ${pick(VERBS)} ${pick(ADJECTIVES)} ${pick(NOUNS)}`
  const sentence = (): string => {
    const text = `${clause()} ${pick(LINKS)} ${clause()} near a ${pick(ADJECTIVES)} ${pick(NOUNS)}`
    return `${text[0]?.toUpperCase()}${text.slice(1)}.`
  }
  const sentences = Array.from({ length: 4 + Math.floor(random() * 3) }, sentence)
  return {
    author: {
      name: `${pick(NAMES)} ${pick(NAMES)}`,
      ...(number % 2 === 0 ? { email: `reader-${number}@readers.example.org` } : {}),
    },
    body: sentences.join(' '),
  }
}

/** The network a number's comment comes from: said with X-Forwarded-For, in the range of RFC 3849. */
export function sampleNetwork(number: number): string {
  return `2001:db8:${((number >>> 16) & 0xffff).toString(16)}:${(number & 0xffff).toString(16)}::1`
}

function mulberry32(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}
