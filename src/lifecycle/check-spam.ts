/** First automatic step of a comment's life: the spam stage, whose verdict is kept for the next step. */

import { findComment } from '../../db/queries/comments.js'
import { replaceBodyPrint } from '../../db/queries/facts.js'
import { findVerdict, insertVerdict } from '../../db/queries/verdicts.js'
import type { Deps } from '../deps.js'
import type { CommentRef } from '../domain/comment.js'
import { combineSignals, runChecks } from '../screening/run-checks.js'
import { spamChecks } from '../screening/spam/index.js'
import { bodyPrint } from '../screening/text/print.js'
import { askHelpers } from './ask-helpers.js'
import { gatherFacts } from './gather-facts.js'
import { toSubject } from './to-subject.js'
import { watchRaid } from './watch-raid.js'

export async function checkSpam(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'sites' | 'models' | 'raids' | 'helpers' | 'seals' | 'log'>,
  ref: CommentRef,
): Promise<void> {
  const comment = await findComment(deps.db, ref.commentId)
  // Jobs are delivered at least once: a comment already decided, edited or erased needs nothing.
  if (comment?.status !== 'pending' || comment.revision !== ref.revision) return

  const site = await deps.sites.get(comment.siteId)
  const now = deps.clock()
  const { exact, bands } = bodyPrint(comment.body)
  const print = { exact, bands }
  // Before the facts are gathered: of two equal comments checked at the same time, at least one then sees the other.
  await replaceBodyPrint(deps.db, { ...ref, ...print, createdAt: now })

  const raid = await watchRaid(deps, comment)
  const facts = await gatherFacts(deps, site, comment, { print, raid })
  // A job that runs again does not ask strangers again.
  if (deps.helpers.all.length > 0 && (await findVerdict(deps.db, ref, 'spam')) !== undefined) return
  const found = runChecks(spamChecks, toSubject(comment), facts)
  const signals = [...found.signals, ...(await askHelpers(deps, site, comment, facts))]
  await insertVerdict(deps.db, {
    ...ref,
    stage: 'spam',
    ...combineSignals(signals),
    signals,
    isNewcomer: null,
    createdAt: now,
  })
}
