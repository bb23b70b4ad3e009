/** The limit of screening: BullMQ alone, with the service's own settings, runs the same flow of two jobs that do nothing. */

import { randomUUID } from 'node:crypto'
import type { CommentId } from '../../src/domain/comment.js'
import { LIMITS } from '../../src/limits.js'
import { Redacted } from '../../src/privacy/redacted.js'
import { openBackend } from '../../src/queue/backend.js'
import { createProducer } from '../../src/queue/producer.js'
import { until } from '../children.js'
import { answer } from './answer.js'

export interface QueueJob {
  /** An address of Redis or Postgres. */
  store: string
  count: number
}

let opened: Awaited<ReturnType<typeof open>> | undefined

answer<QueueJob, { count: number; seconds: number }>(async ({ store, count }) => {
  opened ??= await open(store)
  return await opened.run(count)
})

async function open(store: string) {
  const url = new Redacted(store)
  const backend = openBackend(
    store.startsWith('redis')
      ? { kind: 'redis', url, prefix: '{bench}' }
      : { kind: 'postgres', url, schema: 'bench_queue' },
  )
  await backend.prepare()
  const producer = createProducer(backend, () => {})
  let done = 0
  let wanted = 0
  let firstAt = 0
  let onDone = (): void => {}

  const options = {
    concurrency: LIMITS.queue.concurrency,
    lockDuration: LIMITS.queue.lockMs,
    stalledInterval: LIMITS.queue.stalledCheckMs,
    maxStalledCount: LIMITS.queue.stalledMax,
  }
  const workers = [
    backend.openWorker('check-spam', async () => {}, options),
    backend.openWorker(
      'moderate-comment',
      async () => {
        done += 1
        if (done === 1) firstAt = performance.now()
        if (done === wanted) onDone()
      },
      options,
    ),
  ]
  for (const worker of workers) worker.on('error', () => {})

  return {
    run: async (count: number) => {
      done = 0
      wanted = count
      const finished = new Promise<void>((resolve) => {
        onDone = resolve
      })
      for (let left = count; left > 0; left -= LIMITS.relay.batch) {
        const refs = Array.from({ length: Math.min(left, LIMITS.relay.batch) }, () => ({
          commentId: randomUUID() as CommentId,
          revision: 1,
        }))
        // Senders fail at once while they are not connected, as the service wants it; a measurement waits for them.
        await until('the queue to take jobs', () =>
          producer.enqueueScreening(refs).then(
            () => true,
            () => false,
          ),
        )
      }
      await finished
      return { count: count - 1, seconds: (performance.now() - firstAt) / 1000 }
    },
  }
}
