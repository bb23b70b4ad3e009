/** Every field of a comment with every kind of wrong value: a problem that names the field, and never shows the value. */

import t, { type Test } from 'tap'
import type { Answer, RequestOptions } from '../support/client.js'
import {
  asForm,
  commentsPath,
  decideAll,
  isProblem,
  makeSubmission,
  submitApproved,
  submitForReceipt,
} from '../support/requests.js'
import { startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, admin } = service

const CANARY = 'canary-7f3a@leak.example'
const TRACE = /canary-7f3a|leak\.example/i
const SLOW_MS = 2_000
const LETTERS = ['a', 'é', '日', '𐐀']

type Path = readonly string[]

/** A good comment, the canary as its address, with one member set. */
function withMember(path: Path, value: unknown): Record<string, unknown> {
  const whole: Record<string, unknown> = makeSubmission({
    author: { name: 'Ann', email: CANARY },
    page: { title: 'Title' },
  })
  let branch = whole
  for (const step of path.slice(0, -1)) branch = branch[step] as Record<string, unknown>
  branch[path.at(-1) ?? ''] = value
  return whole
}

let cases = 0

async function refuses(t: Test, name: string, json: unknown, field: string): Promise<void> {
  cases += 1
  const startedAt = performance.now()
  const answer = await client(commentsPath('bad'), { json })
  const errors = (answer.body.errors ?? []) as { field: string }[]
  const isNamed = errors.some((error) => error.field === field || error.field.startsWith(`${field}.`))
  const isGood = answer.status === 400 && isNamed && !TRACE.test(answer.text) && performance.now() - startedAt < SLOW_MS
  t.ok(isGood, `${name}: ${answer.status} ${answer.text.slice(0, 200)}`)
}

async function accepts(t: Test, name: string, json: unknown): Promise<void> {
  cases += 1
  const { status, text } = await client(commentsPath('bad'), { json })
  t.ok(status === 202 && !TRACE.test(text), `${name}: ${status} ${text.slice(0, 200)}`)
}

t.test('a length is counted in letters, whatever they weigh: the limit fits, one more does not', async (t) => {
  const limits: [path: Path, limit: number][] = [
    [['author', 'name'], 80],
    [['body'], 10_000],
    [['page', 'title'], 300],
    [['website'], 2_000],
    [['formToken'], 200],
  ]
  for (const [path, limit] of limits) {
    for (const letter of LETTERS) {
      const name = `${path.join('.')} in letters of ${Buffer.byteLength(letter)} bytes`
      await accepts(t, `${name}, limit - 1`, withMember(path, letter.repeat(limit - 1)))
      await accepts(t, `${name}, limit`, withMember(path, letter.repeat(limit)))
      await refuses(t, `${name}, limit + 1`, withMember(path, letter.repeat(limit + 1)), path.join('.'))
      await refuses(
        t,
        `${name}, limit × 3`,
        withMember(path, letter.repeat(limit * 3).slice(0, 30_000)),
        path.join('.'),
      )
    }
  }
})

t.test('a text is as long as what is kept of it, whoever sends it and however its lines end', async (t) => {
  const approved = await submitApproved(service, 'lengths')
  const waiting = await submitForReceipt(client, 'lengths', { body: 'To be changed.' })
  const refused = await submitForReceipt(client, 'lengths', { body: 'To be argued about.' })
  await decideAll(service, 'reject', [refused.id])
  const onComment = `/v1/admin/comments/${approved}`
  const asJson = (json: object, more: RequestOptions = {}): RequestOptions => ({ json, ...more })

  const ways: [field: string, limit: number, send: (text: string) => Promise<Answer>][] = [
    ['body', 10_000, (body) => client(commentsPath('lengths'), asJson(makeSubmission({ body })))],
    ['body', 10_000, (body) => client(commentsPath('lengths'), asForm({ 'author.name': 'Ann', body }))],
    ['body', 10_000, (body) => client('/v1/receipt', asJson({ body }, { method: 'PATCH', headers: waiting.as }))],
    ['text', 2_000, (text) => client('/v1/receipt/appeals', asJson({ text }, { headers: refused.as }))],
    ['text', 2_000, (text) => client(`/v1/comments/${approved}/reports`, asJson({ reason: 'hate', text }))],
    ['text', 2_000, (text) => client(`/v1/comments/${approved}/reports`, asForm({ reason: 'hate', text }))],
    ['body', 10_000, (body) => admin(`${onComment}/replies`, asJson({ body }))],
    ['body', 2_000, (body) => admin(`${onComment}/notes`, asJson({ body }))],
    ['body', 2_000, (body) => admin('/v1/admin/sites/demo/saved-replies', asJson({ title: 'Long', body }))],
    ['note', 2_000, (note) => admin(`${onComment}/decisions`, asJson({ action: 'hold', note }))],
  ]
  for (const [at, [field, limit, send]] of ways.entries()) {
    const text = `${'x\r\n'.repeat(limit / 2 - 1)}yy`
    const name = `${at}: ${field}`
    isProblem(t, await send(`${text}y`), 400, field, `${name}, one too many,`)
    const { status, text: said } = await send(text)
    t.ok(status < 400, `${name}, limit: ${status} ${said.slice(0, 200)}`)
  }
  t.match((await client('/v1/receipt', { headers: waiting.as })).body, { body: /^x\nx\n/ })
  t.match((await admin(onComment)).body, { lastDecision: { note: /^x\nx\n/ } })
})

