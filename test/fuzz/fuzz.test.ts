/** `npm run test:fuzz -- --seconds=N --seed=S`: other requests with every run. */

import t from 'tap'
import { runFuzz } from '../support/fuzz.js'

const seconds = Number(process.env.FUZZ_SECONDS ?? 60)
t.setTimeout((seconds + 60) * 1_000)

t.test('whatever is sent, the service answers, and gives away nothing', async (t) => {
  await runFuzz(t, { seed: Number(process.env.SEED ?? Date.now() % 1_000_000), seconds })
})
