/** The log by allow-list: what may stand in a line, and that nothing else ever does. */

import { Writable } from 'node:stream'
import pg from 'pg'
import t, { type Test } from 'tap'
import { createLogger, type Logger } from '../../src/log.js'
import { createTestDatabase } from '../support/test-db.js'

const CANARY = 'cn-ann4711@leak.example'
const LINE_BYTES_MAX = 8_192

function openLog(): { log: Logger; text: () => string } {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { log: createLogger('trace', stream), text: () => lines.join('') }
}

function checkLines(t: Test, text: string): Record<string, unknown>[] {
  t.notMatch(text, /4711|leak\.example/)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must not be there.
  t.notMatch(text.replaceAll('\n', ''), /[\u0000-\u001f\u007f-\u009f]/, 'no control characters')
  const lines = text.split('\n').filter((line) => line !== '')
  for (const line of lines) t.ok(Buffer.byteLength(line) <= LINE_BYTES_MAX, `${Buffer.byteLength(line)} bytes`)
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

t.test('fields that are not on the list do not reach a line', async (t) => {
  const { log, text } = openLog()
  const secrets = { body: CANARY, email: CANARY, emailHash: CANARY, headers: { a: CANARY }, query: CANARY, ip: CANARY }
  log.info({ ...secrets, commentId: 'kept', req: secrets, res: secrets }, 'told')
  log.warn(secrets, 'told')
  const [first] = checkLines(t, text())
  t.match(first, { level: 'info', msg: 'told', commentId: 'kept' })
})

t.test('of an error only its kind and place remain, whatever it quotes', async (t) => {
  const { log, text } = openLog()
  const quoting = [
    new Error(CANARY),
    new Error(`first line\n    at ${CANARY} (file:///app/x.js:1:1)\n    at second (${CANARY})`),
    new Error('outer', { cause: new Error(CANARY, { cause: { address: CANARY } }) }),
    new AggregateError([new Error(CANARY)], CANARY),
    Object.assign(new Error('x'), { detail: CANARY, where: CANARY, hint: CANARY, body: CANARY, parameters: [CANARY] }),
    CANARY,
    { message: CANARY, stack: CANARY },
  ]
  for (const err of quoting) {
    log.error({ err }, 'failed')
    log.error({ err })
    if (err instanceof Error) log.error(err)
  }
  t.throws(() => JSON.parse(`{"email": ${CANARY}}`), SyntaxError)
  try {
    JSON.parse(`${CANARY}`)
  } catch (err) {
    log.error({ err }, 'failed')
  }
  const lines = checkLines(t, text())
  t.match(lines[0], { err: { type: 'Error', stack: [/^at /] } })
})

t.test('Postgres’ own words about a row stay out, its names of things do not', async (t) => {
  const { log, text } = openLog()
  const client = new pg.Client({ connectionString: await createTestDatabase(t) })
  await client.connect()
  t.teardown(() => client.end())
  const statements = [
    `insert into settings (name, value) values ('${CANARY}', null)`,
    `insert into api_keys (id, name, key_hash, role, created_at) values (gen_random_uuid(), '${CANARY}', '', '${CANARY}', now())`,
    `select '${CANARY}'::uuid`,
    `select ${CANARY}`,
  ]
  for (const statement of statements) {
    await client.query(statement).catch((err: unknown) => log.error({ err }, 'failed'))
  }
  const lines = checkLines(t, text())
  t.equal(lines.length, statements.length)
  t.match(lines[1], { err: { type: 'error', code: '23514', table: 'api_keys', constraint: 'api_keys_role_check' } })
})

t.test('a line stays short and clean when what it names is long or strange', async (t) => {
  const { log, text } = openLog()
  const deep = (depth: number): Error => (depth === 0 ? new Error('x') : new Error('x', { cause: deep(depth - 1) }))
  log.error({ err: deep(200) }, 'failed')
  log.error({ reason: `a\u0000\u001b[31m\u0085\u007f\n${'x'.repeat(100_000)}` }, 'failed')
  const looped = new Error('x')
  looped.cause = looped
  log.error({ err: looped }, 'failed')
  t.equal(checkLines(t, text()).length, 3)
})
