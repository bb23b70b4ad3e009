/** Words of the appeals. */

const en = {
  lead: 'Authors who object to a decision. Somebody else than who made it decides anew.',
  states: { open: 'Open', upheld: 'Upheld', overturned: 'Overturned', moot: 'Moot' },
  state: 'State',
  none: 'No appeals',
  noneText: 'Nobody objects to a decision at the moment.',
  says: (name: string) => `${name} says`,
  against: (what: string, by: string) => `${what} by ${by}`,
  uphold: 'Uphold the decision',
  overturn: 'Overturn: approve the comment',
  note: 'Note for colleagues',
  notYours: 'You made this decision: a colleague has to look at it.',
  settled: (state: string, by: string) => `${state}, by ${by}`,
  done: 'Settled. The author sees it on their receipt.',
}

const fr: typeof en = {
  lead: 'Des auteurs qui contestent une décision. Une autre personne que celle qui l’a prise décide à nouveau.',
  states: { open: 'Ouvert', upheld: 'Décision maintenue', overturned: 'Décision annulée', moot: 'Sans objet' },
  state: 'État',
  none: 'Aucun recours',
  noneText: 'Personne ne conteste de décision en ce moment.',
  says: (name) => `${name} écrit`,
  against: (what, by) => `${what} par ${by}`,
  uphold: 'Maintenir la décision',
  overturn: 'L’annuler\u00a0: approuver le commentaire',
  note: 'Note pour les collègues',
  notYours: 'Vous avez pris cette décision\u00a0: un collègue doit l’examiner.',
  settled: (state, by) => `${state}, par ${by}`,
  done: 'C’est réglé. L’auteur le voit sur son reçu.',
}

export const APPEALS = { en, fr }
