import t from 'tap'
import { impersonation } from '../../../src/screening/conduct/impersonation.js'
import { makeFacts, makeSubject } from '../../support/make-facts.js'
import { makeLookAlike, makeRealName, STAFF_NAMES } from '../../support/names.js'
import { createRandom } from '../../support/random.js'

const facts = makeFacts({ staffNames: STAFF_NAMES })

function scoreOf(authorName: string): number {
  return impersonation.run(makeSubject({ authorName }), facts)?.score ?? 0
}

t.test('look-alikes of staff are caught', async (t) => {
  const random = createRandom(20)
  const names = Array.from({ length: 1_000 }, () => makeLookAlike(random.pick(STAFF_NAMES), random))
  const missed = names.filter((name) => scoreOf(name) < 0.6)
  t.ok(missed.length <= 5, `${missed.length} of 1,000 missed: ${missed.slice(0, 20).join(', ')}`)
})

t.test('real people keep their names', async (t) => {
  const random = createRandom(21)
  const names = new Set<string>()
  while (names.size < 10_000) names.add(makeRealName(random))
  const caught = [...names].filter((name) => scoreOf(name) > 0)
  t.ok(caught.length <= 50, `${caught.length} of 10,000 caught: ${caught.slice(0, 60).join(', ')}`)
})

t.test('offices are claimed in many spellings', async (t) => {
  const claims = [
    'admin',
    'Admin',
    'ADMIN',
    'Αdmin',
    'Adm1n',
    '@dmin',
    'a d m i n',
    'Site Admin',
    'Modérateur',
    'Модератор',
    'moderator',
    'M0derator',
    'Causerie',
    'Causerie team',
    'L’équipe',
    'AdminTeam',
    'webmaster',
    'Support',
    'Marie (modératrice)',
    'administrateur_42',
  ]
  for (const name of claims) t.ok(scoreOf(name) >= 0.6, name)
})

t.test('names that only resemble an office are left alone', async (t) => {
  for (const name of [
    'Adama Minoun',
    'Vlad Minh',
    'Joe Root',
    'Anna Staff',
    'Modou Diop',
    'Madmin',
    'Équipière',
    '🙂',
    '42',
    '...',
  ]) {
    t.equal(scoreOf(name), 0, name)
  }
})

t.test('a letter dropped, added or swapped inside a long name is caught, another name is not', async (t) => {
  for (const name of ['Marie Duopnt', 'Marie Duponnt', 'Sandrne Roux', 'Dupont Marie', 'William Clarrk'])
    t.ok(scoreOf(name) >= 0.6, name)
  for (const name of ['Maria Dupont', 'Lucien Moreau', 'Thomas Miller', 'Rob', 'Anne Connor'])
    t.equal(scoreOf(name), 0, name)
})

t.test('the note never repeats a name', async (t) => {
  const found = impersonation.run(makeSubject({ authorName: 'Marie Dup0nt' }), facts)
  t.notMatch(JSON.stringify(found), /marie|dup/i)
})
