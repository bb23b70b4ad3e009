import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { ADMIN_KEY, startTestService } from '../support/service.js'

const ROOT = path.resolve(import.meta.dirname, '../../..')
const FIXTURE = path.join(ROOT, 'test/fixtures/labelled.jsonl')

interface Listed {
  author: { name: string; url: string | null; hasEmail: boolean }
}

async function replay(...args: string[]) {
  const child = spawn(process.execPath, [path.join(ROOT, 'build/scripts/replay.js'), ...args])
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('exit', resolve)),
  ])
  return { out, err, code }
}

/** Label → outcome → count, as the table says it. */
function readTable(out: string): Record<string, Record<string, number>> {
  const [head = '', ...rows] = out.trim().split('\n')
  const columns = head.split(/\s+/).slice(3)
  const cells = rows.filter((row) => row.startsWith('labelled')).map((row) => row.split(/\s{2,}/))
  return Object.fromEntries(
    cells.map(([, label = '', , ...counts]) => [
      label,
      Object.fromEntries(columns.map((column, index) => [column, Number.parseInt(counts[index] ?? '', 10)])),
    ]),
  )
}

t.test('labelled comments go through the API and come back as a table', async (t) => {
  const { url, admin } = await startTestService(t, { config: { trustProxy: ['127.0.0.1'] } })
  const first = await replay(FIXTURE, '--url', url, '--concurrency', '2')
  t.equal(first.code, 0, first.err)
  t.match(readTable(first.out), {
    ham: { approved: 3, held: 0, spam: 0, refused: 0 },
    spam: { approved: 0, refused: 1 },
  })
  t.match(first.out, /1 × 400 invalid-request: body holds control characters/)
  t.match(first.err, /sent: 5 of 5 .* a second/)
  t.match(first.err, /decided: 4 of 4/)

  const second = await replay(FIXTURE, '--url', `${url}/`, '--key', ADMIN_KEY)
  t.equal(second.out, first.out, 'a second replay finds the comments of the first')
  const { body } = await admin<{ comments: Listed[] }>('/v1/admin/comments?slug=tea_blog-1&sort=oldest')
  t.equal(body.comments.length, 4)
  t.ok(body.comments.some(({ author }) => author.name === 'Henrik' && author.url === 'https://henrik.example/'))
  t.notOk(body.comments.some(({ author }) => author.hasEmail))
})

t.test('authors get addresses on demand', async (t) => {
  const { url, admin } = await startTestService(t)
  t.equal((await replay(FIXTURE, '--url', url, '--emails', '--limit', '2')).code, 0)
  const { body } = await admin<{ comments: Listed[] }>('/v1/admin/comments?slug=tea_blog-1')
  t.match(body.comments, [{ author: { hasEmail: true } }, { author: { hasEmail: true } }])
})

t.test('a limit of the service is waited for', async (t) => {
  const { url } = await startTestService(t, { config: { isRateLimited: true } })
  const file = path.join(t.testdir(), 'many.jsonl')
  const lines = Array.from({ length: 31 }, (_, id) => JSON.stringify({ id, text: `Reading number ${id}.`, label: 0 }))
  writeFileSync(file, lines.join('\n'))
  const child = spawn(process.execPath, [path.join(ROOT, 'build/scripts/replay.js'), file, '--url', url])
  t.teardown(() => child.kill())
  for await (const chunk of child.stderr) if (/answers 429 and asks to wait \d+ s/.test(String(chunk))) return
  t.fail('nothing was said about the wait')
})

t.test('wrong use, unusable files and an unreachable service are told apart', async (t) => {
  const directory = t.testdir({
    'broken.jsonl': '{"id":1,"text":"fine","label":0}\n\n{"id":2,"text":',
    'unlabelled.jsonl': '{"id":1,"text":"fine"}',
    'twice.jsonl': '{"id":1,"text":"a","label":0}\n{"id":1,"text":"b","label":0}',
    'empty.jsonl': '\n',
  })
  const file = (name: string) => path.join(directory, name)
  t.match(await replay('--help'), { code: 0, out: /Usage/ })
  t.match(await replay(), { code: 64, err: /name at least one FILE/ })
  t.match(await replay(FIXTURE, '--limit', '0'), { code: 64, err: /--limit must be a whole number/ })
  t.match(await replay(FIXTURE, '--nonsense'), { code: 64, err: /nonsense/ })
  t.match(await replay(file('none.jsonl')), { code: 65, err: /none\.jsonl: there is no such file/ })
  t.match(await replay(file('broken.jsonl')), { code: 65, err: /broken\.jsonl, line 3: is not valid JSON/ })
  t.match(await replay(file('unlabelled.jsonl')), { code: 65, err: /line 1: has no label/ })
  t.match(await replay(file('twice.jsonl')), { code: 65, err: /line 2: has the id of an earlier line/ })
  t.match(await replay(file('empty.jsonl')), { code: 65, err: /holds no comment/ })
  t.match(await replay(FIXTURE, '--url', 'http://127.0.0.1:9'), {
    code: 1,
    err: /cannot reach http:\/\/127\.0\.0\.1:9/,
  })
})

t.test('a site that is not there is said before anything is sent', async (t) => {
  const { url } = await startTestService(t, { hasWorkers: false })
  t.match(await replay(FIXTURE, '--url', url, '--site', 'nowhere'), { code: 1, err: /has no site nowhere/ })
})
