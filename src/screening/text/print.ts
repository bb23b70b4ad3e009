/** Fingerprints by which the same body, and nearly the same one, is found again. Stored, so a change needs a new print column. */

import { latinLookAlike } from './look-alikes.js'
import { countWideLetters, fold, wordsOf } from './words.js'

export interface BodyPrint {
  /** 16 hex characters: 64 bits over letters and digits alone, so spaces, marks and look-alike letters change nothing. */
  exact: string
  /** int32; two bodies that share one are nearly the same. Empty when the body is too short to tell. */
  bands: number[]
  isShort: boolean
}

/**
 * MinHash with banding (Broder 1997; Leskovec, Rajaraman, Ullman, ch. 3.4): a pair of Jaccard similarity s shares a band
 * with probability 1 − (1 − s^5)^9, that is 0.97 at s = 0.8 and 0.02 at s = 0.3.
 */
const BANDS = 9
const ROWS = 5
/** Below this, chance repeats ("Merci pour cet article !") are normal, and few shingles make the estimate poor. */
const SHORT_LETTERS = 40
/** One letter of Chinese, Japanese, Korean or Thai says about as much as this many Latin ones. */
const WIDE_LETTER_WEIGHT = 2.5
const WORDS_PER_SHINGLE = 4
const LETTERS_PER_SHINGLE = 6
const WIDE_LETTERS_PER_SHINGLE = 3
/** One changed word ends four word shingles: too many in a short text, which is therefore cut into runs of letters. */
const WORD_SHINGLES_FROM = 36
/** Between the two limits a body gets both kinds, so that a pair on either side of one limit still meets. */
const LETTER_SHINGLES_UP_TO = 48

const INVISIBLE = /\p{Default_Ignorable_Code_Point}+/gu
const NOT_ASCII = /[^\u0020-\u007e\s]/
const FOREIGN_LETTER = /[^\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}]/gu

const SEEDS = makeSeeds(BANDS * ROWS)

/** Both prints of a body: deterministic, and never reversible to the text. */
export function bodyPrint(body: string): BodyPrint {
  const words = wordsOf(plainText(body))
  const letters = words.join('')
  const wide = countWideLetters(letters)
  const isShort = letters.length + wide * (WIDE_LETTER_WEIGHT - 1) < SHORT_LETTERS

  // A body of emoji alone is still a body of its own.
  const exact = hash64(letters === '' ? body : letters)
  return { exact, bands: isShort ? [] : bandsOf(words, letters, wide * 2 > letters.length), isShort }
}

function bandsOf(words: readonly string[], letters: string, isWide: boolean): number[] {
  const byWords = !isWide && words.length >= WORD_SHINGLES_FROM
  const byLetters = isWide || words.length < LETTER_SHINGLES_UP_TO
  return [
    ...(byWords ? minHashBands(wordShingles(words)) : []),
    ...(byLetters
      ? minHashBands(letterShingles(letters, isWide ? WIDE_LETTERS_PER_SHINGLE : LETTERS_PER_SHINGLE))
      : []),
  ]
}

function plainText(body: string): string {
  if (!NOT_ASCII.test(body)) return body.toLowerCase()
  return fold(body.replace(INVISIBLE, '')).replace(FOREIGN_LETTER, (letter) => latinLookAlike(letter) ?? letter)
}

function wordShingles(words: readonly string[]): Int32Array {
  const hashes = words.map((word) => hash32(word, 0, word.length))
  const shingles = new Int32Array(Math.max(1, words.length - WORDS_PER_SHINGLE + 1))
  for (let i = 0; i < shingles.length; i++) {
    let hash = 0
    for (let j = i; j < i + WORDS_PER_SHINGLE; j++) hash = Math.imul(hash, 0x01000193) ^ (hashes[j] ?? 0)
    shingles[i] = mix(hash)
  }
  return shingles
}

function letterShingles(letters: string, size: number): Int32Array {
  const shingles = new Int32Array(Math.max(1, letters.length - size + 1))
  for (let i = 0; i < shingles.length; i++) shingles[i] = mix(hash32(letters, i, Math.min(i + size, letters.length)))
  return shingles
}

function minHashBands(shingles: Int32Array): number[] {
  const bands: number[] = []
  for (let band = 0; band < BANDS; band++) {
    let hash = band + 1
    for (let row = 0; row < ROWS; row++) {
      hash = mix(Math.imul(hash, 31) ^ leastUnder(SEEDS[band * ROWS + row] ?? 1, shingles))
    }
    bands.push(hash)
  }
  return bands
}

/** The least value of the shingles in the order that this seed gives them. */
function leastUnder(seed: number, shingles: Int32Array): number {
  let least = 0x7fffffff
  for (const shingle of shingles) {
    const value = Math.imul(shingle ^ (shingle >>> 15) ^ seed, 0x2c1b3c6d) | 0
    const mixed = (value ^ (value >>> 13)) | 0
    if (mixed < least) least = mixed
  }
  return least
}

/** FNV-1a over UTF-16 units. */
function hash32(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** Finaliser of MurmurHash3: every bit of the input reaches every bit of the output. */
function mix(value: number): number {
  let hash = value ^ (value >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** Two independent 32-bit lanes that are stirred into each other at the end. */
function hash64(text: string): string {
  let high = 0x9e3779b9
  let low = 0x85ebca6b
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    high = Math.imul((high ^ unit) + (high << 5), 0x9e3779b1)
    low = Math.imul((low ^ unit) - (low >>> 7), 0x5f356495)
  }
  const left = mix(high ^ Math.imul(low ^ (low >>> 13), 0x85ebca6b))
  const right = mix(low ^ Math.imul(high ^ (high >>> 15), 0xc2b2ae35) ^ text.length)
  return hex(left) + hex(right)
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0')
}

function makeSeeds(count: number): number[] {
  return Array.from({ length: count }, (_, i) => mix(Math.imul(i + 1, 0x9e3779b1)))
}
