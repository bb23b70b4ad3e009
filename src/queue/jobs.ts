/** The contract between those who send jobs and those who run them: names, payloads, retries. Payloads are ids only. */

import type { JobsOptions } from 'bullmq'
import type { CommentId, CommentRef } from '../domain/comment.js'
import { LIMITS } from '../limits.js'

/** Payload of every job, by queue name; the job's name is its queue's. `v` is the payload's version. */
export interface Jobs {
  'check-spam': CommentJob
  'moderate-comment': CommentJob
  'learn-from-decision': LessonJob
  'run-backtest': BacktestJob
  'apply-batch': BatchJob
  'deliver-push': PushJob
  'recheck-comment': LessonJob
  maintenance: { v: 1 }
}

export interface CommentJob {
  v: 1
  commentId: CommentId
  revision: number
}

export interface LessonJob {
  v: 1
  commentId: CommentId
}

export interface BacktestJob {
  v: 1
  backtestId: string
}

export interface BatchJob {
  v: 1
  batchId: string
}

export interface PushJob {
  v: 1
  subscriptionId: string
  commentId: CommentId
}

export type JobName = keyof Jobs
export const JOB_NAMES = [
  'check-spam',
  'moderate-comment',
  'learn-from-decision',
  'run-backtest',
  'apply-batch',
  'deliver-push',
  'recheck-comment',
  'maintenance',
] as const satisfies readonly JobName[]

const { queue: limits } = LIMITS

/** Retries of a job. A comment asked for again meanwhile is decided once: whichever job comes second finds it decided. */
export const JOB_OPTIONS = {
  attempts: limits.attempts,
  backoff: { type: 'exponential', delay: limits.backoffMs, jitter: 0.5 },
  removeOnComplete: { age: limits.keepDoneS },
  removeOnFail: { age: limits.keepFailedS },
  stackTraceLimit: 0,
} as const satisfies JobsOptions

export function toJob(ref: CommentRef): CommentJob {
  return { v: 1, commentId: ref.commentId, revision: ref.revision }
}
