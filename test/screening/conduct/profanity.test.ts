import t from 'tap'
import { profanity } from '../../../src/screening/conduct/profanity.js'
import { makeFacts, makeSubject } from '../../support/make-facts.js'

const HOLD = 0.6

function scoreOf(body: string): number {
  return profanity.run(makeSubject({ body }), makeFacts())?.score ?? 0
}

t.test('swearing at nobody is mild, however much of it', async (t) => {
  const bodies = [
    'Merde, encore raté !',
    'Putain, tu as raison.',
    'Shit happens, you know.',
    'fucking great article',
    'damn damn damn',
    'What the fuck is this error?',
    `${'fuck '.repeat(500)}`,
    'He was an asshole to me.',
  ]
  for (const body of bodies) t.ok(scoreOf(body) > 0 && scoreOf(body) < HOLD, body.slice(0, 40))
})

t.test('insults aimed at somebody are held', async (t) => {
  const bodies = [
    'You are an idiot.',
    'you idiot',
    'Tu es un connard',
    'T’es vraiment trop con',
    'Vous êtes des abrutis',
    'Espèce de connasse !',
    '@Bob what a moron',
    'Ta gueule',
    'va te faire foutre',
    'Fuck you',
    'you are such a complete and utter asshole',
    'fils de pute',
    'sale pute',
  ]
  for (const body of bodies) t.ok(scoreOf(body) >= HOLD, body)
})

t.test('disguises do not help', async (t) => {
  for (const body of [
    'f*ck you',
    'FUUUUCK YOU',
    'f.u.c.k you',
    'Tu n’es qu’une p u t e',
    'you are an id10t',
    'tu es un c\u043ennard',
    'you a$$hole',
    'you 4sshole',
    'you вi\u03c4ch',
    'tu es un enc*lé',
  ]) {
    t.ok(scoreOf(body) >= HOLD, body)
  }
})

t.test('innocent words stay innocent', async (t) => {
  const bodies = [
    'Scunthorpe, Essex, Sussex, Penistone and Middlesex',
    'La connaissance des connexions',
    'You are in the first class',
    'pros and cons',
    'Tu es en retard',
    'une salopette bleue',
    'technique unique de Dominique',
    'You can cock your head',
    'vous avez un rat dans la cave',
    'Dick, you are right',
    'the assassin passed the class',
    'con la familia',
    'un dispute à Bitche',
    'you have tools',
  ]
  for (const body of bodies) t.equal(scoreOf(body), 0, body)
})

t.test('denied insults and mild ones are not held', async (t) => {
  for (const body of ['You are not an idiot', 'Tu n’es pas un imbécile', 'you are stupid', 'tu es nul'])
    t.ok(scoreOf(body) < HOLD, body)
})
