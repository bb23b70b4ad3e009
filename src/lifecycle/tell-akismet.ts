/** Tells Akismet when a person overrules it, with the very parameters it was asked with. Once a comment. */

import { listDecisions } from '../../db/queries/decisions.js'
import { countHelperCall, findAkismetCheck, markAkismetTold } from '../../db/queries/helpers.js'
import type { Deps } from '../deps.js'
import type { CommentId } from '../domain/comment.js'
import { OutsideError } from '../helpers/outside-request.js'

/** Throws OutsideError when Akismet does not answer: the job is tried again. */
export async function tellAkismet(
  deps: Pick<Deps, 'db' | 'clock' | 'helpers' | 'seals' | 'log'>,
  { commentId }: { commentId: CommentId },
): Promise<void> {
  const { akismet } = deps.helpers
  if (akismet === null) return
  const now = deps.clock()
  const check = await findAkismetCheck(deps.db, commentId, now)
  if (check === undefined || check.toldAt !== null) return
  const last = (await listDecisions(deps.db, commentId)).findLast(({ by }) => by.kind === 'moderator')
  const what = overruled(check.verdict, last?.action)
  if (what === undefined) return

  const count = (outcome: string) => countHelperCall(deps.db, { helper: 'akismet', outcome, now })
  const parameters = deps.seals.open(check.sealed, commentId)
  if (parameters === undefined) {
    await count('feedback-unreadable')
    return
  }
  try {
    await akismet.tell(what, parameters, check.verdict)
  } catch (error) {
    if (error instanceof OutsideError) await count(`feedback-${error.code}`)
    throw error
  }
  await markAkismetTold(deps.db, commentId, now)
  await count(`feedback-${what}`)
}

function overruled(verdict: 'true' | 'false', action: string | undefined): 'spam' | 'ham' | undefined {
  if (verdict === 'true' && action === 'approve') return 'ham'
  return verdict === 'false' && action === 'markSpam' ? 'spam' : undefined
}
