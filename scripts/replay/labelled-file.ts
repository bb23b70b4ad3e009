/** Files of labelled comments: JSON Lines, one comment a line. Read whole and checked before anything is sent. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

export type Label = 'ham' | 'spam'

export interface LabelledComment {
  file: string
  /** Unique among all files of a replay. */
  key: string
  label: Label
  body: string
  slug: string
  authorName: string
  /** The same for the comments of one author of one source. */
  authorKey: string
  authorUrl: string | undefined
}

/** The files, or a line of one of them, cannot be used; the message says which and why. */
export class InputError extends Error {
  override name = 'InputError'
}

/** An article gets about this many comments before the next one appears. */
const COMMENTS_PER_THREAD = 25
const NEUTRAL_NAME = 'Reader'

export function readLabelledFile(file: string, limit: number): LabelledComment[] {
  const name = path.basename(file).replace(/\.jsonl$/, '')
  const comments: LabelledComment[] = []
  const seen = new Set<string>()
  for (const [index, line] of readText(file).split('\n').entries()) {
    if (comments.length >= limit) break
    if (line.trim() === '') continue
    const fail = (what: string): never => {
      throw new InputError(`${file}, line ${index + 1}: ${what}`)
    }
    const comment = toComment(name, comments.length, parseLine(line, fail), fail)
    if (seen.has(comment.key)) fail('has the id of an earlier line')
    seen.add(comment.key)
    comments.push(comment)
  }
  if (comments.length === 0) throw new InputError(`${file}: holds no comment`)
  return comments
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : cause
    throw new InputError(code === 'ENOENT' ? `${file}: there is no such file` : `${file}: cannot be read (${code})`)
  }
}

type Fail = (what: string) => never

function parseLine(line: string, fail: Fail): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    return fail('is not valid JSON')
  }
  return fail('is not a JSON object')
}

function toComment(name: string, index: number, fields: Record<string, unknown>, fail: Fail): LabelledComment {
  const { id, text, label, source, author_first: author, url_host: host } = fields
  if (typeof text !== 'string' || text === '') return fail('has no text')
  if (typeof id !== 'string' && typeof id !== 'number') return fail('has no id')
  const origin = slugOf(typeof source === 'string' && source !== '' ? source : name)
  const authorName = typeof author === 'string' && author.trim() !== '' ? author : NEUTRAL_NAME
  return {
    file: name,
    key: `${name}:${id}`,
    label: readLabel(label) ?? fail('has no label: 0 or "ham", 1 or "spam"'),
    body: text,
    slug: `${origin}-${1 + Math.floor(index / COMMENTS_PER_THREAD)}`,
    authorName,
    authorKey: shortHash(`${origin} ${authorName === NEUTRAL_NAME ? id : authorName}`),
    authorUrl: typeof host === 'string' && host !== '' ? `https://${host}/` : undefined,
  }
}

function readLabel(label: unknown): Label | undefined {
  if (label === 0 || label === 'ham') return 'ham'
  return label === 1 || label === 'spam' ? 'spam' : undefined
}

function slugOf(source: string): string {
  return source.replace(/[^\p{L}\p{M}\p{N}\-_.~]+/gu, '-').slice(0, 180)
}

export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