t.test('blanks around a name, a title or an address do not count', async (t) => {
  const blank = ' '.repeat(100)
  const around = (text: string) => `${blank}${text}${blank}`
  const url = 'https://e.example/'
  const texts: [path: Path, text: string, limit: number][] = [
    [['author', 'name'], '', 80],
    [['author', 'url'], url, 500],
    [['page', 'title'], '', 300],
    [['page', 'url'], url, 2_000],
  ]
  for (const [path, start, limit] of texts) {
    await accepts(t, `${path.join('.')}, limit`, withMember(path, around(start.padEnd(limit, 'x'))))
    await refuses(t, `${path.join('.')}, + 1`, withMember(path, around(start.padEnd(limit + 1, 'x'))), path.join('.'))
  }
  await accepts(t, 'author.email', withMember(['author', 'email'], around(around(CANARY))))
  const form = { 'author.name': around('x'.repeat(80)), body: 'Blanks around the name.' }
  t.equal((await client(commentsPath('bad'), asForm(form))).status, 303)

  const id = await submitApproved(service, 'blanks')
  const name = around('x'.repeat(80))
  t.equal((await client(`/v1/comments/${id}/reports`, { json: { reason: 'spam', name } })).status, 202)
  t.equal((await admin(`/v1/admin/comments/${id}/replies`, { json: { body: 'Thank you.', name } })).status, 201)
  const saved = { title: name, body: 'Thank you.' }
  t.equal((await admin('/v1/admin/sites/demo/saved-replies', { json: saved })).status, 201)
})

t.test('an address of the web is counted as it is stored, an e-mail address in bytes', async (t) => {
  const urls: [path: Path, limit: number][] = [
    [['author', 'url'], 500],
    [['page', 'url'], 2_000],
  ]
  for (const [path, limit] of urls) {
    const start = 'https://e.example/'
    await accepts(t, `${path} limit`, withMember(path, start.padEnd(limit, 'x')))
    for (const letter of LETTERS) {
      await refuses(
        t,
        `${path} limit + 1`,
        withMember(path, start + letter.repeat(limit + 1 - start.length)),
        path.join('.'),
      )
    }
    await refuses(t, `${path} once encoded`, withMember(path, start + 'é'.repeat(limit / 4)), path.join('.'))
  }
  const domain = `${`${'d'.repeat(60)}.`.repeat(4)}ex`
  await accepts(
    t,
    'e-mail of 254 bytes',
    withMember(['author', 'email'], `${'c'.repeat(253 - domain.length)}@${domain}`),
  )
  await refuses(
    t,
    '255',
    withMember(['author', 'email'], `${'c'.repeat(254 - domain.length)}@${domain}`),
    'author.email',
  )
  await refuses(t, 'local part', withMember(['author', 'email'], `${'c'.repeat(65)}@leak.example`), 'author.email')
  await refuses(t, 'in bytes', withMember(['author', 'email'], `${'é'.repeat(33)}@leak.example`), 'author.email')
})

t.test('a value of another type is never taken for the right one', async (t) => {
  const values: unknown[] = [null, true, 12345, 1.5, [], ['x'], {}, { [CANARY]: CANARY }]
  const paths: Path[] = [
    ['author'],
    ['author', 'name'],
    ['author', 'email'],
    ['author', 'url'],
    ['body'],
    ['parentId'],
    ['page'],
    ['page', 'url'],
    ['page', 'title'],
    ['formToken'],
    ['website'],
  ]
  for (const path of paths) {
    for (const value of values) {
      const isFine = (path[0] === 'parentId' && value === null) || (path.join() === 'page' && isEmptyObject(value))
      if (!isFine)
        await refuses(t, `${path.join('.')} as ${JSON.stringify(value)}`, withMember(path, value), path.join('.'))
    }
  }
  for (const whole of [null, true, 7, 'text', [], [makeSubmission()]]) {
    await refuses(t, `the body as ${JSON.stringify(whole)}`, whole, 'requestBody')
  }
})

