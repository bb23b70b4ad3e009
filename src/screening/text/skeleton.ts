/**
 * The skeleton of a name: two names that readers take for one another have the same skeleton. After Unicode Technical
 * Standard 39, section 4, and further: case, accents, spaces, marks, digits for letters and doubled letters are gone too.
 */

import { latinLookAlike } from './look-alikes.js'
import { undisguise } from './undisguise.js'
import { fold, trimEndOf } from './words.js'

// Signs of trade and emoji would otherwise become letters: ™ is T and M to Unicode.
const IGNORED = /[\p{Default_Ignorable_Code_Point}\u00a9\u00ae\u2117\u2120\u2122]+/gu
const FOREIGN = /[^\u0020-\u007e]/gu
const NOT_LETTERS = /[^\p{L}\p{N}@$!|€+]+/gu
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}@$!|€+\p{Default_Ignorable_Code_Point}]+/u
const ORNAMENTS = '!+'
/** Signs and digits that stand for a letter, and letters that stand for one another. `1`, `i` and `l` are one stroke. */
const PROTOTYPE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '!': 'l',
  '|': 'l',
  i: 'l',
  j: 'l',
  '3': 'e',
  '€': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
  '+': 't',
  '8': 'b',
  '6': 'b',
  '9': 'g',
  q: 'g',
  '2': 'z',
  u: 'v',
  w: 'v',
}
const WITH_PROTOTYPE = /[0-9!|@$€+ijquw]/g
/** Two letters that look like one. */
const PAIRS = /rn|cl/g
const ONE_OF_PAIR: Readonly<Record<string, string>> = { rn: 'm', cl: 'd' }
const REPEATED = /(.)\1+/gu

/** Letters alone, each as the simplest one that looks like it. Empty when nothing of the name is a letter. */
export function skeleton(name: string): string {
  // Doubled letters go first and last: joined pairs and prototypes make new ones.
  return plainName(name)
    .replace(REPEATED, '$1')
    .replace(WITH_PROTOTYPE, (letter) => PROTOTYPE[letter] ?? letter)
    .replace(PAIRS, (pair) => ONE_OF_PAIR[pair] ?? pair)
    .replace(REPEATED, '$1')
}

/** The letters of a name without disguises, but each still itself: for telling how far two names are apart. */
export function plainName(name: string): string {
  const latin = name.replace(IGNORED, '').replace(FOREIGN, (letter) => latinLookAlike(letter) ?? letter)
  const letters = fold(undisguise(latin.normalize('NFKC')).text).replace(NOT_LETTERS, '')
  return trimEndOf(letters, (mark) => ORNAMENTS.includes(mark))
}

/** The words of a name, as `skeleton` and `plainName` take them. */
export function nameWords(name: string): string[] {
  return name.split(BETWEEN_WORDS)
}
