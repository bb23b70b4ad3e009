/** Tables of figures, by source and by language. */

import { isHandWritten } from './corpus.js'
import { calibrationError, prAuc, recallAtFalsePositiveRate, rocAuc } from './metrics.js'

export interface Scored {
  score: number
  label: 0 | 1
  source: string
  lang: string
}

export interface Limits {
  hold: number
  spam: number
}

const HEADINGS = [
  '',
  'texts',
  'label 1',
  'ROC-AUC',
  'PR-AUC',
  'recall at 1 %',
  'calibration',
  'held of 0',
  'found of 1',
  'spam of 0',
  'spam of 1',
]

/**
 * A Markdown table: one line for each source, each language and all; shares at both thresholds for each label. Lines
 * written by hand do not count for a language and for all.
 */
export function toTable(scored: readonly Scored[], limits: Limits): string {
  const lines: string[][] = [HEADINGS, HEADINGS.map((_, place) => (place === 0 ? '---' : '---:'))]
  for (const source of namesOf(scored, 'source'))
    lines.push(
      toLine(
        source,
        scored.filter((one) => one.source === source),
        limits,
      ),
    )
  const real = scored.filter(({ source }) => !isHandWritten(source))
  for (const lang of namesOf(real, 'lang')) {
    const some = real.filter((one) => one.lang === lang)
    if (some.length >= 50) lines.push(toLine(`language ${lang}`, some, limits))
  }
  if (real.length > 0) lines.push(toLine('all', real, limits))
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n')
}

function namesOf(scored: readonly Scored[], key: 'source' | 'lang'): string[] {
  return [...new Set(scored.map((one) => one[key]))].sort()
}

function toLine(name: string, scored: readonly Scored[], limits: Limits): string[] {
  const scores = scored.map(({ score }) => score)
  const labels = scored.map(({ label }) => label)
  const positives = labels.filter((label) => label === 1).length
  const hasBoth = positives > 0 && positives < labels.length
  const share = (label: 0 | 1, limit: number): string => {
    const some = scored.filter((one) => one.label === label)
    return some.length === 0 ? '–' : percent(some.filter(({ score }) => score >= limit).length / some.length)
  }
  return [
    name,
    String(scored.length),
    String(positives),
    hasBoth ? rocAuc(scores, labels).toFixed(4) : '–',
    hasBoth ? prAuc(scores, labels).toFixed(4) : '–',
    hasBoth ? recallAtFalsePositiveRate(scores, labels, 0.01).toFixed(3) : '–',
    calibrationError(scores, labels).toFixed(3),
    share(0, limits.hold),
    share(1, limits.hold),
    share(0, limits.spam),
    share(1, limits.spam),
  ]
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
