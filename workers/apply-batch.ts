import { applyBatch } from '../src/lifecycle/apply-batch.js'
import type { JobHandler } from './create-worker.js'

export const applyBatchJob: JobHandler<'apply-batch'> = {
  run: applyBatch,
  // The batch stays due: the relay asks for it again.
  giveUp: async () => {},
}
