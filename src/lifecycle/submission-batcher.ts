/** Commits many submits with one statement. Alone, a submit goes at once; under load, those that wait share a commit. */

import type { NewSubmission } from '../../db/queries/submissions.js'
import type { CommentId } from '../domain/comment.js'
import { LIMITS } from '../limits.js'

/** Too many submits wait for the database: the caller answers 503. */
export class OverloadedError extends Error {
  override name = 'OverloadedError'
}

interface Waiting {
  submission: NewSubmission
  resolve: (isTaken: boolean) => void
  reject: (error: unknown) => void
}

/**
 * Makes the function that takes a submit in: true when its comment is committed, false when the statement left it out.
 * A statement that fails as a whole is tried again row by row, so that one bad row does not take others with it;
 * `isUnavailable` says when that is pointless because the database is away.
 */
export function createSubmissionBatcher(options: {
  insert: (rows: readonly NewSubmission[]) => Promise<Set<CommentId>>
  isUnavailable: (error: unknown) => boolean
}): (submission: NewSubmission) => Promise<boolean> {
  const { batchMax, batchesInFlight, overtakeMs, waitingMax } = LIMITS.submit
  let waiting: Waiting[] = []
  let inFlight = 0
  /** Batches in flight that others may overtake, because they take long. */
  let slow = 0

  const flush = async (batch: Waiting[]): Promise<void> => {
    try {
      const taken = await options.insert(batch.map(({ submission }) => submission))
      for (const { submission, resolve } of batch) resolve(taken.has(submission.commentId))
    } catch (error) {
      if (batch.length === 1 || options.isUnavailable(error)) {
        for (const { reject } of batch) reject(error)
        return
      }
      for (const one of batch) await flush([one])
    }
  }

  const pump = (): void => {
    while (inFlight === slow && inFlight < batchesInFlight && waiting.length > 0) {
      const batch = takeBatch()
      let isSlow = false
      const timer = setTimeout(() => {
        isSlow = true
        slow += 1
        pump()
      }, overtakeMs)
      inFlight += 1
      void flush(batch).finally(() => {
        clearTimeout(timer)
        if (isSlow) slow -= 1
        inFlight -= 1
        pump()
      })
    }
  }

  // Two rows of one key cannot be in one statement: the second one waits for the next batch and finds the first.
  const takeBatch = (): Waiting[] => {
    const keys = new Set<string>()
    const batch: Waiting[] = []
    const later: Waiting[] = []
    for (const one of waiting) {
      const key = `${one.submission.siteId} ${one.submission.key}`
      if (batch.length < batchMax && !keys.has(key)) {
        keys.add(key)
        batch.push(one)
      } else later.push(one)
    }
    waiting = later
    return batch
  }

  return (submission) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= waitingMax) {
        reject(new OverloadedError('too many submits wait for the database'))
        return
      }
      waiting.push({ submission, resolve, reject })
      pump()
    })
}
