/** The same comment always has the same features; nothing makes them unbounded. */

import { createHash } from 'node:crypto'
import t from 'tap'
import { extractFeatures, type Subject } from '../../../src/screening/text/features.js'
import { BUCKETS, CONCEPT, MOST_FEATURES, SITE, WORD } from '../../../src/screening/text/hash-space.js'

const SUBJECTS: Subject[] = [
  { text: 'Thanks, that fixed my build.' },
  {
    text: 'Great post! Buy cheap v1agra at http://pills.example/shop?x=1',
    author: { name: 'Cheap Pills', url: 'https://pills.example' },
  },
  { text: 'Très bel article, merci à tous. Привет!', author: { name: 'Zoé' } },
  { text: '' },
]

function fingerprint(subject: Subject): string {
  const features = extractFeatures(subject)
  return createHash('sha256')
    .update(features.buckets.slice(0, features.count))
    .update(features.ends)
    .digest('hex')
    .slice(0, 16)
}

t.test('features are those the weights were trained on', async (t) => {
  const golden = ['28bbb0feeff49184', '51abf976e90f9c9b', '5e1ae5c5ea2d020e', '87c8af7c9c32a31c']
  t.strictSame(SUBJECTS.map(fingerprint), golden, 'a change here needs a new FEATURES_VERSION and new weights')
})

t.test('features do not depend on what was read before', async (t) => {
  const first = SUBJECTS.map(fingerprint)
  t.strictSame([...SUBJECTS].reverse().map(fingerprint).reverse(), first)
})

t.test('a bucket occurs once and lies within the space', async (t) => {
  const features = extractFeatures({ text: 'to be or not to be, to be or not to be' })
  const buckets = [...features.buckets.slice(0, features.count)]
  t.equal(new Set(buckets).size, buckets.length)
  t.ok(buckets.every((bucket) => bucket < BUCKETS))
})

t.test('a silent author differs from an unknown one, and no text is too much', async (t) => {
  t.not(fingerprint({ text: 'hello there', author: {} }), fingerprint({ text: 'hello there' }))
  for (const piece of ['a', 'ab ', 'http://a.example/b ', '\ufdfa', '<a href=', '@ab ', '\ud800', '\0']) {
    const text = piece.repeat(10_000)
    t.ok(
      extractFeatures({ text, author: { name: text, url: text } }).count <= MOST_FEATURES,
      `10,000 times ${JSON.stringify(piece)}`,
    )
  }
})

t.test('disguised words share their features with plain ones', async (t) => {
  const words = (text: string): Set<number> => {
    const features = extractFeatures({ text })
    return new Set(features.buckets.slice(0, features.ends[1]))
  }
  const plain = words('cheap viagra casino')
  for (const text of [
    'chеap viаgra cаsino',
    'ch3ap v1agra c4sino',
    'ｃｈｅａｐ ｖｉａｇｒａ ｃａｓｉｎｏ',
    'che\u200bap via\u200bgra cas\u200bino',
  ]) {
    t.strictSame(words(text), plain, text)
  }
})

t.test('words that mean the same kind of thing share features in English and French', async (t) => {
  const concepts = (text: string): Set<number> => {
    const features = extractFeatures({ text })
    return new Set(features.buckets.slice(features.ends[SITE], features.ends[CONCEPT]))
  }
  t.strictSame(concepts('You are an idiot'), concepts('Tu es un idiot'))
  t.strictSame(concepts('bitcoins for the marabout'), concepts('forex pour la voyante'))
  t.notSame(concepts('the idiot says bitcoin'), concepts('the idiot'))
  t.equal(concepts('a lighthouse').size, 0)
})

t.test('words as abusive as each other share features, beside what they are about', async (t) => {
  const concepts = (text: string): number[] => {
    const features = extractFeatures({ text })
    return [...features.buckets.slice(features.ends[SITE], features.ends[CONCEPT])]
  }
  const shared = (one: string, other: string): number => {
    const known = new Set(concepts(one))
    return concepts(other).filter((bucket) => known.has(bucket)).length
  }
  t.ok(shared('bullshite', 'crotte') > 0)
  t.equal(shared('bullshite', 'scatterbrain'), 0)
  t.ok(concepts('merde').length > concepts('crotte').length, 'an oath and a word for excrement')
})

t.test('a doubled letter is one letter, unless another word came of it', async (t) => {
  const words = (text: string): Set<number> => {
    const features = extractFeatures({ text })
    return new Set(features.buckets.slice(features.ends[WORD - 1], features.ends[WORD]))
  }
  t.strictSame(words('cool'), words('coool'))
  t.notSame(words('ass'), words('as'))
})
