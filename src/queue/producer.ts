/** The sending side of the queues. */

import type { FlowProducer, Queue } from 'bullmq'
import type { CommentId, CommentRef } from '../domain/comment.js'
import { LIMITS } from '../limits.js'
import type { QueueBackend } from './backend.js'
import { JOB_OPTIONS, type JobName, type Jobs, toJob } from './jobs.js'

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
  const queues = new Map<JobName, Queue>()
  const open = (name: JobName): Queue => {
    const queue = queues.get(name) ?? watch(backend.openQueue(name), onError)
    queues.set(name, queue)
    return queue
  }
  const send = async <Name extends JobName, Item>(
    name: Name,
    items: readonly Item[],
    toPayload: (item: Item) => Omit<Jobs[Name], 'v'>,
  ): Promise<void> => {
    const jobs = items.map((item) => ({ name, data: { v: 1, ...toPayload(item) }, opts: JOB_OPTIONS }))
    await withTimeout(open(name).addBulk(jobs))
  }

  return {
    enqueueScreening: async (refs) => {
      flows ??= watch(backend.openFlowProducer(), onError)
      await withTimeout(flows.addBulk(refs.map(toFlow)))
    },
    enqueueLessons: (commentIds) => send('learn-from-decision', commentIds, (commentId) => ({ commentId })),
    enqueueBacktests: (backtestIds) => send('run-backtest', backtestIds, (backtestId) => ({ backtestId })),
    enqueueBatches: (batchIds) => send('apply-batch', batchIds, (batchId) => ({ batchId })),
    enqueuePushes: (refs) => send('deliver-push', refs, (ref) => ref),
    enqueueRechecks: (commentIds) => send('recheck-comment', commentIds, (commentId) => ({ commentId })),
    scheduleMaintenance: async (everyMs) => {
      const job = { name: 'maintenance', data: { v: 1 }, opts: JOB_OPTIONS }
      await withTimeout(open('maintenance').upsertJobScheduler('maintenance', { every: everyMs }, job))
    },
    close: async () => {
      await Promise.allSettled([flows?.close(), ...[...queues.values()].map((queue) => queue.close())])
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
