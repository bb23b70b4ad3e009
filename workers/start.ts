/** Starts the workers of a process, tells the others that they are alive, and stops them within a deadline. */

import type { Worker } from 'bullmq'
import { deleteHeartbeat, replaceHeartbeat } from '../db/queries/service.js'
import type { Deps } from '../src/deps.js'
import { LIMITS } from '../src/limits.js'
import type { QueueBackend } from '../src/queue/backend.js'
import { createWorker } from './create-worker.js'
import { HANDLERS } from './index.js'

export interface RunningWorkers {
  /** Takes no more jobs, lets the running ones end; what is not done by the deadline runs again elsewhere. */
  close: (deadlineMs: number) => Promise<void>
}

export async function startWorkers(backend: QueueBackend, deps: Deps): Promise<RunningWorkers> {
  const workers: Worker[] = [
    createWorker(backend, deps, 'check-spam', HANDLERS['check-spam']),
    createWorker(backend, deps, 'moderate-comment', HANDLERS['moderate-comment']),
    createWorker(backend, deps, 'learn-from-decision', HANDLERS['learn-from-decision']),
    createWorker(backend, deps, 'run-backtest', HANDLERS['run-backtest']),
    createWorker(backend, deps, 'apply-batch', HANDLERS['apply-batch']),
    createWorker(backend, deps, 'deliver-push', HANDLERS['deliver-push']),
    createWorker(backend, deps, 'recheck-comment', HANDLERS['recheck-comment']),
    createWorker(backend, deps, 'maintenance', HANDLERS.maintenance),
  ]
  const id = deps.newId()
  let lastBeat = Promise.resolve()
  const beat = (): void => {
    // Missed beats show in /readyz; a line for each would only repeat it.
    lastBeat = replaceHeartbeat(deps.db, id, deps.clock()).catch(() => {})
  }
  beat()
  const heartbeat = setInterval(beat, LIMITS.workers.heartbeatMs)
  const schedule = keepScheduling(deps)

  return {
    close: async (deadlineMs) => {
      clearInterval(heartbeat)
      schedule.stop()
      // On its way still, it would bring back what is deleted here.
      await lastBeat
      await deleteHeartbeat(deps.db, id).catch(() => {})
      let timer: NodeJS.Timeout | undefined
      const deadline = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, deadlineMs)
      })
      await Promise.race([Promise.allSettled(workers.map((worker) => worker.close())), deadline])
      clearTimeout(timer)
    },
  }
}

/** Asks until the queue's store took the schedule: without it nothing past its time would ever be removed. */
function keepScheduling({ producer, log }: Deps): { stop: () => void } {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const ask = (isFirst: boolean): void => {
    producer.scheduleMaintenance(LIMITS.maintenance.everyMs).catch((err: unknown) => {
      if (isStopped) return
      // The first time is most often a connection that is still being made.
      if (!isFirst) log.warn({ err }, 'could not schedule the maintenance, will keep trying')
      timer = setTimeout(ask, LIMITS.queue.storeRetryMs, false)
    })
  }
  ask(true)
  return {
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
