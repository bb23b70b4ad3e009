import { leaveUnrechecked, recheckComment } from '../src/lifecycle/recheck-comment.js'
import type { JobHandler } from './create-worker.js'

export const recheckCommentJob: JobHandler<'recheck-comment'> = {
  run: recheckComment,
  giveUp: leaveUnrechecked,
}
