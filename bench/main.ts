/** `npm run bench`: measures the service as ratios to the bare limits of this machine, and writes docs/benchmarks.md. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '../src/embedded/postgres.js'
import { measureConsole } from './cases/console.js'
import { measureJudging } from './cases/judge.js'
import { measureLatency } from './cases/latency.js'
import { measureMemory } from './cases/memory.js'
import { measureModeration } from './cases/moderation.js'
import { measureReading } from './cases/read.js'
import { measureScreening } from './cases/screen.js'
import { measureSubmitting } from './cases/submit.js'
import { measureWidget } from './cases/widget.js'
import { startRedis } from './children.js'
import { createDatabase } from './database.js'
import { describeMachine } from './machine.js'
import { type Bench, type Plan, QUICK, WHOLE } from './plan.js'
import { formatReport, type Section, writeReport } from './report.js'

const CASES: Readonly<Record<string, (bench: Bench) => Promise<Section>>> = {
  read: measureReading,
  submit: measureSubmitting,
  screen: measureScreening,
  latency: measureLatency,
  memory: measureMemory,
  judge: measureJudging,
  moderation: measureModeration,
  widget: measureWidget,
  console: measureConsole,
}
/** Runs only when asked for: a million comments take minutes to make. */
const ON_DEMAND = ['moderation']

const USAGE = `Usage: npm run bench -- [options]

  --only CASE[,CASE]   ${Object.keys(CASES).join(', ')}; prints the report instead of writing it
                       (${ON_DEMAND.join(', ')}: only when named here)
  --quick              a short form that shows that everything works; its figures mean nothing
  --rounds N           rounds of each comparison (default ${WHOLE.rounds})
  --report FILE        default docs/benchmarks.md
  --database URL       a Postgres that may make databases (default: an embedded one, durable as in production)
`

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    report: { type: 'string' },
    database: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) process.stdout.write(USAGE)
else await main()

async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
  const names =
    values.only?.split(',') ?? Object.keys(CASES).filter((name) => values.quick || !ON_DEMAND.includes(name))
  const unknown = names.find((name) => CASES[name] === undefined)
  if (unknown !== undefined) {
    process.stderr.write(`bench: there is no case ${unknown}\n\n${USAGE}`)
    process.exitCode = 64
    return
  }
  const startedAt = performance.now()
  const say = (line: string): void => {
    process.stderr.write(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}\n`)
  }
  const directory = mkdtempSync(path.join(tmpdir(), 'causerie-bench-'))
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }))

  const server = await openServer(directory)
  const plan: Plan = { ...(values.quick ? QUICK : WHOLE), ...(values.rounds ? { rounds: Number(values.rounds) } : {}) }
  const redis = plan.queues.includes('redis') ? await startRedis(directory) : undefined
  if (plan.queues.includes('redis') && redis === undefined) say('no redis-server on the PATH: Redis is left out')
  const machine = await describeMachine(server.url)
  const bench: Bench = { plan, directory, createDatabase: () => createDatabase(server.url), redisUrl: redis?.url, say }

  const sections: Section[] = []
  for (const name of names) {
    say(`${name} …`)
    const section = await CASES[name]?.(bench)
    if (section !== undefined) sections.push(section)
  }
  await redis?.close()
  await server.close()

  const minutes = Math.ceil((performance.now() - startedAt) / 60_000)
  const report = formatReport(describeRun(machine, plan, minutes), sections)
  if (values.only !== undefined && values.report === undefined) process.stdout.write(`${report}\n`)
  else {
    const file = values.report ?? path.resolve(import.meta.dirname, '../../docs/benchmarks.md')
    writeReport(file, report)
    say(`wrote ${file}`)
  }
}

async function openServer(directory: string): Promise<{ url: string; close: () => Promise<void> }> {
  if (values.database !== undefined) return { url: values.database, close: async () => {} }
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(directory, 'data'), log: { info() {}, warn() {} } })
  return { url: postgres.url, close: () => postgres.close() }
}

function describeRun(machine: string, { rounds, warmUps, seconds }: Plan, minutes: number): string {
  const command = values.quick ? 'npm run bench -- --quick' : 'npm run bench'
  return `Written by \`${command}\` on ${new Date().toISOString().slice(0, 10)}, in ${minutes} minute(s). Figures of other machines differ; the ratios are
what to compare. Each is the median of ${rounds} rounds of ${seconds} s, after ${warmUps} to warm up; in every round the limit and
the service are measured in turn, so that whatever else the machine does hits both.

| | |
|---|---|
${machine}`
}
