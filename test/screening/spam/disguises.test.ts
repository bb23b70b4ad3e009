import t from 'tap'
import { disguises } from '../../../src/screening/spam/disguises.js'
import { makeFacts, makeSubject } from '../../support/make-facts.js'

function scoreOf(body: string): number {
  return disguises.run(makeSubject({ body }), makeFacts())?.score ?? 0
}

t.test('one disguise may be an accident', async (t) => {
  for (const body of ['P E A C E and love', 'the сamera broke', '𝐁𝐨𝐧𝐧𝐞 fête à tous', 'I paid in b1tcoin'])
    t.ok(scoreOf(body) < 0.5, body)
})

t.test('a habit of disguise, or a hidden trade, is held', async (t) => {
  for (const body of [
    'vіаgrа and сiаlis',
    'Best v.i.a.g.r.a here',
    'p0ker and c4sino for fr33 m0ney',
    'v\u200bi\u200ba\u200bg\u200bra',
  ]) {
    t.ok(scoreOf(body) >= 0.5, body)
  }
})

t.test('plain text of any script scores nothing', async (t) => {
  for (const body of ['Merci !', 'Привет, как дела?', '👍🏽 ❤️', 'log4j 2.17']) t.equal(scoreOf(body), 0, body)
})
