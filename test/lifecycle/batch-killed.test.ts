/** The short form of faults/batch-killed. */

import t from 'tap'
import { killAmidBatch } from '../support/batch-kill.js'

t.test('three hundred are decided once each, although the worker is killed in the middle of them', async (t) => {
  await killAmidBatch(t, 300)
})
