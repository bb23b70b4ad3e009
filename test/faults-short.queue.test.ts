/** The short form of faults/kill: every part of the service dies once while comments come in. */

import t from 'tap'
import { runChaos } from './support/chaos.js'

t.setTimeout(180_000)

t.test('200 comments survive kill -9 of workers, API and stores, each with one decision', async (t) => {
  await runChaos(t, { comments: 200, kills: 1, seed: Number(process.env.SEED ?? 20_261_122) })
})
