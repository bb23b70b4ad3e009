/** `causerie classify` answers every line, also the broken ones, at the reader's pace. */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Readable, Writable } from 'node:stream'
import t from 'tap'
import { classifyStream } from '../../src/cli/commands/classify.js'
import { parseWeights } from '../../src/screening/model/weights.js'

const root = path.resolve(import.meta.dirname, '../../..')
const model = parseWeights(readFileSync(path.join(root, 'src/screening/model/weights.bin')))

async function run(chunks: (Buffer | string)[]): Promise<{ rows: Record<string, unknown>[]; counts: unknown }> {
  let written = ''
  const output = new Writable({
    highWaterMark: 1024,
    write(chunk, _encoding, done) {
      written += String(chunk)
      setImmediate(done)
    },
  })
  const counts = await classifyStream(model, Readable.from(chunks), output)
  return {
    rows: written
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
    counts,
  }
}

t.test('every line gets its answer, in order', async (t) => {
  const lines = Array.from({ length: 2000 }, (_, i) => `${JSON.stringify({ id: i, text: `comment number ${i}` })}\n`)
  const { rows, counts } = await run([lines.join('')])
  t.strictSame(counts, { lines: 2000, broken: 0 })
  t.strictSame(
    rows.map(({ id }) => id),
    Array.from({ length: 2000 }, (_, i) => i),
  )
  t.match(rows[0], { id: 0, spam: Number, toxicity: Number, verdict: /^(?:ham|unsure|spam)$/, top: Array })
})

t.test('a broken line is named and the rest goes on', async (t) => {
  const { rows, counts } = await run([
    '{"id":"a","text":"hello"}\nnot json\n\n[1]\n{"id":"b"}\n{"text":"no id"}\n{"id":"c","text":"x","author":5}\n',
    '{"id":"d","text":"last one","author":{"name":"Ann","url":null}}',
  ])
  t.strictSame(counts, { lines: 8, broken: 5 })
  t.strictSame(
    rows.map(({ id, line }) => line ?? id),
    ['a', 2, 4, 5, 6, 7, 'd'],
  )
  t.match(rows[3], { line: 5, id: 'b', error: 'text must be a string' })
})

t.test('characters torn between chunks are put together, endless lines are refused', async (t) => {
  const bytes = Buffer.from('{"id":1,"text":"déjà vu 😀"}\n')
  const torn = await run([...bytes].map((byte) => Buffer.from([byte])))
  const whole = await run([bytes])
  t.strictSame(torn, whole)
  const { rows } = await run([Buffer.alloc(3 << 20, 97), '\n{"id":2,"text":"still here"}\n'])
  t.match(rows, [{ line: 1, error: /longer than/ }, { id: 2 }])
})
