/** Text and author → hashed features. The one implementation: training, serving and explaining all call it. */

import { ADDRESS_WINDOW, addAddress, addName } from './address-features.js'
import { addConcepts, siteConceptBuckets } from './concept-features.js'
import { addFeature, addGrams, beginFeatures, type Features, out, SEEDS } from './feature-sink.js'
import { foldBody } from './fold-body.js'
import { AUTHOR, CHAR, CONCEPT, hashStep, LINK, SHAPE, SITE, toBucket, WORD } from './hash-space.js'
import { findLinks, splitAddress } from './links.js'
import { normalizeText } from './normalize.js'
import { measureShape, SHAPE_NAMES } from './shape.js'
import { addWords } from './word-features.js'

export type { Features } from './feature-sink.js'

export interface Subject {
  text: string
  author?: { name?: string; url?: string }
}

/** A body longer than this is read at its beginning and its end. */
const WINDOW_HEAD = 1400
const WINDOW_TAIL = 700
const NAME_WINDOW = 80
/** Of so many links the hosts are looked at; more of them are only counted. */
const MOST_ADDRESSES = 8

const steps = new Int16Array(SHAPE_NAMES.length)

/** Extracts the features of a comment. Pure: the same subject always gives the same features. */
export function extractFeatures(subject: Subject): Features {
  beginFeatures()
  const { text, disguises } = normalizeText(cutWindow(subject.text))
  const links = findLinks(text)
  const end = foldBody(text, links)
  addGrams(1, end, CHAR)
  out.ends[CHAR] = out.count
  const words = addWords(1, end, text)
  out.ends[WORD] = out.count
  const url = subject.author?.url
  measureShape(steps, { text, links, disguises, words, hasSite: subject.author === undefined ? undefined : !!url })
  addShape()
  out.ends[SHAPE] = out.count
  let at = end
  for (const link of links.slice(0, MOST_ADDRESSES)) at = addAddress(link, LINK, at)
  out.ends[LINK] = out.count
  if (subject.author?.name) at = addName(subject.author.name.slice(0, NAME_WINDOW), at)
  out.ends[AUTHOR] = out.count
  if (url) at = addAddress(splitAddress(url.trim().slice(0, ADDRESS_WINDOW)), SITE, at)
  out.ends[SITE] = out.count
  addConcepts(words, { hasLink: links.length > 0, hasSite: !!url })
  out.ends[CONCEPT] = out.count
  return out
}

/** The part of a body that is read: all of it, or its first 1400 and last 700 code units. */
function cutWindow(text: string): string {
  if (text.length <= WINDOW_HEAD + WINDOW_TAIL) return text
  return `${text.slice(0, WINDOW_HEAD)}\n${text.slice(-WINDOW_TAIL)}`
}

/** One feature for every property that says something; the span carries property and step. */
function addShape(): void {
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] ?? -1
    if (step < 0) continue
    addFeature(shapeHash(i, step), (i << 8) | (step & 255))
  }
}

function shapeHash(property: number, step: number): number {
  return hashStep(hashStep(SEEDS[SHAPE] ?? 0, property), step)
}

/** The buckets of the body's features that an author's website, or the lack of it, is part of. */
export function websiteBuckets(): number[] {
  const properties = [SHAPE_NAMES.indexOf('website and links'), SHAPE_NAMES.indexOf('website and length')]
  const steps = Array.from({ length: 32 }, (_, step) => step)
  const shapes = properties.flatMap((property) => steps.map((step) => toBucket(shapeHash(property, step))))
  return [...shapes, ...siteConceptBuckets()]
}
