import { learnFromDecision } from '../src/lifecycle/learn-from-decision.js'
import { tellAkismet } from '../src/lifecycle/tell-akismet.js'
import type { JobHandler } from './create-worker.js'

export const learnFromDecisionJob: JobHandler<'learn-from-decision'> = {
  run: async (deps, job) => {
    await learnFromDecision(deps, job)
    await tellAkismet(deps, job)
  },
  // A lesson that was not learned stays due: the relay asks for it again.
  giveUp: async () => {},
}