t.test('a member that is not known is refused on each level, without its name', async (t) => {
  const names = [
    CANARY,
    'status',
    'id',
    'siteId',
    'isStaff',
    'is_staff',
    'revision',
    'html',
    'votes',
    'receipt',
    '',
    'a.b',
    '$ref',
  ]
  for (const [level, field] of [
    [[], 'requestBody'],
    [['author'], 'author'],
    [['page'], 'page'],
  ] as const) {
    for (const name of names) await refuses(t, `${field}.${name}`, withMember([...level, name], CANARY), field)
  }
})

t.test('what is missing is named', async (t) => {
  await refuses(t, 'author', { body: 'x', [CANARY]: 1 }, 'author')
  await refuses(t, 'name', { body: 'x', author: { email: CANARY } }, 'author.name')
  await refuses(t, 'body', { author: { name: 'Ann', email: CANARY } }, 'body')
  await refuses(t, 'all', {}, 'author')
})

t.test('characters that nobody can see or store are refused in each text', async (t) => {
  const broken = [
    '\u0000',
    '\u0001',
    '\u000b',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u009f',
    '\ud800',
    '\udc00',
    '\udc00\ud800',
  ]
  const texts: [path: Path, before: string][] = [
    [['author', 'name'], 'Ann'],
    [['author', 'email'], 'canary-7f3a'],
    [['author', 'url'], 'https://leak.example/'],
    [['body'], 'text'],
    [['parentId'], '0189'],
    [['page', 'url'], 'https://leak.example/'],
    [['page', 'title'], 'title'],
    [['formToken'], 'token'],
    [['website'], 'robot'],
  ]
  for (const [path, before] of texts) {
    for (const text of broken) {
      await refuses(
        t,
        `${path.join('.')} with ${JSON.stringify(text)}`,
        withMember(path, `${before}${text}x`),
        path.join('.'),
      )
    }
  }
  await accepts(t, 'a tab and line breaks in a body', withMember(['body'], 'a\tb\r\nc\rd\n'))
})

t.test('texts that mislead or show nothing are refused', async (t) => {
  const wrong: [path: Path, values: string[]][] = [
    [
      ['author', 'name'],
      ['', ' ', '\u200b', '\u3164', 'A\nB', 'A\tB', 'A\u202eB', 'A\u2066B', 'A\u00adB', '\ufeff', '\u0301'],
    ],
    [['body'], ['', ' ', '\n\n', '\u200b\u200d', '\u2800', '\u3164\u115f', '\u0301']],
    [
      ['author', 'email'],
      [
        'x',
        '@',
        'a@',
        '@b.c',
        'a@b',
        'a b@c.d',
        'a@b..c',
        'a@-b.c',
        '"a"@b.c',
        'a@[1.2.3.4]',
        'a,b@c.d',
        'a@b.c d@e.f',
        'mailto:a@b.c',
        'a\n@b.c',
        '<a@b.c>',
        '.a@b.c',
        'a.@b.c',
      ],
    ],
    [
      ['author', 'url'],
      [
        'x',
        'example.org',
        '//example.org',
        'javascript:alert(1)',
        'data:text/html,x',
        'ftp://example.org',
        'file:///etc/passwd',
        'https://',
        'http:',
        'https://a b/',
        'https://canary-7f3a:x@leak.example/',
        'vbscript:x',
        'blob:https://x/y',
        'mailto:a@b.c',
        'https://[::1',
        'https://exa mple.org',
      ],
    ],
    [['page', 'title'], ['A\nB']],
  ]
  for (const [path, values] of wrong) {
    for (const value of values)
      await refuses(t, `${path.join('.')} ${JSON.stringify(value)}`, withMember(path, value), path.join('.'))
  }
})

t.test('a form is held to the same rules', async (t) => {
  const fields = { 'author.name': 'Ann', 'author.email': CANARY, body: 'Text.' }
  const wrong: [fields: Record<string, string>, field: string][] = [
    [{ ...fields, [CANARY]: 'x' }, 'requestBody'],
    [{ ...fields, [`author.${CANARY.replaceAll('.', '-')}`]: 'x' }, 'author'],
    [{ ...fields, body: 'a\u0000b' }, 'body'],
    [{ ...fields, 'author.name': 'x'.repeat(81) }, 'author.name'],
    [{ ...fields, 'page.url': 'x' }, 'page.url'],
    [{ ...fields, 'author.email': `${CANARY} ${CANARY}` }, 'author.email'],
  ]
  for (const [form, field] of wrong) {
    cases += 1
    const answer = await client(commentsPath('bad'), asForm(form))
    isProblem(t, answer, 400, field)
    t.notMatch(answer.text, TRACE)
  }
})

t.test('that was the whole table', async (t) => {
  t.ok(cases >= 200, `${cases} cases`)
})

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
}
