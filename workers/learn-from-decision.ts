import { learnFromDecision } from '../src/lifecycle/learn-from-decision.js'
import type { JobHandler } from './create-worker.js'

export const learnFromDecisionJob: JobHandler<'learn-from-decision'> = {
  run: learnFromDecision,
  // The lesson stays due: the relay asks for it again.
  giveUp: async () => {},
}
