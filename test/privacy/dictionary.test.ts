/** A thief has the whole database and a list of addresses, but not the pepper. */

import { createHash } from 'node:crypto'
import t from 'tap'
import { createHashEmail } from '../../src/privacy/hash-email.js'
import { Redacted } from '../../src/privacy/redacted.js'
import { createRandom } from '../support/random.js'

const CANDIDATES = 100_000
const AUTHORS = 500
/** Of the authors, how many have an address that is on the thief's list; as large as such lists were against Gravatar. */
const LISTED_SHARE = 0.68

const random = createRandom(20_261_122)
const SITE = { keySeed: '018f3c2e-0000-7000-8000-000000000001' }
const FIRST = ['ann', 'bob', 'chloe', 'dirk', 'emma', 'farid', 'gwen', 'hugo', 'ines', 'jean', 'karim', 'lea'] as const
const LAST = ['martin', 'bernard', 'dubois', 'smith', 'jones', 'weber', 'rossi', 'silva', 'novak', 'lund'] as const
const HOSTS = ['mail.example', 'post.example', 'inbox.example', 'courriel.example'] as const

const candidates = new Set<string>()
while (candidates.size < CANDIDATES) {
  candidates.add(`${random.pick(FIRST)}.${random.pick(LAST)}${random.below(10_000)}@${random.pick(HOSTS)}`)
}
const list = [...candidates]
const authors = Array.from({ length: AUTHORS }, (_, index) =>
  index < AUTHORS * LISTED_SHARE ? random.pick(list) : `unlisted-${index}@${random.pick(HOSTS)}`,
)

const ALGORITHMS = ['md5', 'sha1', 'sha256'] as const
const unkeyed = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex')

/** What the thief can try with everything in the dump: the site's seed too. */
function* guesses(address: string): Generator<string> {
  for (const algorithm of ALGORITHMS) {
    yield unkeyed(algorithm, address)
    for (const text of [`n1|${address}`, `${SITE.keySeed}${address}`, `${SITE.keySeed}|${address}`]) {
      yield unkeyed(algorithm, text)
    }
  }
}

/** How many of each list of stored hashes the thief finds, with all guesses at all addresses. */
function countFound(...stored: readonly (readonly string[])[]): number[] {
  const wanted = new Set(stored.flat())
  const found = new Set<string>()
  for (const address of list) for (const guess of guesses(address)) if (wanted.has(guess)) found.add(guess)
  return stored.map((hashes) => hashes.filter((hash) => found.has(hash)).length)
}

t.test(
  'a list of 100,000 addresses finds nobody without the pepper, and most people where the hash has no key',
  async (t) => {
    const hashEmail = createHashEmail(new Redacted(Buffer.from('the pepper of this test, which the thief has not')))
    const keyed = authors.map((address) => hashEmail(SITE, new Redacted(address)).emailHash.toString('hex'))
    const [ours, ...others] = countFound(
      keyed,
      ...ALGORITHMS.map((algorithm) => authors.map((address) => unkeyed(algorithm, address))),
    )
    t.equal(ours, 0)
    // The attack itself works.
    for (const [index, found] of others.entries())
      t.ok(found / AUTHORS > 0.6, `${ALGORITHMS[index]}: ${found} of ${AUTHORS}`)
  },
)
