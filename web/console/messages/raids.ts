/** Words of raids: threads that many attack at once. */

import { inEnglish, inFrench } from './counting.js'

const en = {
  now: 'Raids now',
  flooded: (thread: string) => `“${thread}” is flooded`,
  lasts: (ago: string, until: string) => `Began ${ago}; over at ${until} unless more comes in.`,
  show: 'Show this thread only',
  /** The signs, as parts of one sentence. */
  comments: (count: number, minutes: number) =>
    `${inEnglish('comment', 'comments')(count)} in ${inEnglish('minute', 'minutes')(minutes)}`,
  signs: {
    crowd: (count: string) => `${count} from newcomers`,
    copies: (count: string) => `${count} that repeat each other`,
    reports: (count: string) => `reports from ${count} networks`,
  },
  lead: 'Threads that many wrote to at once. While a raid is on, its form carries a puzzle and comments wait for you; it ends by itself.',
  none: 'No raids',
  noneText: 'None in the last 90 days.',
  thread: 'Thread',
  began: 'Began',
  until: 'Until',
  on: 'on now',
}

const fr: typeof en = {
  now: 'Afflux en cours',
  flooded: (thread) => `«\u00a0${thread}\u00a0» est submergé`,
  lasts: (ago, until) => `A commencé ${ago}\u00a0; finit à ${until} si rien d’autre n’arrive.`,
  show: 'Voir ce fil seulement',
  comments: (count, minutes) =>
    `${inFrench('commentaire', 'commentaires')(count)} en ${inFrench('minute', 'minutes')(minutes)}`,
  signs: {
    crowd: (count) => `dont ${count} de nouveaux venus`,
    copies: (count) => `dont ${count} qui se répètent`,
    reports: (count) => `signalés depuis ${count} réseaux`,
  },
  lead: 'Les fils où beaucoup ont écrit à la fois. Pendant un afflux, le formulaire demande un calcul et les commentaires vous attendent\u00a0; il finit de lui-même.',
  none: 'Aucun afflux',
  noneText: 'Aucun ces 90 derniers jours.',
  thread: 'Fil',
  began: 'Début',
  until: 'Fin',
  on: 'en cours',
}

export const RAIDS = { en, fr }
