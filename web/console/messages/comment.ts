/** Words of a comment's own page. */

const en = {
  decisions: 'Decisions',
  noDecisions: 'Nothing has been decided yet.',
  policyThen: (mode: string) => `The policy at that time was “${mode}”.`,
  verdicts: 'What the checks found',
  verdictsNote: 'As it was stored with the decision, with the version of every check.',
  revision: 'Revision',
  stage: 'Stage',
  check: 'Check',
  version: 'Version',
  score: 'Score',
  note: 'Note',
}

const fr: typeof en = {
  decisions: 'Décisions',
  noDecisions: 'Rien n’a encore été décidé.',
  policyThen: (mode) => `La politique d’alors était «\u00a0${mode}\u00a0».`,
  verdicts: 'Ce que les contrôles ont trouvé',
  verdictsNote: 'Tel que conservé avec la décision, avec la version de chaque contrôle. Les notes sont en anglais.',
  revision: 'Révision',
  stage: 'Étape',
  check: 'Contrôle',
  version: 'Version',
  score: 'Score',
  note: 'Note',
}

export const COMMENT = { en, fr }
