/** How fast a new site's moderators make the scores better: the model never saw the site, the decisions come in order. */

import { correctionOf, emptyCorrection, learn, makeLesson } from '../../src/screening/model/learn.js'
import { logOdds } from '../../src/screening/model/score.js'
import type { Model } from '../../src/screening/model/weights.js'
import { extractFeatures } from '../../src/screening/text/features.js'
import { type LabelledComment, toSubject } from './corpus.js'
import { createRandom, shuffle } from './logistic.js'
import { buildMatrix } from './matrix.js'
import { recallAtFalsePositiveRate, rocAuc } from './metrics.js'
import { RECIPES, rowsFor, trainWithout } from './recipe.js'
import { trialModel } from './trial-model.js'

const SITES = ['blog_haacked', 'blog_mmistakes', 'blog_josedom24']
const DECISIONS = [0, 100, 300]
/** Each makes another choice and order of decisions; one alone says as much of chance as of learning. */
const SEEDS = [3, 4, 5]

interface Figures {
  auc: number
  recall: number
}

/** Prints ROC-AUC and recall at 1 % of each blog's comments that nobody decided, after 0, 100 and 300 decisions. */
export function learningCurves(comments: readonly LabelledComment[]): void {
  const matrix = buildMatrix(comments)
  const rows = rowsFor('spam', comments, createRandom(7))
  const bySite = SITES.map((site) => {
    const model = trialModel(
      'spam',
      trainWithout(matrix, rows, RECIPES.spam, ({ source }) => source === site),
    )
    const subjects = comments.filter(({ source }) => source === site)
    const curve = mean(SEEDS.map((seed) => learningCurve(model, subjects, seed)))
    print(site, curve)
    return curve
  })
  print('mean', mean(bySite))
}

/** The figures after each of `DECISIONS`, of one choice of what is decided. */
function learningCurve(model: Model, subjects: readonly LabelledComment[], seed: number): Figures[] {
  const { decided, rest } = split(subjects, seed)
  const labels = rest.map(({ label }) => label)
  let correction = emptyCorrection()
  return DECISIONS.map((end, step) => {
    for (const comment of decided.slice(DECISIONS[step - 1] ?? 0, end))
      correction = learn(correction, makeLesson(model, extractFeatures(toSubject(comment)), comment.label))
    const scores = rest.map((comment) => {
      const features = extractFeatures(toSubject(comment))
      return model.heads.spam.slope * logOdds(model, features).spam + correctionOf(correction, features)
    })
    return { auc: rocAuc(scores, labels), recall: recallAtFalsePositiveRate(scores, labels, 0.01) }
  })
}

function mean(curves: readonly Figures[][]): Figures[] {
  const meanOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
  return DECISIONS.map((_, step) => {
    const figures = curves.flatMap((curve) => curve[step] ?? [])
    return { auc: meanOf(figures.map(({ auc }) => auc)), recall: meanOf(figures.map(({ recall }) => recall)) }
  })
}

function print(name: string, curve: readonly Figures[]): void {
  curve.forEach(({ auc, recall }, step) => {
    console.log(`| ${name} | ${DECISIONS[step]} | ${auc.toFixed(4)} | ${recall.toFixed(3)} |`)
  })
}

/** 300 decisions from the site's comments, clusters kept whole on one side, spam and ham as they come. */
function split(
  subjects: readonly LabelledComment[],
  seed: number,
): { decided: LabelledComment[]; rest: LabelledComment[] } {
  const order = subjects.map((_, i) => i)
  shuffle(order, createRandom(seed))
  const decided: LabelledComment[] = []
  const clusters = new Set<string>()
  for (const i of order) {
    const comment = subjects[i]
    if (comment === undefined || decided.length >= Math.max(...DECISIONS)) break
    decided.push(comment)
    clusters.add(comment.cluster)
  }
  return { decided, rest: subjects.filter(({ cluster }) => !clusters.has(cluster)) }
}
