/** The short form of fuzz/fuzz: some hundred requests that every run makes alike. */

import t from 'tap'
import { runFuzz } from './support/fuzz.js'

t.setTimeout(120_000)

t.test('whatever is sent, the service answers, and gives away nothing', async (t) => {
  await runFuzz(t, { seed: 20_261_128, seconds: 8, requests: 600 })
})
