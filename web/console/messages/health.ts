/** Words of the model's health. */

import { inEnglish, inFrench } from './counting.js'

const en = {
  title: 'Where people and the filter disagree',
  note: 'Told from the last twelve weeks’ comments that people decided on after the filter: mostly doubtful ones, so these shares are not those of all comments.',
  nothing: 'People have not decided on anything that the filter had looked at.',
  of: 'Comments',
  all: 'All',
  languages: { en: 'In English', fr: 'In French' } as Readonly<Record<string, string>>,
  comments: 'Looked at by both',
  missed: 'Published, then taken away',
  condemned: 'Put away, then published',
  heldInVain: 'Held, then published',
  weeks: 'By week',
  week: 'Week of',
  asTable: 'The same as a table',
  chart: (from: string, to: string, most: string) =>
    `Disagreements by week, from ${from} to ${to}; at most ${most} in a week`,
  models: 'Models',
  spamModel: (threshold: number) => `Spam model, from ${threshold}`,
  toxicityModel: (threshold: number) => `Toxicity model, from ${threshold}`,
  truePositives: 'Rightly kept back',
  falsePositives: 'Wrongly kept back',
  falseNegatives: 'Wrongly let pass',
  trueNegatives: 'Rightly let pass',
  correction: (lessons: number, bytes: string) =>
    `This site’s correction holds ${inEnglish('lesson', 'lessons')(lessons)} in ${bytes} bytes.`,
}

const fr: typeof en = {
  title: 'Où les personnes et le filtre divergent',
  note: 'D’après les commentaires des douze dernières semaines dont des personnes ont décidé après le filtre\u00a0: surtout des cas douteux, ces parts ne valent donc pas pour tous les commentaires.',
  nothing: 'Personne n’a encore décidé d’un commentaire que le filtre avait examiné.',
  of: 'Commentaires',
  all: 'Tous',
  languages: { en: 'En anglais', fr: 'En français' },
  comments: 'Vus par les deux',
  missed: 'Publiés, puis retirés',
  condemned: 'Écartés, puis publiés',
  heldInVain: 'Retenus, puis publiés',
  weeks: 'Par semaine',
  week: 'Semaine du',
  asTable: 'La même chose en tableau',
  chart: (from, to, most) => `Divergences par semaine, du ${from} au ${to}\u00a0; au plus ${most} par semaine`,
  models: 'Modèles',
  spamModel: (threshold) => `Modèle de spam, dès ${String(threshold).replace('.', ',')}`,
  toxicityModel: (threshold) => `Modèle de toxicité, dès ${String(threshold).replace('.', ',')}`,
  truePositives: 'Retenus à raison',
  falsePositives: 'Retenus à tort',
  falseNegatives: 'Passés à tort',
  trueNegatives: 'Passés à raison',
  correction: (lessons, bytes) =>
    `La correction de ce site tient ${inFrench('leçon', 'leçons')(lessons)} en ${bytes} octets.`,
}

export const HEALTH = { en, fr }
