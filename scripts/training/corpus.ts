/** Reads labelled comments: JSON Lines with `{id,text,label,lang,source,cluster}` and, for blogs, the author's fields. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Subject } from '../../src/screening/text/features.js'
import { readKeywords } from './keywords.js'

export type Task = 'spam' | 'toxicity'

export interface LabelledComment {
  id: string
  text: string
  label: 0 | 1
  lang: string
  source: string
  cluster: string
  task: Task
  order: number
  /** A label somebody doubts counts less. */
  confidence: number
  author?: { name?: string; url?: string }
  /** Made of a word list: it has words but no shape of its own. */
  isKeywords?: true
}

/** Whether a source was written by hand for training (training/): harder than what comes, and no measure of anything. */
export function isHandWritten(source: string): boolean {
  return source.startsWith('own')
}

/** All that is trained and measured on: a folder of labelled comments, its word lists, and training/ of the repository. */
export function readCorpus(folder: string, root: string): LabelledComment[] {
  const own = path.join(root, 'training')
  return [...readFolder(folder), ...(existsSync(own) ? readFolder(own) : []), ...readKeywords(folder)]
}

/** All `ham.*.jsonl`, `spam.*.jsonl` and `tox.*.jsonl` of a folder, in the order of their names. */
function readFolder(folder: string): LabelledComment[] {
  return readdirSync(folder)
    .filter((name) => /^(?:ham|spam|tox)\..*\.jsonl$/.test(name))
    .sort()
    .flatMap((name) => readFile(path.join(folder, name)))
}

/** One file; its name begins with `spam` or `tox`, which says what a label 1 means. */
export function readFile(file: string): LabelledComment[] {
  const name = path.basename(file)
  const task = name.startsWith('tox') ? 'toxicity' : 'spam'
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => toComment(JSON.parse(line), task, name))
}

export function toSubject(comment: LabelledComment): Subject {
  return comment.author === undefined ? { text: comment.text } : { text: comment.text, author: comment.author }
}

function toComment(row: Record<string, unknown>, task: Task, file: string): LabelledComment {
  const source = String(row.source ?? file)
  const comment: LabelledComment = {
    id: String(row.id),
    text: unmask(decodeEscapes(String(row.text))),
    label: row.label === 1 ? 1 : 0,
    lang: String(row.lang ?? 'xx'),
    source,
    cluster: String(row.cluster ?? row.id),
    task,
    order: typeof row.order === 'number' ? row.order : -1,
    confidence: typeof row.conf === 'number' ? row.conf : 1,
  }
  if (typeof row.author_first === 'string' || typeof row.url_host === 'string') {
    comment.author = {
      ...(typeof row.author_first === 'string' && { name: row.author_first }),
      ...(typeof row.url_host === 'string' && { url: `https://${row.url_host}` }),
    }
  }
  return comment
}

/** Lines that are published name addresses and numbers that nobody can have; such as spammers use stand in their place. */
function unmask(text: string): string {
  return text
    .replace(/\.example\b/g, '.com')
    .replace(/(?<=\d[\s.-]?)(?:x{2,4}[\s.-]?)+\b/gi, (run) => run.replace(/x/gi, '7'))
}

/** Some collections carry their emoji as written-out escapes. */
function decodeEscapes(text: string): string {
  if (!text.includes('\\u')) return text
  return text.replace(/\\u([\da-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
