import t from 'tap'
import { repeatedBody } from '../../../src/screening/spam/repeated-body.js'
import { makeFacts, makeRepeats, makeSubject } from '../../support/make-facts.js'

const LONG = 'Our agency offers the best prices for roof repairs in the whole region, call today and save.'
const none = makeRepeats({})

function scoreOf(body: string, same: Parameters<typeof makeRepeats>[0], near = {}): number {
  const facts = makeFacts({ repeats: { same: makeRepeats(same), near: makeRepeats(near) } })
  return repeatedBody.run(makeSubject({ body }), facts)?.score ?? 0
}

t.test('short thanks may be said by everyone', async (t) => {
  for (const body of ['Merci !', '+1', 'lol', 'Thank you so much', '謝謝分享']) {
    t.equal(scoreOf(body, { comments: 200, threads: 90, sites: 5 }), 0, body)
    t.equal(scoreOf(body, { comments: 200, threads: 90, sites: 5, spam: 20 }), 0, `${body}, sometimes spam`)
    t.ok(scoreOf(body, { comments: 200, threads: 90, sites: 5, spam: 200 }) < 0.5, `${body}, always spam`)
  }
})

t.test('a form sent twice does not hold the comment', async (t) => {
  t.ok(scoreOf(LONG, { comments: 1, threads: 1, sites: 1 }) < 0.5)
})

t.test('the same long text in many threads or on many sites does', async (t) => {
  t.ok(scoreOf(LONG, { comments: 2, threads: 2, sites: 1 }) >= 0.5)
  t.ok(scoreOf(LONG, { comments: 2, threads: 2, sites: 2 }) > scoreOf(LONG, { comments: 2, threads: 2, sites: 1 }))
  t.ok(scoreOf(LONG, { comments: 900, threads: 900, sites: 90 }) < 0.85, 'but is not called spam unseen')
})

t.test('copies of known spam weigh most', async (t) => {
  t.ok(scoreOf(LONG, { comments: 1, threads: 1, sites: 1, spam: 1 }) > 0.7)
  t.ok(scoreOf(LONG, { comments: 3, threads: 3, sites: 1, spam: 3 }) >= 0.85)
  t.ok(scoreOf(LONG, {}, { comments: 3, threads: 1, sites: 1, spam: 3 }) > 0.7, 'near copies too')
  t.ok(scoreOf(LONG, { comments: 20, threads: 1, sites: 1, spam: 1 }) <= 0.6, 'one label among many copies is doubtful')
})

t.test('nothing repeated, nothing found', async (t) => {
  t.equal(repeatedBody.run(makeSubject(), makeFacts({ repeats: { same: none, near: none } })), null)
})
