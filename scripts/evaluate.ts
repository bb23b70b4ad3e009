/**
 * `npm run evaluate -- FILES…` scores labelled JSON Lines with the weights that ship. With `--leave-one-out DIR` every
 * family of sources is scored by a model trained without it; with `--disguises DIR` such lines are disguised in twelve
 * ways; with `--learning DIR` a new site's decisions correct a model that never saw it. Prints Markdown tables.
 */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { DEFAULT_THRESHOLDS, DEFAULT_TOXICITY_THRESHOLD } from '../src/screening/model/classify.js'
import { scoreFeatures } from '../src/screening/model/score.js'
import { type Model, parseWeights, TASKS, type Task } from '../src/screening/model/weights.js'
import { extractFeatures } from '../src/screening/text/features.js'
import { calibrate, familyOf, scoreUnseen } from './training/calibrate.js'
import { type LabelledComment, readCorpus, readFile, toSubject } from './training/corpus.js'
import { DISGUISES } from './training/disguise.js'
import { learningCurves } from './training/learning.js'
import { createRandom } from './training/logistic.js'
import { buildMatrix } from './training/matrix.js'
import { rocAuc } from './training/metrics.js'
import { RECIPES, rowsFor, trainTask } from './training/recipe.js'
import { type Limits, type Scored, toTable } from './training/report.js'
import { trialModel } from './training/trial-model.js'

const USAGE = `usage: npm run evaluate -- FILES…
       npm run evaluate -- --disguises DIR
       npm run evaluate -- --leave-one-out DIR
       npm run evaluate -- --learning DIR

FILES are labelled JSON Lines; the name of a file begins with spam, ham or tox.`

const LIMITS: Record<Task, Limits> = {
  spam: DEFAULT_THRESHOLDS,
  toxicity: { hold: DEFAULT_TOXICITY_THRESHOLD, spam: DEFAULT_TOXICITY_THRESHOLD },
}

const DISGUISED_SOURCES: readonly (readonly [Task, string])[] = [
  ['spam', 'blog_haacked'],
  ['spam', 'blog_mmistakes'],
  ['spam', 'blog_josedom24'],
  ['spam', 'tubespam_psy'],
  ['spam', 'sms_en'],
  ['toxicity', 'jigsaw_en'],
  ['toxicity', 'cyberagression_fr'],
]

const root = path.resolve(import.meta.dirname, '../..')
const args = process.argv.slice(2)
const mode = args[0]?.startsWith('--') ? args.shift() : '--files'
if (args.length === 0) {
  console.error(USAGE)
  process.exit(64)
}
if (mode === '--files') evaluateFiles(args.flatMap(readFile))
else if (mode === '--disguises') evaluateDisguises(args[0] ?? '')
else if (mode === '--leave-one-out') leaveOneOut(args[0] ?? '')
else if (mode === '--learning') learningCurves(readCorpus(args[0] ?? '', root))
else {
  console.error(USAGE)
  process.exit(64)
}

function readModel(): Model {
  return parseWeights(readFileSync(path.join(root, 'src/screening/model/weights.bin')))
}

function evaluateFiles(comments: readonly LabelledComment[]): void {
  const model = readModel()
  console.log(`weights ${model.version}`)
  for (const task of TASKS) {
    const scored = comments.filter((comment) => comment.task === task).map((comment) => scoreOne(model, comment, task))
    if (scored.length > 0) console.log(`\n${task}\n\n${toTable(scored, LIMITS[task])}`)
  }
  const borrowed = comments
    .filter(({ task }) => task === 'toxicity')
    .map((comment) => scoreOne(model, { ...comment, label: 0 }, 'spam'))
  if (borrowed.length > 0)
    console.log(`\nspam scores of conduct comments, none of which is spam\n\n${toTable(borrowed, LIMITS.spam)}`)
  console.log(`\n${describeTime(model, comments)}`)
}

