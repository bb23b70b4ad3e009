/** Words of readers' reports. */

import { inEnglish, inFrench } from './counting.js'

const enEarlier = inEnglish('earlier report', 'earlier reports')
const frEarlier = inFrench('signalement précédent', 'signalements précédents')

const en = {
  lead: 'What readers objected to, comment by comment. To uphold a report is to decide on the comment; if it may stay, dismiss.',
  none: 'Nothing is reported',
  noneText: 'When readers object to a comment, it shows up here.',
  count: inEnglish('open report', 'open reports'),
  reports: 'What readers reported',
  states: { open: 'Open', upheld: 'Upheld', dismissed: 'Dismissed', moot: 'Moot' },
  reasons: {
    spam: 'Spam',
    harassment: 'Harassment',
    hate: 'Hate',
    illegal: 'Illegal',
    'personal-data': 'Personal data',
    'off-topic': 'Off topic',
    other: 'Other',
  },
  by: (name: string) => `by ${name}`,
  anonymous: 'by a reader',
  forgotten: 'who reported is forgotten by now',
  firstTime: 'their first report that anybody has looked at',
  accuracy: (upheld: number, all: number) =>
    upheld === 0
      ? `none of their ${enEarlier(all)} was upheld`
      : upheld === all
        ? `${all === 1 ? 'their one earlier report was' : `all their ${enEarlier(all)} were`} upheld`
        : `${upheld} of their ${enEarlier(all)} upheld`,
  dismiss: 'Dismiss',
  dismissAll: 'The comment may stay: dismiss',
  dismissed: 'Dismissed. The comment stays.',
  settled: (state: string, by: string) => `${state}, by ${by}`,
}

const fr: typeof en = {
  lead: 'Ce que les lecteurs contestent, commentaire par commentaire. Retenir un signalement, c’est décider du commentaire\u00a0; s’il peut rester, écartez.',
  none: 'Rien n’est signalé',
  noneText: 'Quand des lecteurs contestent un commentaire, il apparaît ici.',
  count: inFrench('signalement ouvert', 'signalements ouverts'),
  reports: 'Ce que les lecteurs ont signalé',
  states: { open: 'Ouvert', upheld: 'Fondé', dismissed: 'Écarté', moot: 'Sans objet' },
  reasons: {
    spam: 'Spam',
    harassment: 'Harcèlement',
    hate: 'Haine',
    illegal: 'Illégal',
    'personal-data': 'Données personnelles',
    'off-topic': 'Hors sujet',
    other: 'Autre',
  },
  by: (name) => `par ${name}`,
  anonymous: 'par un lecteur',
  forgotten: 'on ne sait plus de qui il vient',
  firstTime: 'son premier signalement que quelqu’un a examiné',
  accuracy: (upheld, all) =>
    upheld === 0
      ? `aucun de ses ${frEarlier(all)} n’était fondé`
      : upheld === all
        ? `${all === 1 ? 'son seul signalement précédent était fondé' : `ses ${frEarlier(all)} étaient tous fondés`}`
        : `${upheld} fondés sur ${frEarlier(all)}`,
  dismiss: 'Écarter',
  dismissAll: 'Le commentaire peut rester\u00a0: écarter',
  dismissed: 'Écarté. Le commentaire reste.',
  settled: (state, by) => `${state}, par ${by}`,
}

export const REPORTS = { en, fr }
