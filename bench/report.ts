/** Writes the report between the markers of its file, so that what people wrote around it stays. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Result } from './rounds.js'

export interface Table {
  caption: string
  unit: string
  /** The ratio that is aimed at; null: none. */
  goal: number | null
  results: readonly Result[]
}

export interface Section {
  title: string
  intro: string
  tables: readonly Table[]
  text?: string
}

const BEGIN = '<!-- bench:begin -->'
const END = '<!-- bench:end -->'

export function writeReport(file: string, text: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : `# Benchmarks\n\n${BEGIN}\n${END}\n`
  const from = before.indexOf(BEGIN)
  const to = before.indexOf(END)
  if (from < 0 || to < from) throw new Error(`${file} lacks the line ${BEGIN} or, after it, ${END}`)
  writeFileSync(file, `${before.slice(0, from + BEGIN.length)}\n\n${text.trim()}\n\n${before.slice(to)}`)
}

export function formatReport(head: string, sections: readonly Section[]): string {
  return [head, ...sections.map(formatSection)].join('\n\n')
}

function formatSection({ title, intro, tables, text }: Section): string {
  return [`## ${title}`, intro, ...tables.map(formatTable), ...(text === undefined ? [] : [text])].join('\n\n')
}

function formatTable({ caption, unit, goal, results }: Table): string {
  const rows = results.map(({ name, median, min, max, ratio }) => {
    const share = ratio === undefined ? '1' : `**${ratio.toFixed(2)}**`
    return `| ${name} | ${format(median)} | ${format(min)} – ${format(max)} | ${share} |`
  })
  const head = [`| | ${unit} | range | ratio${goal === null ? '' : ` (goal ${goal})`} |`, '|---|---:|---:|---:|']
  return [...(caption === '' ? [] : [`${caption[0]?.toUpperCase()}${caption.slice(1)}:`, '']), ...head, ...rows].join(
    '\n',
  )
}

function format(rate: number): string {
  return Math.round(rate).toLocaleString('en')
}
