import t from 'tap'
import { bodyPrint } from '../../../src/screening/text/print.js'
import { createRandom } from '../../support/random.js'

const LONG =
  'Our agency offers the best prices for roof repairs in the whole region, call today and save a lot of money.'

t.test('the exact print ignores spaces, case, accents, marks and look-alike letters', async (t) => {
  const { exact } = bodyPrint('Élève du café, bonjour')
  t.match(exact, /^[0-9a-f]{16}$/)
  for (const other of [
    'eleve du cafe bonjour',
    'ÉLÈVE — du café… bonjour!!',
    'Él\u200bève du c\u0430fé, bonj\u043eur',
  ]) {
    t.equal(bodyPrint(other).exact, exact, other)
  }
  t.not(bodyPrint('Élève du café, bonsoir').exact, exact)
})

t.test('exact prints of 20,000 different bodies are different', async (t) => {
  const prints = new Set(Array.from({ length: 20_000 }, (_, i) => bodyPrint(`comment ${i}`).exact))
  t.equal(prints.size, 20_000)
})

t.test('short bodies have no bands', async (t) => {
  for (const body of ['Merci !', '+1', '🎉', '', 'Thanks, this helped me a lot!']) {
    t.strictSame({ ...bodyPrint(body), exact: '' }, { exact: '', bands: [], isShort: true }, body)
  }
  t.notOk(bodyPrint(LONG).isShort)
  t.ok(bodyPrint(LONG).bands.every((band) => Number.isInteger(band) && band === (band | 0)))
  t.notOk(bodyPrint('这家公司提供最好的屋顶维修服务，今天打电话给我们，价格优惠，质量保证').isShort)
})

t.test('prints do not change from release to release', async (t) => {
  t.equal(bodyPrint(LONG).exact, '257521f9e4510915')
  t.equal(bodyPrint(LONG).bands[0], -1662636868)
  const twice = bodyPrint(`${LONG} ${LONG.toUpperCase()} Très bien.`)
  t.equal(twice.exact, '335c6b99f3783c50')
  t.strictSame([twice.bands.length, twice.bands[0], twice.bands[9]], [18, -12545583, -1662636868])
})

t.test('a changed word leaves a short advertisement recognisable', async (t) => {
  t.ok(meet(LONG, LONG.replace('region', 'county')))
  t.ok(meet(LONG, `${LONG} 4711`))
  t.notOk(meet(LONG, 'The second loaf rose better with less salt, and I let it rest in the kitchen for a whole night.'))
})

t.test('bands meet for similarity 0.8 and stay apart below 0.3', async (t) => {
  const random = createRandom(7)
  const word = () =>
    Array.from({ length: 2 + random.below(6) }, () => String.fromCharCode(97 + random.below(26))).join('')
  const near = { pairs: 0, met: 0 }
  const far = { pairs: 0, met: 0 }
  for (let i = 0; i < 3_000; i++) {
    const first = Array.from({ length: 60 + random.below(120) }, word)
    const second = [...first]
    const changes = random.below(Math.ceil(first.length / 4))
    for (let j = 0; j < changes; j++) second[random.below(second.length)] = word()
    const similarity = jaccard(shingles(first), shingles(second))
    const kind = similarity >= 0.8 ? near : similarity < 0.3 ? far : undefined
    if (kind === undefined) continue
    kind.pairs++
    if (meet(first.join(' '), second.join(' '))) kind.met++
  }
  t.ok(near.pairs > 200 && near.met >= near.pairs * 0.95, `${near.met} of ${near.pairs} near pairs meet`)
  t.ok(far.pairs > 200 && far.met < far.pairs * 0.05, `${far.met} of ${far.pairs} far pairs meet`)
})

function meet(a: string, b: string): boolean {
  const bands = new Set(bodyPrint(a).bands)
  return bodyPrint(b).bands.some((band) => bands.has(band))
}

function shingles(words: readonly string[]): Set<string> {
  return new Set(words.slice(3).map((_, i) => words.slice(i, i + 4).join(' ')))
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((item) => b.has(item)).length
  return shared / (a.size + b.size - shared)
}
