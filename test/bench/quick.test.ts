import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { serverUrl } from '../support/test-db.js'

const MAIN = path.resolve(import.meta.dirname, '../../bench/main.js')

t.test('the short benchmark writes a report and leaves what people wrote alone', async (t) => {
  const file = path.join(t.testdir(), 'benchmarks.md')
  writeFileSync(file, '# Ours\n\nBefore.\n\n<!-- bench:begin -->\nold figures\n<!-- bench:end -->\n\nAfter.\n')
  const args = ['--quick', '--only', 'read,submit,judge,console', '--report', file, '--database', serverUrl()]
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
  t.strictSame(await once(child, 'exit'), [0, null])

  const report = readFileSync(file, 'utf8')
  t.match(report, /^# Ours\n\nBefore\.\n\n<!-- bench:begin -->\n/)
  t.match(report, /\n<!-- bench:end -->\n\nAfter\.\n$/)
  t.notMatch(report, /old figures/)
  t.match(report, /\| Processor \| .+, \d+ core\(s\) \|/)
  t.match(report, /\| Postgres \| \d+.* \|/)
  for (const title of ['Reading', 'Submitting', 'Judging', 'Console']) t.match(report, new RegExp(`^## ${title}$`, 'm'))
  t.match(report, /^\| both scores, p99 \| [\d.]+ µs \|$/m)
  t.match(report, /^\| 6 \| [\d.]+ ms \| [\d.]+ ms \| [\d.]+ ms \|$/m, 'every decision was timed')
  const ratios = [...report.matchAll(/\| \*\*([\d.]+)\*\* \|$/gm)].map(([, ratio]) => Number(ratio))
  t.equal(ratios.length, 2, 'one for each comparison')
  t.ok(
    ratios.every((ratio) => ratio > 0),
    'every side did something',
  )
})

t.test('a case that is not there is named, and nothing is measured', async (t) => {
  const child = spawn(process.execPath, [MAIN, '--only', 'flying'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const [[code], message] = await Promise.all([once(child, 'exit'), once(child.stderr, 'data')])
  t.equal(code, 64)
  t.match(String(message), /there is no case flying/)
})
