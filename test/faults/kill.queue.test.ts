/** kill -9 of every part of the service at random moments, several times each, while 2,000 comments come in. */

import t from 'tap'
import { runChaos } from '../support/chaos.js'

t.setTimeout(600_000)

t.test('2,000 comments survive kill -9 of workers, API and stores, each with one decision', async (t) => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  await runChaos(t, { comments: 2_000, kills: 4, seed })
})
