/**
 * Runs compiled test files, each in a process of its own, and counts what they say in TAP. tap's own runner is not used: it
 * loads its hooks into every process that a test starts, which costs more than most of the tests themselves.
 */

import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { Parser } from 'tap-parser'

/** Files at a time. More than one a core makes each of them slower, and then some of them late. */
const JOBS = Math.max(2, availableParallelism())
/** Files that keep a browser busy. Two of them at a time make each other late. */
const BROWSER = /\.browser\.test\.js$/
/** Files that mostly wait, for processes to start and for limits of time to pass. */
const WAITING =
  /\/(?:service|faults-short|events|events-processes|batch-killed|decision-batches|deliver-push|queue-loss|raid)(?:\.queue)?\.test\.js$/
/** A test that takes longer fails; a file that is slow by its nature gives itself more, with t.setTimeout. */
const TEST_TIMEOUT_S = 300
/** A file that does not end by then is killed. */
const FILE_TIMEOUT_MS = 15 * 60_000
/** What a test tells people, such as the seed it ran with. */
const COMMENT = /^ *# (?!Subtest|time=)(.+)$/gm

/**
 * Runs files, each of `{ file, label, env }`, and passes on one line for each, and all output of those that failed;
 * `withComments`: what the others said, too. The assertions that failed are said once more at the end, where a log that was
 * shortened still has them. Returns how many assertions passed, failed and were skipped; a file that ends
 * badly without saying why is a failure more.
 */
export async function runFiles(files, { cwd, say, withComments = false }) {
  const count = { pass: 0, fail: 0, skip: 0 }
  const failures = []
  const startedAt = performance.now()
  const of = (isOne) => files.filter(({ file }) => isOne(file.replaceAll(path.sep, '/')))
  const browser = of((file) => BROWSER.test(file))
  const waiting = of((file) => WAITING.test(file))
  const others = of((file) => !BROWSER.test(file) && !WAITING.test(file))
  let done = 0

  const work = async (...queues) => {
    const take = () => queues.find(({ length }) => length > 0)?.shift()
    for (let next = take(); next !== undefined; next = take()) {
      const result = await runFile(next.file, { cwd, env: next.env })
      for (const name of Object.keys(count)) count[name] += result[name]
      done += 1
      const source = next.file.replace(`build${path.sep}`, '').replace(/\.js$/, '.ts')
      say(
        `${result.fail === 0 ? '  ok  ' : 'FAILED'} ${done}/${files.length} ${next.label} ${source} ${result.seconds.toFixed(1)} s`,
      )
      if (result.fail > 0) {
        say(result.output)
        failures.push(`FAILED ${next.label} ${source}`, ...result.failures)
      } else if (withComments) for (const [, comment] of result.output.matchAll(COMMENT)) say(`       ${comment}`)
    }
  }
  // What keeps a core busy runs beside what does not.
  await Promise.all(
    Array.from({ length: JOBS }, (_, job) =>
      job === 0 ? work(browser, others, waiting) : work(waiting, others, browser),
    ),
  )
  for (const failure of failures) say(failure)
  say(`${files.length} files in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  return count
}

function runFile(file, { cwd, env }) {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', file], {
      cwd,
      env: { ...process.env, TAP_TIMEOUT: String(TEST_TIMEOUT_S), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let results
    const tally = { pass: 0, fail: 0, skip: 0, failures: [] }
    const parser = new Parser((final) => {
      results = final
    })
    countAssertions(parser, tally)
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text
      parser.write(text)
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text
    })
    const timer = setTimeout(() => {
      output += `\nkilled: it ran for more than ${FILE_TIMEOUT_MS / 60_000} minutes\n`
      child.kill('SIGKILL')
    }, FILE_TIMEOUT_MS)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      parser.end()
      const hasEndedBadly = code !== 0 || !results?.ok
      resolve({
        ...tally,
        fail: Math.max(tally.fail, hasEndedBadly ? 1 : 0),
        seconds: (performance.now() - startedAt) / 1000,
        output: hasEndedBadly ? `${output}\nended with ${signal ?? code}` : output,
      })
    })
  })
}

/** Counts what was asserted, however deep; the line that sums a group of assertions up is none. */
function countAssertions(parser, tally) {
  let isSum = false
  parser.on('child', (child) => {
    isSum = true
    countAssertions(child, tally)
  })
  parser.on('assert', ({ ok, skip, todo, fullname, diag }) => {
    const outcome = skip || todo ? 'skip' : ok ? 'pass' : 'fail'
    if (!isSum) tally[outcome] += 1
    if (!isSum && outcome === 'fail') tally.failures.push(`not ok ${fullname}\n${inspect(diag, { depth: 4 })}`)
    isSum = false
  })
}
