/** Asks Akismet again when it wanted to look longer: what it then calls spam, and a policy approved, waits for a person. */

import { findComment } from '../../db/queries/comments.js'
import { findLastDecision } from '../../db/queries/decisions.js'
import { clearRecheck, countHelperCall, findAkismetCheck } from '../../db/queries/helpers.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { decideComment } from './decide-comment.js'

type RecheckDeps = Pick<Deps, 'db' | 'clock' | 'newId' | 'announce' | 'helpers' | 'seals'>

/** Throws OutsideError when Akismet does not answer: the job is tried again. */
export async function recheckComment(deps: RecheckDeps, { commentId }: { commentId: CommentId }): Promise<void> {
  const { akismet } = deps.helpers
  const now = deps.clock()
  const check = await findAkismetCheck(deps.db, commentId, now)
  const parameters = check === undefined ? undefined : deps.seals.open(check.sealed, commentId)
  if (akismet !== null && parameters !== undefined) {
    const verdict = await akismet.recheck(parameters)
    await countHelperCall(deps.db, { helper: 'akismet', outcome: `recheck-${verdict}`, now })
    if (verdict === 'true') await holdApproved(deps, commentId)
    await clearRecheck(deps.db, commentId, verdict)
  } else await clearRecheck(deps.db, commentId, check?.verdict ?? 'false')
}

/** After the last attempt: the first answer stands. */
export async function leaveUnrechecked(deps: RecheckDeps, { commentId }: { commentId: CommentId }): Promise<void> {
  await clearRecheck(deps.db, commentId, 'false')
}

/** Only what a policy approved: what a person saw stays as they left it. */
async function holdApproved(deps: RecheckDeps, commentId: CommentId): Promise<void> {
  const comment = await findComment(deps.db, commentId)
  const last = await findLastDecision(deps.db, commentId)
  if (comment?.status !== 'approved' || last?.by.kind !== 'policy') return
  try {
    await decideComment(deps, {
      commentId,
      action: 'hold',
      by: { kind: 'policy', name: null },
      reason: 'doubtful',
      note: 'Akismet called it spam on a second look',
      ifRevision: comment.revision,
      onlyPending: false,
      policy: null,
    })
  } catch (error) {
    // Somebody was faster. Theirs stands.
    if (error instanceof DomainError && error.code === 'status-conflict') return
    throw error
  }
}
