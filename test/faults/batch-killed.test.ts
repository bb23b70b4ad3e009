/** kill -9 of the worker in the middle of a decision on five thousand comments. */

import t from 'tap'
import { killAmidBatch } from '../support/batch-kill.js'

t.setTimeout(900_000)

t.test('five thousand are decided once each, although the worker is killed in the middle of them', async (t) => {
  await killAmidBatch(t, 5_000)
})
