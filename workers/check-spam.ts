import { checkSpam } from '../src/lifecycle/check-spam.js'
import type { JobHandler } from './create-worker.js'

export const checkSpamJob: JobHandler<'check-spam'> = {
  run: checkSpam,
  // The moderation job runs all the same, finds no verdict and holds the comment.
  giveUp: async () => {},
}
