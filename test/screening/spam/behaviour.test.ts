/** Honeypot, form token, record and rate: what the checks make of how a comment was sent. */

import t from 'tap'
import { applyPolicy, DEFAULT_POLICY } from '../../../src/domain/policy.js'
import { conductChecks } from '../../../src/screening/conduct/index.js'
import { runChecks } from '../../../src/screening/run-checks.js'
import { authorHistory } from '../../../src/screening/spam/author-history.js'
import { formToken } from '../../../src/screening/spam/form-token.js'
import { honeypot } from '../../../src/screening/spam/honeypot.js'
import { spamChecks } from '../../../src/screening/spam/index.js'
import { postingRate } from '../../../src/screening/spam/posting-rate.js'
import { makeFacts, makeSubject } from '../../support/make-facts.js'

const form = { honeypotFilled: false, token: 'valid', elapsedMs: 60_000 } as const
const subject = makeSubject()

t.test('a clean comment by a newcomer without a form token is approved in mode balanced', async (t) => {
  const bodies = [
    'Merci !',
    'Great post, thanks!',
    subject.body,
    'Source: https://example.org/study.pdf',
    '+1',
    '🎉🎉🎉',
  ]
  for (const body of bodies) {
    const facts = makeFacts({ form: { honeypotFilled: false, token: 'missing', elapsedMs: null } })
    const [spam, conduct] = [spamChecks, conductChecks].map((checks) => runChecks(checks, makeSubject({ body }), facts))
    const decided = applyPolicy(DEFAULT_POLICY, { spam, conduct, isNewcomer: true })
    t.strictSame(decided, { action: 'approve', reason: 'clean' }, body)
  }
})

t.test('a filled honeypot alone is spam', async (t) => {
  const facts = makeFacts({ form: { ...form, honeypotFilled: true } })
  t.ok(runChecks(spamChecks, subject, facts).score >= DEFAULT_POLICY.thresholds.spam)
  t.equal(honeypot.run(subject, makeFacts()), null)
})

t.test('no state of the form token holds a comment by itself', async (t) => {
  for (const token of ['missing', 'expired', 'invalid'] as const) {
    const found = formToken.run(subject, makeFacts({ form: { ...form, token, elapsedMs: null } }))
    t.ok(found !== null && found.score > 0 && found.score < 0.5, token)
  }
  for (const elapsedMs of [0, 900, 2_999]) {
    const found = formToken.run(subject, makeFacts({ form: { ...form, elapsedMs } }))
    t.ok(found !== null && found.score > 0.3 && found.score < 0.5, `${elapsedMs} ms`)
  }
  t.equal(formToken.run(subject, makeFacts({ form: { ...form, elapsedMs: 3_000 } })), null)
})

t.test('a record of spam raises the score and a record of approval relieves it', async (t) => {
  const record = (approved: number, spam: number, hasEmail = true) =>
    authorHistory.run(subject, makeFacts({ author: { hasEmail, approved, rejected: 0, spam, pending: 0 } }))

  t.equal(record(0, 0), null)
  t.equal(record(9, 9, false), null, 'an author without an address has no record')
  t.ok((record(0, 1)?.score ?? 0) < 0.5, 'one spam may be an error')
  t.ok((record(0, 3)?.score ?? 0) > 0.6)
  t.ok((record(0, 500)?.score ?? 1) <= 0.9)
  t.ok((record(1, 0)?.relief ?? 1) < 0.1, 'one approved comment earns little')
  t.ok((record(1_000, 0)?.relief ?? 1) <= 0.4, 'trust never hides what is surely spam')
  t.equal(record(5, 1)?.relief, undefined, 'spam cancels relief')
})

t.test('a lively talk is not a flood', async (t) => {
  const score = (byAuthor: number, byNetwork: number) =>
    postingRate.run(subject, makeFacts({ rate: { byAuthor, byNetwork } }))?.score ?? 0
  t.equal(score(5, 20), 0)
  t.ok(score(8, 8) < 0.3)
  t.ok(score(15, 15) > 0.5)
  t.ok(score(1, 40) < 0.5, 'a school shares one network')
  t.ok(score(1, 80) > 0.5)
  t.ok(score(10_000, 10_000) <= 0.8)
})
