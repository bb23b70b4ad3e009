import t from 'tap'
import { createFinder, type TermMatch } from '../../../src/screening/text/find-terms.js'
import { createRandom } from '../../support/random.js'

function findAll(terms: readonly string[], text: string): TermMatch[] {
  const found: TermMatch[] = []
  createFinder(terms)(text, (match) => found.push(match))
  return found
}

t.test('overlapping terms are all found', async (t) => {
  t.strictSame(findAll(['he', 'she', 'his', 'hers'], 'ushers'), [
    { term: 1, start: 1, end: 4 },
    { term: 0, start: 2, end: 4 },
    { term: 3, start: 2, end: 6 },
  ])
  t.equal(findAll(['', 'x'], 'abc').length, 0, 'an empty term never matches')
})

t.test('finds what a plain search finds', async (t) => {
  const random = createRandom(3)
  const text = (length: number) => Array.from({ length }, () => random.pick(['a', 'b', 'é'])).join('')
  for (let i = 0; i < 200; i++) {
    const terms = [...new Set(Array.from({ length: 8 }, () => text(1 + random.below(4))))]
    const haystack = text(60)
    const expected = terms.flatMap((term, index) =>
      Array.from({ length: haystack.length }, (_, at) => at)
        .filter((at) => haystack.startsWith(term, at))
        .map((at) => `${index}@${at}`),
    )
    t.strictSame(
      findAll(terms, haystack)
        .map(({ term, start }) => `${term}@${start}`)
        .sort(),
      expected.sort(),
    )
  }
})
