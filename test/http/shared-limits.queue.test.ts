/** Several processes hold one limit through Redis; and when Redis dies, each still holds it by itself. */

import t from 'tap'
import { LIMITS } from '../../src/limits.js'
import type { Client } from '../support/client.js'
import { startOwnRedis } from '../support/own-redis.js'
import { commentsPath, inParallel, makeSubmission } from '../support/requests.js'
import { QUEUE, startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

const { submitsPerNetwork } = LIMITS.rate
const skip = QUEUE === 'redis' ? false : 'counts are shared through Redis'

/** Sends comments, to each client in turn; how many were taken. */
async function countTaken(clients: readonly Client[], sends: number): Promise<number> {
  const answers = await inParallel(
    Array.from({ length: sends }, (_, n) => async () => {
      const client = clients[n % clients.length] as Client
      return await client(commentsPath('x'), { json: makeSubmission({ body: `Comment ${n}.` }) })
    }),
  )
  const others = answers.filter(({ status }) => status !== 202 && status !== 429)
  if (others.length > 0) throw new Error(`an answer of ${others[0]?.status}: ${others[0]?.text}`)
  return answers.filter(({ status }) => status === 202).length
}

t.test('two processes that share a Redis share a limit', { skip }, async (t) => {
  const options = { hasWorkers: false, redisPrefix: '{shared-limits}', config: { isRateLimited: true } }
  const services = [await startTestService(t, options), await startTestService(t, options)]
  for (const { runtime } of services) await waitFor('its Redis', () => runtime.limitRedis?.status === 'ready')
  const clients = services.map(({ client }) => client)
  t.equal(await countTaken(clients, submitsPerNetwork + 20), submitsPerNetwork)
})

t.test('without its Redis a process still takes comments, and no more than the limit', { skip }, async (t) => {
  const redis = await startOwnRedis(t)
  const options = { hasWorkers: false, redisUrl: redis.url, config: { isRateLimited: true } }
  const { client } = await startTestService(t, options)
  t.equal(await countTaken([client], 5), 5)
  await redis.kill()
  const taken = await countTaken([client], submitsPerNetwork + 10)
  t.equal(taken, submitsPerNetwork - 5)
})
