/** Features of what a body is about: kinds of words, which of them stand near each other, and which of them meet in one comment. */

import { ABUSE } from './abuse-words.js'
import { CONCEPTS as SUBJECTS } from './concept-words.js'
import { addFeature, out, SEEDS } from './feature-sink.js'
import { foldInto } from './fold.js'
import { CONCEPT, hashStep, toBucket, WORD } from './hash-space.js'
import { MOST_WORDS } from './word-features.js'

/** What a word is about comes first, how bad a word it is second: a word may have one of each. */
const CONCEPTS = [...SUBJECTS, ...ABUSE]
/** Concepts before this one are said in every comment: that two of them meet means nothing. */
const FIRST_SUBJECT = CONCEPTS.findIndex(({ label }) => label === 'an insult')
/** Words of two concepts belong together when no more than this many steps lie between them. */
const NEAR = 4
const OFTEN = 3
/** Stands for "no second concept" in a span. */
const NONE = 255
const WITH_LINK = 254
const WITH_SITE = 253
const SITE_FACTOR = 19

const SLOTS = 1 << 14
const slotHashes = new Int32Array(SLOTS)
/** Subject + 1 in the low byte, abuse + 1 in the high one; 0 is an empty slot. */
const slotConcepts = new Uint16Array(SLOTS)
fillSlots()

const counts = new Uint8Array(CONCEPTS.length)
const met = new Uint8Array(CONCEPTS.length)
let metCount = 0
/** The words that have a concept: where they stand, and their concepts as in a slot. */
const knownAt = new Int32Array(MOST_WORDS)
const knownConcepts = new Uint16Array(MOST_WORDS)

/** Looks the words of a body up, by the hashes its word features have, and adds what they have in common. */
export function addConcepts(
  words: { hashes: Int32Array; count: number },
  known: { hasLink: boolean; hasSite: boolean },
): void {
  const seed = SEEDS[CONCEPT] ?? 0
  counts.fill(0)
  metCount = 0
  let knownCount = 0
  for (let i = 0; i < words.count; i++) {
    const concepts = slotConcepts[findSlot(words.hashes[i] ?? 0)] ?? 0
    if (concepts === 0) continue
    countBoth(seed, concepts)
    for (let j = knownCount - 1; j >= 0; j--) {
      const steps = i - (knownAt[j] ?? 0)
      if (steps > NEAR) break
      addPairs(Math.imul(seed, steps === 1 ? 5 : 7), knownConcepts[j] ?? 0, concepts)
    }
    knownAt[knownCount] = i
    knownConcepts[knownCount++] = concepts
  }
  for (let i = 0; i < metCount; i++) {
    const one = met[i] ?? 0
    if (known.hasLink) add(Math.imul(seed, 17), one, WITH_LINK)
    if (known.hasSite) add(Math.imul(seed, SITE_FACTOR), one, WITH_SITE)
    if (one < FIRST_SUBJECT) continue
    for (let j = 0; j < metCount; j++) {
      const other = met[j] ?? 0
      if (other > one) add(Math.imul(seed, 13), one, other)
    }
  }
}

/** "about money", "about money and a way to make contact", from the span of a feature. */
export function describeConcepts(one: number, other: number): string {
  const first = `about ${CONCEPTS[one]?.label ?? 'something'}`
  if (other === NONE) return first
  if (other === WITH_LINK) return `${first}, with a link`
  if (other === WITH_SITE) return `${first}, from an author with a website`
  return one === other ? first : `${first} and ${CONCEPTS[other]?.label ?? 'something'}`
}

/** The buckets of what an author with a website writes about. */
export function siteConceptBuckets(): number[] {
  const seed = Math.imul(SEEDS[CONCEPT] ?? 0, SITE_FACTOR)
  return CONCEPTS.map((_, concept) => toBucket(hashStep(hashStep(seed, concept), WITH_SITE)))
}

/** Both concepts of a word, as a slot holds them. */
function countBoth(seed: number, concepts: number): void {
  if ((concepts & 255) !== 0) countOne(seed, (concepts & 255) - 1)
  if (concepts >> 8 !== 0) countOne(seed, (concepts >> 8) - 1)
}

function countOne(seed: number, concept: number): void {
  const seen = counts[concept] ?? 0
  if (seen === 0) {
    met[metCount++] = concept
    add(seed, concept, NONE)
  }
  if (seen < OFTEN) counts[concept] = seen + 1
  if (seen > 0 && seen < OFTEN) add(Math.imul(seed, seen === 1 ? 3 : 11), concept, NONE)
}

/** Every concept of one word with every concept of a later one. */
function addPairs(seed: number, earlier: number, later: number): void {
  for (let a = earlier; a !== 0; a >>= 8) {
    if ((a & 255) === 0) continue
    for (let b = later; b !== 0; b >>= 8) if ((b & 255) !== 0) add(seed, (a & 255) - 1, (b & 255) - 1)
  }
}

function add(seed: number, one: number, other: number): void {
  addFeature(hashStep(hashStep(seed, one), other), (one << 8) | other)
}

/** Where a word's hash is, or the empty slot it would take. */
function findSlot(hash: number): number {
  let slot = hash & (SLOTS - 1)
  while (slotConcepts[slot] !== 0 && slotHashes[slot] !== hash) slot = (slot + 1) & (SLOTS - 1)
  return slot
}

/** A word keeps the first subject and the first kind of abuse that name it. */
function fillSlots(): void {
  CONCEPTS.forEach(({ words }, concept) => {
    for (const word of words.split(' ')) {
      for (const form of word.length > 3 && !word.endsWith('s') ? [word, `${word}s`] : [word]) keep(form, concept)
    }
  })
}

function keep(word: string, concept: number): void {
  const end = foldInto(out, 0, word, 0, word.length)
  let hash = SEEDS[WORD] ?? 0
  for (let i = 0; i < end; i++) hash = hashStep(hash, out.units[i] ?? 0)
  const slot = findSlot(hash)
  const shift = concept < SUBJECTS.length ? 0 : 8
  const concepts = slotConcepts[slot] ?? 0
  slotHashes[slot] = hash
  if (((concepts >> shift) & 255) === 0) slotConcepts[slot] = concepts | ((concept + 1) << shift)
}
