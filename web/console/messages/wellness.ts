/** Words of what makes a hard day easier. */

const en = {
  title: 'Going easy on yourself',
  note: 'Reading what others write in anger wears one out. Kept in this browser, for you alone; nobody is told.',
  breaks: 'Remind me of a pause',
  noBreaks: 'Never',
  after: (minutes: number) => `After ${minutes} minutes`,
  reminder: (minutes: number) => `You have been at it for ${minutes} minutes. A short walk, perhaps?`,
  done: 'I had a pause',
  later: 'In ten minutes',
}

const fr: typeof en = {
  title: 'Prendre soin de soi',
  note: 'Lire ce que d’autres écrivent sous la colère use. Conservé dans ce navigateur, pour vous seulement\u00a0; personne n’en sait rien.',
  breaks: 'Me rappeler de faire une pause',
  noBreaks: 'Jamais',
  after: (minutes) => `Après ${minutes} minutes`,
  reminder: (minutes) => `Vous y êtes depuis ${minutes} minutes. Quelques pas, peut-être\u00a0?`,
  done: 'J’ai fait une pause',
  later: 'Dans dix minutes',
}

export const WELLNESS = { en, fr }
