/** Judging: what both scores of a comment cost, and how many comments `causerie classify` takes. */

import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { readModel } from '../../src/model-file.js'
import { scoreFeatures } from '../../src/screening/model/score.js'
import { extractFeatures } from '../../src/screening/text/features.js'
import type { Bench } from '../plan.js'
import type { Section } from '../report.js'
import { median, percentile } from '../rounds.js'
import { sampleComment } from '../sample-comments.js'

const MAIN = path.resolve(import.meta.dirname, '../../src/main.js')
const LOADS = 11
const OUTPUT_BYTES = 1 << 28

export async function measureJudging({ plan, say }: Bench): Promise<Section> {
  const subjects = Array.from({ length: plan.judgeCount }, (_, number) => {
    const { author, body } = sampleComment(number)
    return { text: body, author: { name: author.name } }
  })
  const loads = Array.from({ length: LOADS }, () => timed(readModel))
  const model = readModel()
  const scores: number[] = []
  for (let round = -plan.warmUps; round < plan.rounds; round += 1)
    for (const subject of subjects) {
      const ms = timed(() => scoreFeatures(model, extractFeatures(subject)))
      if (round >= 0) scores.push(ms * 1_000)
    }

  const input = subjects.map((subject, id) => `${JSON.stringify({ id, ...subject })}\n`).join('')
  const rates = Array.from({ length: plan.rounds }, () => {
    const ms = timed(() => execFileSync(process.execPath, [MAIN, 'classify'], { input, maxBuffer: OUTPUT_BYTES }))
    return subjects.length / (ms / 1_000)
  })

  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const letters = Math.round(median(subjects.map(({ text }) => text.length)))
  const lines = [
    '| | |',
    '|---|---:|',
    `| both scores, mean | ${mean.toFixed(1)} µs |`,
    `| both scores, p50 | ${median(scores).toFixed(1)} µs |`,
    `| both scores, p99 | ${percentile(scores, 0.99).toFixed(1)} µs |`,
    `| weights read, median | ${median(loads).toFixed(1)} ms |`,
    `| \`causerie classify\`, its start included | ${Math.round(median(rates)).toLocaleString('en')} lines a second |`,
  ]
  for (const line of lines.slice(2)) say(`judging: ${line}`)
  return {
    title: 'Judging',
    intro: `${plan.judgeCount.toLocaleString('en')} comments of about ${letters} letters, ${plan.rounds} times, by one process on one core.`,
    tables: [],
    text: lines.join('\n'),
  }
}

/** How long something takes, in milliseconds. */
function timed(work: () => unknown): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}
