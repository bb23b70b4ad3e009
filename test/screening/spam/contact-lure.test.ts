import t from 'tap'
import { contactLure } from '../../../src/screening/spam/contact-lure.js'
import { makeFacts, makeSubject } from '../../support/make-facts.js'

function run(body: string) {
  return contactLure.run(makeSubject({ body }), makeFacts())
}

t.test('a messenger with a number or an address is held', async (t) => {
  const bodies = [
    'Dr Paul brought back my husband, WhatsApp him on +2348012345678',
    'Prêt entre particuliers sérieux, contactez-nous par Telegram ou pret.rapide@mail.fr',
    'Marabout sérieux, retour d’affection en 7 jours. WhatsApp : +229 97 12 34 56',
  ]
  for (const body of bodies) t.ok((run(body)?.score ?? 0) >= 0.5, body)
})

t.test('an address or a number alone is not', async (t) => {
  for (const body of [
    'Write to me at ann@mail.fr',
    'La mairie répond au 01 42 68 53 00',
    'I use Telegram and WhatsApp every day',
    'ann@mail.fr, 06 12 34 56 78',
  ]) {
    t.ok((run(body)?.score ?? 0) < 0.5, body)
  }
})

t.test('the note repeats neither', async (t) => {
  t.notMatch(JSON.stringify(run('WhatsApp +2348012345678 or ann@mail.fr')), /234801|ann|mail\./)
})
