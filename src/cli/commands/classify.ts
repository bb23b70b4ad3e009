/** `causerie classify`: JSON Lines with comments in, JSON Lines with scores, verdict and reasons out. */

import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { classify } from '../../screening/model/classify.js'
import type { Model } from '../../screening/model/weights.js'
import type { Subject } from '../../screening/text/features.js'

/** A longer line is reported as broken and skipped, so that no input can fill the memory. */
const LONGEST_LINE_BYTES = 1 << 20
const BATCH_CHARACTERS = 1 << 16
const NEWLINE = 10

/**
 * Reads comments `{id, text, author?: {name?, url?}}`, one a line, and writes `{id, spam, toxicity, verdict, top}` in the
 * same order, as fast as `output` takes them. A line that cannot be read gives `{line, error}` and the rest goes on.
 * Resolves with the number of lines read and of those that were broken; `output` is left open.
 */
export async function classifyStream(
  model: Model,
  input: AsyncIterable<Buffer | string>,
  output: Writable,
): Promise<{ lines: number; broken: number }> {
  const counts = { lines: 0, broken: 0 }
  let batch = ''
  for await (const line of splitLines(input)) {
    counts.lines++
    if (line !== undefined && line.trim() === '') continue
    const answer = classifyLine(model, line, counts.lines)
    if ('error' in answer) counts.broken++
    batch += `${JSON.stringify(answer)}\n`
    if (batch.length < BATCH_CHARACTERS) continue
    if (!output.write(batch)) await once(output, 'drain')
    batch = ''
  }
  if (batch !== '' && !output.write(batch)) await once(output, 'drain')
  return counts
}

function classifyLine(model: Model, line: string | undefined, number: number) {
  if (line === undefined) return { line: number, error: `longer than ${LONGEST_LINE_BYTES} bytes` }
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch {
    return { line: number, error: 'not JSON' }
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return { line: number, error: 'not an object' }
  const { id, text, author } = row as { id?: unknown; text?: unknown; author?: unknown }
  const named = typeof id === 'string' || typeof id === 'number' ? { id } : {}
  if (!('id' in named)) return { line: number, error: 'id must be a string or a number' }
  if (typeof text !== 'string') return { line: number, ...named, error: 'text must be a string' }
  const subject = toSubject(text, author)
  if (subject === undefined) return { line: number, ...named, error: 'author must be {name?, url?} with strings' }
  return { ...named, ...classify(model, subject) }
}

/** Null stands for a missing part, as exports often have it. */
function toSubject(text: string, author: unknown): Subject | undefined {
  if (author === undefined || author === null) return { text }
  if (typeof author !== 'object') return undefined
  const { name, url } = author as { name?: unknown; url?: unknown }
  if (![name, url].every((part) => part === undefined || part === null || typeof part === 'string')) return undefined
  return {
    text,
    author: { ...(typeof name === 'string' && { name }), ...(typeof url === 'string' && { url }) },
  }
}

/** Lines without their ends; undefined stands for one that was too long. Cuts at bytes, so no character is torn. */
async function* splitLines(input: AsyncIterable<Buffer | string>): AsyncGenerator<string | undefined> {
  let kept: Buffer[] = []
  let keptBytes = 0
  const take = (last: Buffer): string | undefined => {
    const isTooLong = keptBytes + last.length > LONGEST_LINE_BYTES
    const line = isTooLong ? undefined : Buffer.concat([...kept, last]).toString('utf8')
    kept = []
    keptBytes = 0
    return line
  }
  for await (const piece of input) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece
    let from = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      yield take(chunk.subarray(from, end))
      from = end + 1
    }
    const rest = chunk.subarray(from)
    keptBytes += rest.length
    if (keptBytes <= LONGEST_LINE_BYTES) kept.push(rest)
    else kept = []
  }
  if (keptBytes > 0) yield take(Buffer.alloc(0))
}
