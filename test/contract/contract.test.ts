/** openapi.yaml is what the routes say, and says of every operation what a client must know. */

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { parse } from 'yaml'

const ROOT = path.resolve(import.meta.dirname, '../../..')

interface Operation {
  operationId?: string
  summary?: string
  tags?: string[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { description?: string; content?: Record<string, { schema: object }> }>
}

const text = readFileSync(path.join(ROOT, 'openapi.yaml'), 'utf8')
const document = parse(text) as {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}
const operations = Object.entries(document.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${template}`, operation })),
)

t.test('the committed file is what the route schemas make', (t) => {
  const writer = path.join(ROOT, 'build/scripts/write-openapi.js')
  const { status, stderr } = spawnSync(process.execPath, [writer, '--check'], { cwd: ROOT, encoding: 'utf8' })
  t.equal(status, 0, stderr)
  t.end()
})

t.test('every operation has a name of its own, a summary, and an answer for what goes wrong', (t) => {
  const names = operations.map(({ operation }) => operation.operationId)
  t.equal(new Set(names).size, names.length)
  for (const { name, operation } of operations) {
    t.ok(operation.operationId && operation.summary && operation.tags?.length, name)
    const statuses = Object.keys(operation.responses)
    t.ok(
      statuses.some((status) => /^[23]/.test(status)),
      `${name} says what success is`,
    )
    t.ok(
      statuses.some((status) => status === '4XX' || status === 'default'),
      `${name} says what a refusal is`,
    )
  }
  t.end()
})

t.test('every name that is used is defined, and every one defined is used', (t) => {
  const used = new Set([...text.matchAll(/#\/components\/schemas\/([A-Za-z0-9]+)/g)].map(([, name = '']) => name))
  t.strictSame([...used].sort(), Object.keys(document.components.schemas).sort())
  t.notMatch(text, /x-name|\$comment/, 'the words by which the writer finds them stay inside')
  t.end()
})
