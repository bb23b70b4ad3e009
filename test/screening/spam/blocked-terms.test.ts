import t from 'tap'
import type { Term } from '../../../src/domain/term.js'
import type { Subject } from '../../../src/screening/check.js'
import { blockedTerms } from '../../../src/screening/spam/blocked-terms.js'
import { makeFacts, makeSubject } from '../../support/make-facts.js'

const TERMS: readonly Term[] = [
  { kind: 'word', text: 'Casino', action: 'hold' },
  { kind: 'word', text: 'café-crème', action: 'hold' },
  { kind: 'phrase', text: 'act now', action: 'reject' },
  { kind: 'phrase', text: '免费', action: 'hold' },
  { kind: 'host', text: 'bad.example', action: 'markSpam' },
  { kind: 'word', text: 'ann@example.org', action: 'hold' },
]

function run(given: Partial<Subject>, terms = TERMS) {
  return blockedTerms.run(makeSubject(given), makeFacts({ terms }))
}

t.test('a word is found whole, without case, accents and disguises', async (t) => {
  for (const body of [
    'the CASINO',
    'c\u0430sino',
    'c.a.s.i.n.o',
    'p.o.k.e.r c.a.s.i.n.o',
    'c@s1no!',
    'ca\u200bsino',
    '𝐂𝐚𝐬𝐢𝐧𝐨',
    'cásino.',
    'Casino',
  ]) {
    t.equal(run({ body })?.demanded, 'hold', body)
  }
  for (const body of ['casinos', 'Montecasino', 'casi no', 'my_casinography']) t.equal(run({ body }), null, body)
  t.equal(run({ body: 'Un CAFE-CREME !' })?.demanded, 'hold')
  t.equal(run({ body: 'fine', authorName: 'Casino' })?.demanded, 'hold', 'in the name too')
})

t.test('a phrase is found in any run of text', async (t) => {
  for (const body of ['Act   now!', 'ACT\nNOW', 'react nowhere']) t.equal(run({ body })?.demanded, 'reject', body)
  t.equal(run({ body: '今天免费注册' })?.demanded, 'hold')
})

t.test('a host is found in links, with its subdomains, and in the website of the author', async (t) => {
  for (const body of ['see https://bad.example/x', 'http://www.shop.bad.example:8080', 'www.BAD.example']) {
    t.equal(run({ body })?.demanded, 'markSpam', body)
  }
  t.equal(run({ authorUrl: 'https://bad.example/' })?.demanded, 'markSpam')
  for (const body of ['https://notbad.example/', 'https://bad.example.org/', 'bad example'])
    t.equal(run({ body }), null, body)
})

t.test('the strictest action is demanded, and nothing is scored', async (t) => {
  const found = run({ body: 'casino, act now, https://bad.example' })
  t.match(found, { demanded: 'markSpam', score: 0, details: { count: 3 } })
})

t.test('a term that is an address is not repeated', async (t) => {
  t.notMatch(JSON.stringify(run({ body: 'write to ann@example.org' })), /ann/)
})

t.test('five thousand terms are found in one pass', async (t) => {
  const terms = Array.from(
    { length: 5_000 },
    (_, i): Term => ({ kind: i % 2 === 0 ? 'word' : 'phrase', text: `term${i}x`, action: 'hold' }),
  )
  t.equal(run({ body: `${'filler '.repeat(1_000)} term4998x` }, terms)?.demanded, 'hold')
  t.equal(run({ body: 'filler '.repeat(1_000) }, terms), null)
})

t.test('without terms nothing is looked for', async (t) => {
  t.equal(run({ body: 'casino' }, []), null)
})
