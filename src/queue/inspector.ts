/** What an operator may see and do with the queues: counts, failed jobs, running one again. */

import type { Job, Queue } from 'bullmq'
import { DomainError } from '../domain/errors.js'
import type { QueueBackend } from './backend.js'
import { type CommentJob, JOB_NAMES, type JobName } from './jobs.js'

export interface QueueCounts {
  name: JobName
  isPaused: boolean
  waiting: number
  active: number
  delayed: number
  waitingChildren: number
  completed: number
  failed: number
}

export interface FailedJob {
  id: string
  attempts: number
  /** Class and code of the last error; never its message. */
  failedReason: string
  commentId: string | null
  /** Of the comment, when the job was made for one revision of it. */
  revision: number | null
  failedAt: Date | null
}

export interface QueueInspector {
  /** The BullMQ queues themselves, for the queue board. */
  queues: readonly Queue[]
  listCounts: () => Promise<QueueCounts[]>
  listFailed: (queue: string, page: { start: number; limit: number }) => Promise<FailedJob[]>
  /** Puts a failed job back and says which it was. Throws `queue-not-found`, `job-not-found` or `job-not-failed`. */
  retry: (queue: string, jobId: string) => Promise<FailedJob>
  close: () => Promise<void>
}

export function createInspector(backend: QueueBackend, onError: (error: Error) => void): QueueInspector {
  const queues = JOB_NAMES.map((name) => backend.openQueue(name))
  for (const queue of queues) queue.on('error', onError)

  const find = (name: string): Queue => {
    const queue = queues.find((candidate) => candidate.name === name)
    if (queue === undefined)
      throw new DomainError('queue-not-found', `there is no queue of this name; there are ${JOB_NAMES.join(', ')}`)
    return queue
  }

  return {
    queues,
    listCounts: () => Promise.all(queues.map(countJobs)),
    listFailed: async (name, { start, limit }) => {
      const jobs = await find(name).getJobs(['failed'], start, start + limit - 1)
      return jobs.map(describeFailed)
    },
    retry: async (name, jobId) => {
      const job = await find(name).getJob(jobId)
      if (job === undefined) throw new DomainError('job-not-found', 'there is no job of this id in the queue')
      if (!(await job.isFailed())) throw new DomainError('job-not-failed', 'only a failed job can be run again')
      const failed = describeFailed(job)
      await job.retry('failed')
      return failed
    },
    close: async () => {
      await Promise.allSettled(queues.map((queue) => queue.close()))
    },
  }
}

async function countJobs(queue: Queue): Promise<QueueCounts> {
  const counts: Record<string, number> = await queue.getJobCounts()
  return {
    name: queue.name as JobName,
    isPaused: await queue.isPaused(),
    waiting: (counts.wait ?? 0) + (counts.waiting ?? 0) + (counts.paused ?? 0),
    active: counts.active ?? 0,
    delayed: counts.delayed ?? 0,
    waitingChildren: counts['waiting-children'] ?? 0,
    completed: counts.completed ?? 0,
    failed: counts.failed ?? 0,
  }
}

function describeFailed(job: Job): FailedJob {
  const data: unknown = job.data
  const { commentId, revision } = (typeof data === 'object' && data !== null ? data : {}) as Partial<CommentJob>
  return {
    id: String(job.id),
    attempts: job.attemptsMade,
    failedReason: job.failedReason ?? '',
    commentId: commentId ?? null,
    revision: revision ?? null,
    failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn),
  }
}
