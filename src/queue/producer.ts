/** The sending side of the queues. */

import type { FlowProducer, Queue } from 'bullmq'
import type { CommentId, CommentRef } from '../domain/comment.js'
import { LIMITS } from '../limits.js'
import type { QueueBackend } from './backend.js'
import { JOB_OPTIONS, toJob } from './jobs.js'

export interface Producer {
  /** Asks for the screening of comments: `moderate-comment` waits for its child `check-spam`. All or none are queued. */
  enqueueScreening: (refs: readonly CommentRef[]) => Promise<void>
  /** Asks that the models of sites learn from decisions on these comments. */
  enqueueLessons: (commentIds: readonly CommentId[]) => Promise<void>
  /** Asks that backtests go on. */
  enqueueBacktests: (backtestIds: readonly string[]) => Promise<void>
  /** Asks that batches of decisions go on. */
  enqueueBatches: (batchIds: readonly string[]) => Promise<void>
  /** Asks that subscribers are told of comments. */
  enqueuePushes: (refs: readonly { subscriptionId: string; commentId: CommentId }[]) => Promise<void>
  /** Asks that outside helpers look again at these comments. */
  enqueueRechecks: (commentIds: readonly CommentId[]) => Promise<void>
  /** Sees to it that maintenance runs regularly; several processes may ask, it runs once. */
  scheduleMaintenance: (everyMs: number) => Promise<void>
  close: () => Promise<void>
}

export function createProducer(backend: QueueBackend, onError: (error: Error) => void): Producer {
  let flows: FlowProducer | undefined
  let maintenance: Queue | undefined
  let lessons: Queue | undefined
  let pushes: Queue | undefined
  let backtests: Queue | undefined
  let rechecks: Queue | undefined
  let batches: Queue | undefined

  return {
    enqueueScreening: async (refs) => {
      flows ??= watch(backend.openFlowProducer(), onError)
      await withTimeout(flows.addBulk(refs.map(toFlow)))
    },
    enqueueLessons: async (commentIds) => {
      lessons ??= watch(backend.openQueue('learn-from-decision'), onError)
      const jobs = commentIds.map((commentId) => ({
        name: 'learn-from-decision',
        data: { v: 1, commentId },
        opts: JOB_OPTIONS,
      }))
      await withTimeout(lessons.addBulk(jobs))
    },
    enqueueBacktests: async (backtestIds) => {
      backtests ??= watch(backend.openQueue('run-backtest'), onError)
      const jobs = backtestIds.map((backtestId) => ({
        name: 'run-backtest',
        data: { v: 1, backtestId },
        opts: JOB_OPTIONS,
      }))
      await withTimeout(backtests.addBulk(jobs))
    },
    enqueueBatches: async (batchIds) => {
      batches ??= watch(backend.openQueue('apply-batch'), onError)
      const jobs = batchIds.map((batchId) => ({ name: 'apply-batch', data: { v: 1, batchId }, opts: JOB_OPTIONS }))
      await withTimeout(batches.addBulk(jobs))
    },
    enqueuePushes: async (refs) => {
      pushes ??= watch(backend.openQueue('deliver-push'), onError)
      const jobs = refs.map((ref) => ({ name: 'deliver-push', data: { v: 1, ...ref }, opts: JOB_OPTIONS }))
      await withTimeout(pushes.addBulk(jobs))
    },
    enqueueRechecks: async (commentIds) => {
      rechecks ??= watch(backend.openQueue('recheck-comment'), onError)
      const jobs = commentIds.map((commentId) => ({
        name: 'recheck-comment',
        data: { v: 1, commentId },
        opts: JOB_OPTIONS,
      }))
      await withTimeout(rechecks.addBulk(jobs))
    },
    scheduleMaintenance: async (everyMs) => {
      maintenance ??= watch(backend.openQueue('maintenance'), onError)
      await withTimeout(
        maintenance.upsertJobScheduler(
          'maintenance',
          { every: everyMs },
          { name: 'maintenance', data: { v: 1 }, opts: JOB_OPTIONS },
        ),
      )
    },
    close: async () => {
      await Promise.allSettled([
        flows?.close(),
        maintenance?.close(),
        lessons?.close(),
        pushes?.close(),
        backtests?.close(),
        rechecks?.close(),
        batches?.close(),
      ])
    },
  }
}

function toFlow(ref: CommentRef) {
  const data = toJob(ref)
  return {
    name: 'moderate-comment',
    queueName: 'moderate-comment',
    data,
    opts: JOB_OPTIONS,
    children: [
      {
        name: 'check-spam',
        queueName: 'check-spam',
        data,
        // A stage that gave up leaves no verdict; the policy then holds the comment for a person.
        opts: { ...JOB_OPTIONS, ignoreDependencyOnFailure: true },
      },
    ],
  }
}

function watch<T extends { on: (event: 'error', listener: (error: Error) => void) => unknown }>(
  target: T,
  onError: (error: Error) => void,
): T {
  target.on('error', onError)
  return target
}

/** The store may be away: whoever asked goes on, and the relay asks again. */
async function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the queue did not answer in time')), LIMITS.queue.sendMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    // When the race was lost the promise may still fail later, with nobody listening.
    work.catch(() => {})
  }
}
