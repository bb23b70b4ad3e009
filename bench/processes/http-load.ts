/** Sends load over HTTP from a process of its own: readers, or authors who send a new comment each time. */

import autocannon, { type Request } from 'autocannon'
import { sampleComment, sampleNetwork } from '../sample-comments.js'
import { answer } from './answer.js'

export interface LoadJob {
  kind: 'read' | 'submit'
  url: string
  connections: number
  seconds: number
  /** Numbers of sample comments begin here: no round sends what another one sent. */
  from: number
}

export interface LoadResult {
  count: number
  failed: number
  seconds: number
}

const READY_MADE = 2_000
const THREADS = 50

// Ready before the clock starts, so that the load costs the machine as little as it can.
const comments = Array.from({ length: READY_MADE }, (_, number) => sampleComment(number))

answer<LoadJob, LoadResult>(async (job) => {
  const result = await autocannon({
    url: job.url,
    connections: job.connections,
    duration: job.seconds,
    sampleInt: 100,
    ...(job.kind === 'submit' ? { requests: [submitRequest(job.from)] } : {}),
  })
  return { count: result['2xx'], failed: result.non2xx + result.errors, seconds: result.duration }
})

function submitRequest(from: number): Request {
  let number = from
  return {
    method: 'POST',
    setupRequest: (request) => {
      number += 1
      return {
        ...request,
        path: `/v1/sites/demo/threads/submit-${number % THREADS}/comments`,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': `bench-${number}`,
          'x-forwarded-for': sampleNetwork(number),
        },
        body: JSON.stringify(comments[number % READY_MADE]),
      }
    },
  }
}
