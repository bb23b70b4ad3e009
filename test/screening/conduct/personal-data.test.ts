import t from 'tap'
import { personalData } from '../../../src/screening/conduct/personal-data.js'
import { shouting } from '../../../src/screening/conduct/shouting.js'
import { makeFacts, makeSubject } from '../../support/make-facts.js'

const HOLD = 0.6

function run(body: string) {
  return personalData.run(makeSubject({ body }), makeFacts())
}

t.test('personal details are held and never repeated', async (t) => {
  const cases: [string, string][] = [
    ['Write to ann.lee@mail.fr please', 'emailAddresses'],
    ['ann.lee [at] mail [dot] fr', 'emailAddresses'],
    ['Appelez-moi au 06 12 34 56 78.', 'phoneNumbers'],
    ['tel: 0612345678', 'phoneNumbers'],
    ['+33 6 12 34 56 78', 'phoneNumbers'],
    ['01.42.68.53.00', 'phoneNumbers'],
    ['call +44 20 7946 0958 now', 'phoneNumbers'],
    ['(555) 123-4567 or', 'phoneNumbers'],
    ['WhatsApp +2348012345678', 'phoneNumbers'],
    ['FR76 3000 6000 0112 3456 7890 189', 'bankAccounts'],
    ['DE89370400440532013000', 'bankAccounts'],
    ['my card 4111 1111 1111 1111', 'cards'],
    ['5500-0000-0000-0004', 'cards'],
    ['378282246310005', 'cards'],
    ['Il habite 12 bis rue de la Paix, 75002 Paris', 'streetAddresses'],
    ['She lives at 221 Baker Street, London NW1 6XE', 'streetAddresses'],
  ]
  for (const [body, kind] of cases) {
    const found = run(body)
    t.ok((found?.score ?? 0) >= HOLD && found?.details?.[kind] === 1, `${body}: ${JSON.stringify(found)}`)
    t.notMatch(JSON.stringify(found), /ann|mail\.|\d{3}|paix|baker/i)
  }
})

t.test('numbers of other kinds are left alone', async (t) => {
  const bodies = [
    'Commande n° 0612345678, reçue le 12.03.2024',
    'order 4111111111111111',
    '2024-03-12 10:30:45, 12/03/2024, 01.02.2024',
    'version 1.22.33.44.55 of node, 10.0.19041.1234',
    '192.168.100.200 and 2001:db8::1',
    '1 000 000,00 € or 12 345 678 $ or +100 000 000',
    'ISBN 978-2-07-036822-8',
    'commit 4111111111111112 of 1234567890',
    'π = 3.14159265358979323846',
    'FR76 0000 0000 0000 0000 0000 000',
    '@ann look at this, git@github.com:a/b.git',
    'user@example.com is an example',
    'https://a.example/0612345678.html',
    'Top 10 des 100 films de 1990 à 2020',
    '10 20 30 40 50 60 70 80 90 100',
  ]
  for (const body of bodies) t.equal(run(body), null, `${body}: ${JSON.stringify(run(body))}`)
  t.ok((run('La boulangerie du 12 rue de la Paix est fermée')?.score ?? 0) < 0.3, 'a street alone names a place')
})

t.test('long bodies in capitals are mildly impolite', async (t) => {
  const score = (body: string) => shouting.run(makeSubject({ body }), makeFacts())?.score ?? 0
  t.equal(score('BRAVO ! HAPPY BIRTHDAY !'), 0)
  t.equal(score('This is a NASA and ESA mission with many ACRONYMS in its long text.'), 0)
  const shout = score('WHY DOES NOBODY EVER ANSWER MY QUESTIONS ON THIS SITE???? ANSWER ME')
  t.ok(shout > 0 && shout < 0.5)
})
