/** Another person than the first looks at an appealed decision: it stands, or the comment is approved. */

import { findAppeal, settleAppeals } from '../../db/queries/appeals.js'
import { insertAct } from '../../db/queries/audit.js'
import { lockComment } from '../../db/queries/comments.js'
import type { Deps } from '../deps.js'
import { type AppealOutcome, isOwnDecision } from '../domain/appeal.js'
import type { Caller } from '../domain/audit.js'
import { DomainError } from '../domain/errors.js'
import { announceDecided, decideLocked } from './decide-comment.js'

/** Twice is fine. Throws `appeal-not-found`, `appeal-settled` the other way, `own-decision` when the same person decided first. */
export async function decideAppeal(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'announce' | 'nudgeRelay'>,
  input: {
    id: string
    outcome: AppealOutcome
    note: string | null
    by: Caller
  },
): Promise<void> {
  const { id, outcome, note, by } = input
  const found = await findAppeal(deps.db, id)
  if (found === undefined) throw notFound()
  const { commentId } = found

  const decided = await deps.db.transaction().execute(async (trx) => {
    const locked = await lockComment(trx, commentId)
    // Read again under the lock, which every change of an appeal takes.
    const appeal = await findAppeal(trx, id)
    if (locked === undefined || appeal === undefined) throw notFound()
    // Sent twice, it is decided as it should be.
    if (appeal.state === outcome) return undefined
    if (appeal.state !== 'open') throw new DomainError('appeal-settled', `this appeal is ${appeal.state} already`)
    if (isOwnDecision(appeal, by)) {
      throw new DomainError('own-decision', 'who made the decision does not decide on the appeal against it')
    }
    const at = deps.clock()
    await settleAppeals(trx, commentId, { state: outcome, settledAt: at, settledBy: by.name, note })
    const { siteId } = locked.comment
    await insertAct(trx, {
      by,
      verb: 'appeal.decide',
      at,
      siteId,
      subject: id,
      detail: { outcome, comment: commentId },
    })
    if (outcome === 'upheld') return undefined
    return await decideLocked(trx, deps, locked, {
      commentId,
      action: 'approve',
      by: { kind: 'moderator', name: by.name },
      deciderId: by.id,
      reason: 'appeal',
      note,
      ifRevision: undefined,
      onlyPending: false,
      policy: null,
    })
  })
  if (decided === undefined) return
  announceDecided(deps, decided)
  // The site's model learns from what a person decided, as soon as may be.
  deps.nudgeRelay()
}

function notFound(): DomainError {
  return new DomainError('appeal-not-found', 'there is no appeal of this id')
}
