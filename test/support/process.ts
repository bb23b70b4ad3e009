/** Real processes of the built service: started, spoken to, killed. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Test } from 'tap'
import { waitFor } from './wait-for.js'

const BUILD = path.resolve(import.meta.dirname, '../..')
export const MAIN = path.join(BUILD, 'src/main.js')
export const OWN_POSTGRES = path.join(BUILD, 'test/support/own-postgres.js')

/** On a busy machine several programs that start at once take their time. */
const START_MS = 120_000

export const SECRETS = {
  EMAIL_PEPPER: 'a pepper of the process tests, long enough',
  SESSION_SECRET: 'a session secret of the process tests, too',
}

export interface Program {
  child: ChildProcess
  stdout: () => string
  stderr: () => string
  /** Every line of JSON on standard output so far. */
  lines: () => Record<string, unknown>[]
  /** The first line with this message, as soon as it is there. Throws when the program ends before. */
  hears: (message: string) => Promise<Record<string, unknown>>
  /** Exit status, or the signal that ended it. */
  exited: Promise<number | string>
  kill: (signal: NodeJS.Signals) => Promise<number | string>
}

/** Runs a script of the build with exactly these variables, and kills it when the test ends. */
export function run(t: Test, script: string, args: string[], env: Record<string, string>): Program {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [script, ...args], { env: { PATH, HOME, ...env }, stdio: 'pipe' })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const exited = once(child, 'close').then(([code, signal]: (number | string)[]) => code ?? signal ?? 'unknown')
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null
  const kill = async (signal: NodeJS.Signals): Promise<number | string> => {
    if (!hasEnded()) child.kill(signal)
    return await exited
  }
  t.teardown(() => kill('SIGKILL'))

  const lines = (): Record<string, unknown>[] =>
    stdout
      .split('\n')
      .flatMap((line) =>
        line.startsWith('{') && line.endsWith('}') ? [JSON.parse(line) as Record<string, unknown>] : [],
      )
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    lines,
    hears: async (message) => {
      const ask = (): Record<string, unknown> | undefined => {
        const line = lines().find((candidate) => candidate.msg === message || candidate.message === message)
        if (line === undefined && hasEnded()) throw new Error('it ended')
        return line
      }
      return await waitFor(`“${message}”`, ask, START_MS).catch((error: Error) => {
        throw new Error(`${path.basename(script)} ${args.join(' ')}: ${error.message}; it said ${stdout}${stderr}`)
      })
    },
    exited,
    kill,
  }
}

/** A process of the service, ready; `port` is the one it took. */
export async function startService(
  t: Test,
  role: 'all' | 'api' | 'workers',
  env: Record<string, string>,
): Promise<Program & { port: number; url: string }> {
  const program = run(t, MAIN, [role], { PORT: '0', ...env })
  const { port } = await program.hears('ready')
  return { ...program, port: Number(port), url: `http://127.0.0.1:${String(port)}` }
}
