/** How much is measured: the whole, or the short form that only shows that everything works. */

export interface Plan {
  rounds: number
  /** Rounds that are thrown away: engines compile, caches fill. */
  warmUps: number
  seconds: number
  readConnections: number
  logLevels: readonly string[]
  submitConcurrency: readonly number[]
  /** Whether workers run while comments come in. */
  submitWorkers: readonly boolean[]
  screenCount: number
  latencyCount: number
  /** Comments that are judged without a service. */
  judgeCount: number
  queues: readonly QueueKind[]
  /** Comments in the database when lists and searches of moderators are timed, and requests for each of them. */
  queueComments: number
  queueRequests: number
  /** Held comments behind the console's queue, and decisions by key that are timed. */
  consoleComments: number
  consoleKeys: number
  /** How long a process is left alone before its memory is read. */
  settleMs: number
}

export type QueueKind = 'postgres' | 'redis'

export const WHOLE: Plan = {
  rounds: 5,
  warmUps: 1,
  seconds: 3,
  readConnections: 32,
  logLevels: ['silent', 'info'],
  submitConcurrency: [10, 50],
  submitWorkers: [false, true],
  screenCount: 500,
  latencyCount: 200,
  judgeCount: 30_000,
  queues: ['postgres', 'redis'],
  queueComments: 1_000_000,
  queueRequests: 200,
  consoleComments: 10_000,
  consoleKeys: 100,
  settleMs: 1_000,
}

export const QUICK: Plan = {
  rounds: 1,
  warmUps: 0,
  seconds: 0.3,
  readConnections: 8,
  logLevels: ['silent'],
  submitConcurrency: [10],
  submitWorkers: [false],
  screenCount: 20,
  latencyCount: 3,
  judgeCount: 100,
  queues: ['postgres'],
  queueComments: 2_000,
  queueRequests: 2,
  consoleComments: 60,
  consoleKeys: 6,
  settleMs: 0,
}

/** What every case gets. */
export interface Bench {
  plan: Plan
  /** For logs and other files that nobody needs afterwards. */
  directory: string
  /** Makes an empty, migrated database and returns its address. */
  createDatabase: () => Promise<string>
  /** undefined: there is no redis-server here. */
  redisUrl: string | undefined
  say: (line: string) => void
}
