/** How fast a new site's moderators make the scores better: the model never saw the site, the decisions come in order. */

import { correctionOf, emptyCorrection, learn, makeLesson } from '../../src/screening/model/learn.js'
import { logOdds } from '../../src/screening/model/score.js'
import { extractFeatures } from '../../src/screening/text/features.js'
import { type LabelledComment, toSubject } from './corpus.js'
import { createRandom, shuffle } from './logistic.js'
import { buildMatrix } from './matrix.js'
import { recallAtFalsePositiveRate, rocAuc } from './metrics.js'
import { RECIPES, rowsFor, trainTask } from './recipe.js'
import { trialModel } from './trial-model.js'

const SITES = ['blog_haacked', 'blog_mmistakes', 'blog_josedom24']
const DECISIONS = [0, 100, 300]

/** Prints ROC-AUC and recall at 1 % of each blog's comments that nobody decided, after 0, 100 and 300 decisions. */
export function learningCurves(comments: readonly LabelledComment[]): void {
  const matrix = buildMatrix(comments)
  const rows = rowsFor('spam', comments, createRandom(7))
  const sums = new Map<number, { auc: number; recall: number }>(DECISIONS.map((n) => [n, { auc: 0, recall: 0 }]))
  for (const site of SITES) {
    const clusters = new Set(rows.filter(({ source }) => source === site).map(({ cluster }) => cluster))
    const model = trialModel(
      'spam',
      trainTask(
        matrix,
        rows.filter(({ source, cluster }) => source !== site && !clusters.has(cluster)),
        RECIPES.spam,
      ),
    )
    const subjects = comments.filter(({ source }) => source === site)
    const { decided, rest } = split(subjects)
    const labels = rest.map(({ label }) => label)
    const odds = rest.map((comment) => logOdds(model, extractFeatures(toSubject(comment))).spam)
    let correction = emptyCorrection()
    for (let n = 0; n <= Math.max(...DECISIONS); n++) {
      const sum = sums.get(n)
      if (sum !== undefined) {
        const scores = rest.map(
          (comment, i) =>
            model.heads.spam.slope * (odds[i] ?? 0) + correctionOf(correction, extractFeatures(toSubject(comment))),
        )
        const auc = rocAuc(scores, labels)
        const recall = recallAtFalsePositiveRate(scores, labels, 0.01)
        sum.auc += auc / SITES.length
        sum.recall += recall / SITES.length
        console.log(`| ${site} | ${n} | ${auc.toFixed(4)} | ${recall.toFixed(3)} |`)
      }
      const comment = decided[n]
      if (comment !== undefined)
        correction = learn(correction, makeLesson(model, extractFeatures(toSubject(comment)), comment.label))
    }
  }
  for (const [n, { auc, recall }] of sums) console.log(`| mean | ${n} | ${auc.toFixed(4)} | ${recall.toFixed(3)} |`)
}

/** 300 decisions from the site's comments, clusters kept whole on one side, spam and ham as they come. */
function split(subjects: readonly LabelledComment[]): { decided: LabelledComment[]; rest: LabelledComment[] } {
  const order = subjects.map((_, i) => i)
  shuffle(order, createRandom(3))
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
