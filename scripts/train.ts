/**
 * `npm run train -- DIR`: rebuilds the weight file from a folder of labelled JSON Lines and from training/. The same
 * files give the same weights, on any machine. Takes a few minutes on one core.
 */

import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DEFAULT_THRESHOLDS, DEFAULT_TOXICITY_THRESHOLD } from '../src/screening/model/classify.js'
import { type Head, packWeights, TASKS, type Task } from '../src/screening/model/weights.js'
import { calibrate, scoreUnseen } from './training/calibrate.js'
import { readCorpus } from './training/corpus.js'
import { createRandom, type LinearModel } from './training/logistic.js'
import { buildMatrix } from './training/matrix.js'
import { rocAuc } from './training/metrics.js'
import { RECIPES, rowsFor, trainTask } from './training/recipe.js'
import { toTable } from './training/report.js'

const CARD_MARK = '<!-- written by npm run train -->'

const root = path.resolve(import.meta.dirname, '../..')
const [folder] = process.argv.slice(2)
if (folder === undefined || !existsSync(folder)) {
  console.error(
    'usage: npm run train -- DIR\n\nDIR holds labelled comments, spam.*.jsonl and tox.*.jsonl, and may hold lists/.',
  )
  process.exit(64)
}

const started = performance.now()
const say = (text: string): void =>
  console.error(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}`)

const comments = readCorpus(folder, root)
if (comments.length === 0) {
  console.error(`${folder} holds no spam.*.jsonl or tox.*.jsonl`)
  process.exit(66)
}
say(`${comments.length} texts read`)
const matrix = buildMatrix(comments, (done) => done % 20000 === 0 && say(`features of ${done} texts`))

const parts = TASKS.map((task) => [task, train(task)] as const)
const heads = Object.fromEntries(parts.map(([task, { head }]) => [task, head])) as Record<Task, Omit<Head, 'largest'>>
const weights = Object.fromEntries(parts.map(([task, { model }]) => [task, model.weights])) as Record<
  Task,
  Float32Array
>
const version = createHash('sha256')
  .update(JSON.stringify(heads))
  .update(weights.spam)
  .update(weights.toxicity)
  .digest('hex')
  .slice(0, 12)
const file = path.join(root, 'src/screening/model/weights.bin')
const bytes = packWeights({ version, heads, weights })
writeFileSync(file, bytes)
say(`wrote ${path.relative(root, file)}: version ${version}, ${bytes.length} bytes`)
writeCard(parts.map(([task, { table }]) => `## ${task} on sources left out of training\n\n${table}\n`))

/** The card's text is written by hand; everything after the mark is written here. */
function writeCard(tables: readonly string[]): void {
  const card = path.join(root, 'src/screening/model/model-card.md')
  const text = existsSync(card) ? readFileSync(card, 'utf8') : ''
  const [words = ''] = text.split(CARD_MARK)
  writeFileSync(card, `${words}${CARD_MARK}\n\nWeights ${version}, ${bytes.length} bytes.\n\n${tables.join('\n')}`)
  say(`wrote ${path.relative(root, card)}`)
}

function train(task: Task): { model: LinearModel; head: Omit<Head, 'largest'>; table: string } {
  const rows = rowsFor(task, comments, createRandom(7))
  const held = scoreUnseen(matrix, rows, RECIPES[task], (family) => say(`${task}: training without ${family}`))
  const { slope, offset } = calibrate(held)
  say(
    `${task}: unseen sources together, ROC-AUC ${rocAuc(
      held.map(({ odds }) => odds),
      held.map(({ label }) => label),
    ).toFixed(4)}`,
  )
  say(`${task}: training on ${rows.length} texts`)
  const scored = held.map(({ row, label, source, odds }) => ({
    score: 1 / (1 + Math.exp(-(slope * odds + offset))),
    label,
    source,
    lang: comments[row]?.lang ?? 'xx',
  }))
  const limits =
    task === 'spam' ? DEFAULT_THRESHOLDS : { hold: DEFAULT_TOXICITY_THRESHOLD, spam: DEFAULT_TOXICITY_THRESHOLD }
  const table = toTable(scored, limits)
  const model = trainTask(matrix, rows, RECIPES[task])
  return { model, head: { bias: model.bias, scales: Float32Array.from(model.channelScale), slope, offset }, table }
}
