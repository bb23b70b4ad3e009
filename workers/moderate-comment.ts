import { holdUnchecked, moderateComment } from '../src/lifecycle/moderate-comment.js'
import type { JobHandler } from './create-worker.js'

export const moderateCommentJob: JobHandler<'moderate-comment'> = {
  run: moderateComment,
  giveUp: holdUnchecked,
}
