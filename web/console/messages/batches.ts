/** Words of the list of decisions on many comments. */

import { inEnglish, inFrench } from './counting.js'

const en = {
  lead: 'Decisions on many comments at once, by everybody, for seven days after their end.',
  state: 'State',
  allStates: 'All',
  states: {
    running: 'Under way',
    paused: 'Paused',
    done: 'Done',
    cancelled: 'Stopped',
    undoing: 'Being taken back',
    undone: 'Taken back',
  },
  none: 'Nothing decided in bulk',
  noneText: 'What is decided on many comments at once in the moderation queue is listed here.',
  named: 'Chosen one by one',
  sites: (names: string) => `On ${names}`,
  outcomes: {
    decided: inEnglish('decided', 'decided'),
    waiting: inEnglish('not reached', 'not reached'),
    unchanged: inEnglish('with this status already', 'with this status already'),
    conflict: inEnglish('changed meanwhile', 'changed meanwhile'),
    claimed: inEnglish('somebody was working on', 'somebody was working on'),
    'not-allowed': inEnglish('whose status does not allow it', 'whose status does not allow it'),
    undone: inEnglish('taken back', 'taken back'),
    kept: inEnglish('decided anew since', 'decided anew since'),
  },
  each: 'What became of each comment',
  outcome: 'Outcome',
  becameOf: {
    decided: 'Decided',
    waiting: 'Not reached',
    unchanged: 'Left alone: it had this status already',
    conflict: 'Left alone: changed meanwhile',
    claimed: 'Left alone: somebody was working on it',
    'not-allowed': 'Left alone: its status does not allow it',
    undone: 'Taken back',
    kept: 'Not taken back: decided anew since',
  },
  now: 'Status now',
  noOutcome: 'No comment of this decision is in that state.',
}

const fr: typeof en = {
  lead: 'Les décisions sur beaucoup de commentaires à la fois, de toute l’équipe, pendant sept jours après leur fin.',
  state: 'État',
  allStates: 'Toutes',
  states: {
    running: 'En cours',
    paused: 'Suspendues',
    done: 'Terminées',
    cancelled: 'Arrêtées',
    undoing: 'En cours d’annulation',
    undone: 'Annulées',
  },
  none: 'Aucune décision en nombre',
  noneText: 'Ce qui est décidé en nombre dans la file de modération paraît ici.',
  named: 'Choisis un à un',
  sites: (names) => `Sur ${names}`,
  outcomes: {
    decided: inFrench('décidé', 'décidés'),
    waiting: inFrench('non atteint', 'non atteints'),
    unchanged: inFrench('déjà dans cet état', 'déjà dans cet état'),
    conflict: inFrench('modifié entre-temps', 'modifiés entre-temps'),
    claimed: inFrench('dont quelqu’un s’occupait', 'dont quelqu’un s’occupait'),
    'not-allowed': inFrench('dont l’état ne le permet pas', 'dont l’état ne le permet pas'),
    undone: inFrench('annulé', 'annulés'),
    kept: inFrench('décidé à nouveau depuis', 'décidés à nouveau depuis'),
  },
  each: 'Ce qu’est devenu chaque commentaire',
  outcome: 'Résultat',
  becameOf: {
    decided: 'Décidé',
    waiting: 'Non atteint',
    unchanged: 'Laissé tel quel\u00a0: déjà dans cet état',
    conflict: 'Laissé tel quel\u00a0: modifié entre-temps',
    claimed: 'Laissé tel quel\u00a0: quelqu’un s’en occupait',
    'not-allowed': 'Laissé tel quel\u00a0: son état ne le permet pas',
    undone: 'Annulé',
    kept: 'Non annulé\u00a0: décidé à nouveau depuis',
  },
  now: 'État actuel',
  noOutcome: 'Aucun commentaire de cette décision n’en est là.',
}

export const BATCHES = { en, fr }
