/** Features of what a body is about: kinds of words, which of them follow each other, and which of them meet in one comment. */

import { CONCEPTS } from './concept-words.js'
import { addFeature, out, SEEDS } from './feature-sink.js'
import { foldInto } from './fold.js'
import { CONCEPT, hashStep, toBucket, WORD } from './hash-space.js'

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

const SLOTS = 1 << 13
const slotHashes = new Int32Array(SLOTS)
/** Concept + 1; 0 is an empty slot. */
const slotConcepts = new Uint8Array(SLOTS)
fillSlots()

const counts = new Uint8Array(CONCEPTS.length)
const met = new Uint8Array(CONCEPTS.length)

/** Looks the words of a body up, by the hashes its word features have, and adds what they have in common. */
export function addConcepts(
  words: { hashes: Int32Array; count: number },
  known: { hasLink: boolean; hasSite: boolean },
): void {
  const seed = SEEDS[CONCEPT] ?? 0
  counts.fill(0)
  let metCount = 0
  let last = NONE
  let lastAt = -NEAR - 1
  let before = NONE
  for (let i = 0; i < words.count; i++) {
    const concept = conceptOf(words.hashes[i] ?? 0)
    if (concept < 0) continue
    const seen = counts[concept] ?? 0
    if (seen === 0) {
      met[metCount++] = concept
      add(seed, concept, NONE)
    }
    if (seen < NONE) counts[concept] = seen + 1
    if (seen + 1 === OFTEN) add(Math.imul(seed, 3), concept, NONE)
    if (i - lastAt <= NEAR) {
      add(Math.imul(seed, i - lastAt === 1 ? 5 : 7), last, concept)
      if (before !== NONE) add(hashStep(Math.imul(seed, 11), before), last, concept)
      before = last
    } else before = NONE
    last = concept
    lastAt = i
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

function add(seed: number, one: number, other: number): void {
  addFeature(hashStep(hashStep(seed, one), other), (one << 8) | other)
}

function conceptOf(hash: number): number {
  for (let slot = hash & (SLOTS - 1); slotConcepts[slot] !== 0; slot = (slot + 1) & (SLOTS - 1)) {
    if (slotHashes[slot] === hash) return (slotConcepts[slot] ?? 0) - 1
  }
  return -1
}

/** A word keeps the first concept that names it. */
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
  if (conceptOf(hash) >= 0) return
  let slot = hash & (SLOTS - 1)
  while (slotConcepts[slot] !== 0) slot = (slot + 1) & (SLOTS - 1)
  slotHashes[slot] = hash
  slotConcepts[slot] = concept + 1
}
