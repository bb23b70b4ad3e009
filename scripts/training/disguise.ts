/** Twelve ways to hide a text from a filter and not from a reader; for measuring, with a seeded choice of places. */

const LEET: Record<string, string> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' }
const SOFT_LEET: Record<string, string> = { a: '@', s: '$', i: '!', o: '0', e: '3' }
const CYRILLIC: Record<string, string> = { a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', y: 'у', i: 'і', s: 'ѕ' }
const GREEK: Record<string, string> = { a: 'α', o: 'ο', v: 'ν', p: 'ρ', u: 'υ', i: 'ι', k: 'κ', x: 'χ' }

type Random = () => number

export const DISGUISES: Record<string, (text: string, random: Random) => string> = {
  leet: (text, random) => mapLetters(text, random, 0.5, (letter) => LEET[letter.toLowerCase()]),
  'leet signs': (text, random) => mapLetters(text, random, 0.5, (letter) => SOFT_LEET[letter.toLowerCase()]),
  'Cyrillic letters': (text, random) => mapLetters(text, random, 0.6, (letter) => CYRILLIC[letter]),
  'Greek letters': (text, random) => mapLetters(text, random, 0.6, (letter) => GREEK[letter]),
  'zero-width': (text, random) => mapLetters(text, random, 0.35, (letter) => `${letter}\u200b`),
  'soft hyphens': (text, random) => mapLetters(text, random, 0.35, (letter) => `${letter}\u00ad`),
  'letters apart': (text, random) =>
    words(text, (word) => (word.length > 3 && random() < 0.5 ? [...word].join(' ') : word)),
  'dotted words': (text, random) =>
    words(text, (word) => (word.length > 3 && random() < 0.5 ? [...word].join('.') : word)),
  'full width': (text) =>
    mapLetters(
      text,
      () => 0,
      1,
      (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
    ),
  'bold letters': (text) => mapLetters(text, () => 0, 1, bold),
  repeats: (text, random) => mapLetters(text, random, 0.15, (letter) => letter.repeat(3 + Math.floor(random() * 3))),
  typos: (text, random) => words(text, (word) => (word.length > 3 && random() < 0.35 ? typo(word, random) : word)),
}

/** ASCII letters outside links, each changed with the given chance; what `change` leaves undefined stays. */
function mapLetters(
  text: string,
  random: Random,
  chance: number,
  change: (letter: string) => string | undefined,
): string {
  return outsideLinks(text, (part) =>
    part.replace(/[A-Za-z]/g, (letter) => (random() < chance ? (change(letter) ?? letter) : letter)),
  )
}

function words(text: string, change: (word: string) => string): string {
  return outsideLinks(text, (part) => part.replace(/[A-Za-z]+/g, change))
}

/** A disguised link leads nowhere, so spammers leave them as they are. */
function outsideLinks(text: string, change: (part: string) => string): string {
  return text
    .split(/((?:https?:\/\/|www\.)\S+)/)
    .map((part, place) => (place % 2 === 0 ? change(part) : part))
    .join('')
}

function bold(letter: string): string {
  const code = letter.charCodeAt(0)
  return String.fromCodePoint(code > 96 ? 0x1d41a + code - 97 : 0x1d400 + code - 65)
}

/** Two neighbours swapped, one letter dropped or one doubled, never the first. */
function typo(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const kind = random()
  if (kind < 0.4) return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
  return kind < 0.7 ? word.slice(0, at) + word.slice(at + 1) : word.slice(0, at) + word.charAt(at) + word.slice(at)
}
