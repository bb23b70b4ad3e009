/** Words of the help window. */

const en = {
  keys: 'Keys',
  shortcuts: {
    'j ↓': 'next comment',
    'k ↑': 'previous comment',
    a: 'approve',
    r: 'reject, then the reason',
    s: 'spam',
    h: 'hold',
    d: 'delete, then the reason',
    '1 … 9': 'the reason, once asked',
    n: 'show new comments; a note, once a reason is asked',
    u: 'undo the last decision, for 30 seconds',
    x: 'select',
    Enter: 'open the comment, on a narrow screen',
    '/': 'search',
    Esc: 'back, cancel',
    '?': 'this window',
  },
  deviceOnly: 'Kept in this browser only.',
  veil: 'Blur comments until asked for',
  veils: { none: 'Never', harsh: 'Rude ones', all: 'All' },
  grey: 'Without colours',
  shortcutsOn: 'Single keys act',
  wellness: 'Blur and grey take the edge off a hard day. So do pauses, and a colleague’s ear.',
}

const fr: typeof en = {
  keys: 'Touches',
  shortcuts: {
    'j ↓': 'commentaire suivant',
    'k ↑': 'commentaire précédent',
    a: 'approuver',
    r: 'refuser, puis la raison',
    s: 'spam',
    h: 'retenir',
    d: 'supprimer, puis la raison',
    '1 … 9': 'la raison, une fois demandée',
    n: 'afficher les nouveaux\u00a0; une note, quand la raison est demandée',
    u: 'annuler la dernière décision, pendant 30 secondes',
    x: 'sélectionner',
    Enter: 'ouvrir le commentaire, sur un écran étroit',
    '/': 'rechercher',
    Esc: 'revenir, annuler',
    '?': 'cette fenêtre',
  },
  deviceOnly: 'Conservé dans ce navigateur seulement.',
  veil: 'Flouter les commentaires jusqu’à ce qu’on les demande',
  veils: { none: 'Jamais', harsh: 'Les grossiers', all: 'Tous' },
  grey: 'Sans couleurs',
  shortcutsOn: 'Les touches seules agissent',
  wellness: 'Le flou et le gris adoucissent une rude journée. Les pauses aussi, et l’oreille d’un collègue.',
}

export const HELP = { en, fr }
