/** The result of a replay: what became of ham and of spam, for each file and for all. */

import type { Outcomes } from './outcomes.js'
import type { Sent } from './submit.js'

const COLUMNS = ['approved', 'held', 'spam', 'rejected', 'refused'] as const
const LABELS = ['ham', 'spam'] as const

export function formatTable(sent: readonly Sent[], outcomes: Outcomes): string {
  const files = [...new Set(sent.map(({ comment }) => comment.file))]
  const columns = [...COLUMNS, ...otherStatuses(sent, outcomes)]
  const rows = [['file', 'label', 'comments', ...columns]]
  for (const file of files.length > 1 ? [...files, null] : files) {
    for (const label of LABELS) {
      const own = sent.filter(({ comment }) => comment.label === label && (file === null || comment.file === file))
      if (own.length === 0) continue
      const counts = columns.map((column) => own.filter((one) => outcomeOf(one, outcomes) === column).length)
      rows.push([file ?? 'all', label, String(own.length), ...counts.map((count) => share(count, own.length))])
    }
  }
  return align(rows)
}

/** Why comments were refused, most frequent first. */
export function formatRefusals(sent: readonly Sent[]): string {
  const counts = new Map<string, number>()
  for (const { refusal } of sent) if (refusal !== null) counts.set(refusal, (counts.get(refusal) ?? 0) + 1)
  const lines = [...counts].sort(([, a], [, b]) => b - a).map(([refusal, count]) => `  ${count} × ${refusal}`)
  return lines.length === 0 ? '' : `refused:\n${lines.join('\n')}\n`
}

function outcomeOf({ accepted }: Sent, outcomes: Outcomes): string {
  return accepted === null ? 'refused' : (outcomes.get(accepted.id) ?? 'undecided')
}

function otherStatuses(sent: readonly Sent[], outcomes: Outcomes): string[] {
  const known: readonly string[] = COLUMNS
  return [...new Set(sent.map((one) => outcomeOf(one, outcomes)))].filter((status) => !known.includes(status))
}

function share(count: number, total: number): string {
  return `${count} (${((100 * count) / total).toFixed(1)} %)`
}

function align(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))),
  )
  return `${lines.map((cells) => cells.join('  ').trimEnd()).join('\n')}\n`
}
