import { createHash } from 'node:crypto'
import t from 'tap'
import { LIMITS } from '../../src/limits.js'
import { type Challenge, createChallenges, zeroBits } from '../../src/privacy/challenges.js'
import { Redacted } from '../../src/privacy/redacted.js'
import { solve } from '../support/solve.js'

const challenges = createChallenges(new Redacted(Buffer.from('a session secret of 32 bytes or more, for tests')))
const others = createChallenges(new Redacted(Buffer.from('another secret of 32 bytes or more, for the tests')))
const site = { keySeed: 'one' }
const now = new Date('2026-03-01T12:00:00Z')

const work = ({ salt, difficulty }: Challenge): string => solve({ salt, difficulty })

t.test('a solved challenge is worth something on its site and thread until it expires', async (t) => {
  const proof = work(challenges.issue(site, 'bread', now))
  t.match(challenges.read(site, 'bread', proof, now), { state: 'valid', id: /^[\w-]{22}$/ })
  t.equal(challenges.read(site, 'salt', proof, now).state, 'invalid', 'not on another thread')
  t.equal(challenges.read({ keySeed: 'two' }, 'bread', proof, now).state, 'invalid', 'not on another site')
  t.equal(others.read(site, 'bread', proof, now).state, 'invalid', 'not under another secret')
  const later = new Date(now.getTime() + LIMITS.raid.challengeMs + 1)
  t.equal(challenges.read(site, 'bread', proof, later).state, 'expired')
  const anywhere = work(challenges.issue(site, null, now))
  t.equal(challenges.read(site, 'any', anywhere, now).state, 'valid', 'a form without a thread serves all of them')
})

t.test('each challenge has one name, whatever number solves it', async (t) => {
  const challenge = challenges.issue(site, 'bread', now)
  const first = work(challenge)
  const second = solve({ ...challenge, from: Number(first.split('.')[1]) + 1 })
  t.not(first, second)
  t.equal(challenges.read(site, 'bread', first, now).id, challenges.read(site, 'bread', second, now).id)
  t.not(work(challenges.issue(site, 'bread', now)).split('.')[0], first.split('.')[0])
})

t.test('what was made cheaper or made up is invalid', async (t) => {
  const challenge = challenges.issue(site, 'bread', now)
  t.equal(challenges.read(site, 'bread', undefined, now).state, 'missing')
  t.equal(challenges.read(site, 'bread', '', now).state, 'missing')
  const cheap = { salt: challenge.salt.replace(`-${challenge.difficulty}-`, '-0-'), difficulty: 0 }
  for (const proof of [solve(cheap), `${challenge.salt}.`, `${challenge.salt}.x`, challenge.salt, '.', 'x'.repeat(200)])
    t.equal(challenges.read(site, 'bread', proof, now).state, 'invalid', proof.slice(-30))
  const unsolved = [...Array(64).keys()].map((n) => `${challenge.salt}.${n}`)
  const lazy = unsolved.find((proof) => zeroBits(createHash('sha256').update(proof).digest()) < challenge.difficulty)
  t.equal(challenges.read(site, 'bread', lazy, now).state, 'invalid', 'without the work')
})

t.test('zero bits are counted from the left', async (t) => {
  t.strictSame(
    [[0x80], [0x40], [0x01], [0, 0x80], [0, 0, 0x10], [0, 0]].map((bytes) => zeroBits(Uint8Array.from(bytes))),
    [0, 1, 7, 8, 19, 16],
  )
})