/** What both scores of a comment cost, on texts as they are and not of one length. */
function describeTime(model: Model, comments: readonly LabelledComment[]): string {
  const subjects = comments.map(toSubject)
  const times = subjects.map((subject) => {
    const startedAt = performance.now()
    scoreFeatures(model, extractFeatures(subject))
    return (performance.now() - startedAt) * 1_000
  })
  times.sort((a, b) => a - b)
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  const letters = subjects.reduce((sum, { text }) => sum + text.length, 0) / subjects.length
  const most = times[Math.ceil(times.length * 0.99) - 1] ?? 0
  return `both scores: ${mean.toFixed(1)} µs on average for ${letters.toFixed(0)} letters, 99 in 100 at most ${most.toFixed(0)} µs`
}

function scoreOne(model: Model, comment: LabelledComment, task: Task): Scored {
  const score = scoreFeatures(model, extractFeatures(toSubject(comment)))[task]
  return { score, label: comment.label, source: comment.source, lang: comment.lang }
}

/** Every source is scored, plain and disguised, by a model that never saw it; lost is the mean over the sources. */
function evaluateDisguises(folder: string): void {
  const comments = readCorpus(folder, root)
  const matrix = buildMatrix(comments)
  const lost = new Map<string, number>()
  for (const [task, source] of DISGUISED_SOURCES) {
    const rows = rowsFor(task, comments, createRandom(7))
    const left = comments.filter((comment) => comment.task === task && comment.source === source)
    if (left.length === 0) continue
    const clusters = new Set(left.map(({ cluster }) => cluster))
    const family = familyOf({ source, kind: source })
    const seen = rows.filter((row) => familyOf(row) !== family && !clusters.has(row.cluster))
    const model = trialModel(task, trainTask(matrix, seen, RECIPES[task]))
    const labels = left.map(({ label }) => label)
    const aucOf = (texts: readonly LabelledComment[]): number =>
      rocAuc(
        texts.map((comment) => scoreOne(model, comment, task).score),
        labels,
      )
    const plain = aucOf(left)
    const names = Object.entries(DISGUISES).map(([name, disguise]) => {
      const random = createRandom(11)
      const loss = plain - aucOf(left.map((comment) => ({ ...comment, text: disguise(comment.text, random) })))
      lost.set(`${task}, ${name}`, (lost.get(`${task}, ${name}`) ?? 0) + loss)
      return `${name} ${loss.toFixed(4)}`
    })
    console.log(`${task}, ${source}: ROC-AUC ${plain.toFixed(4)}; lost by ${names.join(', ')}`)
  }
  console.log('\n| disguise | ROC-AUC lost |\n| --- | ---: |')
  for (const task of TASKS) {
    const sources = DISGUISED_SOURCES.filter(([name]) => name === task).length
    const losses = [...lost]
      .filter(([name]) => name.startsWith(task))
      .map(([name, sum]) => [name, sum / sources] as const)
    for (const [name, loss] of losses) console.log(`| ${name} | ${loss.toFixed(4)} |`)
    console.log(`| ${task}, mean | ${(losses.reduce((sum, [, loss]) => sum + loss, 0) / losses.length).toFixed(4)} |`)
  }
}

function leaveOneOut(folder: string): void {
  const comments = readCorpus(folder, root)
  const matrix = buildMatrix(comments)
  for (const task of TASKS) {
    const rows = rowsFor(task, comments, createRandom(7))
    const held = scoreUnseen(matrix, rows, RECIPES[task], (family) =>
      console.error(`${task}: training without ${family}`),
    )
    const { slope, offset } = calibrate(held)
    const scored = held.map(({ row, label, source, odds }) => ({
      score: 1 / (1 + Math.exp(-(slope * odds + offset))),
      label,
      source,
      lang: comments[row]?.lang ?? 'xx',
    }))
    console.log(
      `\n${task}, each family of sources scored by a model that never saw it\n\n${toTable(scored, LIMITS[task])}`,
    )
  }
}
