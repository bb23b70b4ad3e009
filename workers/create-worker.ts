/** Runs the jobs of a queue: time limit, retry decision, logging. Written once, so that no handler repeats it. */

import { type Job, UnrecoverableError, type Worker } from 'bullmq'
import type { Deps } from '../src/deps.js'
import { DomainError } from '../src/domain/errors.js'
import { LIMITS } from '../src/limits.js'
import type { QueueBackend } from '../src/queue/backend.js'
import type { JobName, Jobs } from '../src/queue/jobs.js'

export interface JobHandler<Name extends JobName> {
  /** Does the work; safe to run twice. */
  run: (deps: Deps, job: Jobs[Name]) => Promise<void>
  /** After the last attempt: leaves things so that a person can go on. Safe to run twice. */
  giveUp: (deps: Deps, job: Jobs[Name]) => Promise<void>
}

/** Long and not urgent: one at a time in a process. */
const SLOW_JOBS: readonly JobName[] = ['maintenance', 'run-backtest', 'apply-batch']

/** Payloads of another version come from another release, which will take them. */
class UnknownPayloadError extends Error {
  override name = 'UnknownPayloadError'
}

export function createWorker<Name extends JobName>(
  backend: QueueBackend,
  deps: Deps,
  name: Name,
  handler: JobHandler<Name>,
): Worker {
  const { queue } = LIMITS
  const log = deps.log.child({ queue: name })

  const worker = backend.openWorker(
    name,
    async (job: Job) => {
      try {
        await withTimeout(handler.run({ ...deps, log }, readPayload<Name>(job)))
      } catch (err) {
        log.warn({ err, jobId: job.id, attempts: job.attemptsMade + 1 }, 'job attempt failed')
        // BullMQ stores the message; the real one may quote what a visitor sent.
        const what = describe(err)
        // A rule said no: the same input will be refused again, so retrying is waste.
        if (err instanceof DomainError && err.code !== 'status-conflict') throw new UnrecoverableError(what)
        throw new Error(what)
      }
    },
    {
      concurrency: SLOW_JOBS.includes(name) ? 1 : queue.concurrency,
      lockDuration: queue.lockMs,
      stalledInterval: queue.stalledCheckMs,
      maxStalledCount: queue.stalledMax,
      runRetryDelay: queue.storeRetryMs,
    },
  )

  worker.on('failed', (job, err) => {
    // Without finishedOn it will be tried again.
    if (job?.finishedOn === undefined) return
    log.error({ jobId: job.id, attempts: job.attemptsMade, reason: err.message }, 'job failed for good')
    handler.giveUp({ ...deps, log }, readPayload<Name>(job)).catch((giveUpError: unknown) => {
      // The row is still pending: the relay asks again for it.
      log.error({ err: giveUpError, jobId: job.id }, 'could not hand a failed job to a person')
    })
  })
  worker.on('stalled', (jobId) => log.warn({ jobId }, 'job stalled, will run again'))
  let quietUntil = 0
  worker.on('error', (err) => {
    if (Date.now() < quietUntil) return
    quietUntil = Date.now() + LIMITS.queue.storeRetryMs
    log.warn({ err }, 'worker cannot reach its store, will keep trying')
  })
  return worker
}

function readPayload<Name extends JobName>(job: Job): Jobs[Name] {
  const data: unknown = job.data
  if (typeof data !== 'object' || data === null || !('v' in data) || data.v !== 1)
    throw new UnknownPayloadError('unknown payload version')
  return data as Jobs[Name]
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  const code = 'code' in error ? String(error.code) : ''
  return /^[\w-]+$/.test(code) ? `${error.name} ${code}` : error.name
}

class JobTimeoutError extends Error {
  override name = 'JobTimeoutError'
}

async function withTimeout(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new JobTimeoutError('a job took too long')), LIMITS.workers.jobMs)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    // A late job may still fail, with nobody listening.
    work.catch(() => {})
  }
}
