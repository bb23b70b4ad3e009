/** Job name → handler. A missing one does not compile. */

import type { JobName } from '../src/queue/jobs.js'
import { applyBatchJob } from './apply-batch.js'
import { checkSpamJob } from './check-spam.js'
import type { JobHandler } from './create-worker.js'
import { deliverPushJob } from './deliver-push.js'
import { learnFromDecisionJob } from './learn-from-decision.js'
import { maintenanceJob } from './maintenance.js'
import { moderateCommentJob } from './moderate-comment.js'
import { recheckCommentJob } from './recheck-comment.js'
import { runBacktestJob } from './run-backtest.js'

export const HANDLERS: { [Name in JobName]: JobHandler<Name> } = {
  'check-spam': checkSpamJob,
  'moderate-comment': moderateCommentJob,
  'learn-from-decision': learnFromDecisionJob,
  'run-backtest': runBacktestJob,
  'apply-batch': applyBatchJob,
  'deliver-push': deliverPushJob,
  'recheck-comment': recheckCommentJob,
  maintenance: maintenanceJob,
}
