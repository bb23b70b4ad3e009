/** Changes what a site's model has learned from one text: the only writer of lessons. */

import type { Trx } from '../../db/database.js'
import { deleteLesson, findLesson, insertLesson, lockCorrection, replaceCorrection } from '../../db/queries/lessons.js'
import type { Deps } from '../deps.js'
import type { SiteId } from '../domain/comment.js'
import { learn, makeLesson, unlearn } from '../screening/model/learn.js'
import { extractFeatures, type Subject } from '../screening/text/features.js'

export interface Teaching {
  siteId: SiteId
  /** What the lesson is kept under: a comment's id, or a hash of a text that is not kept. */
  subject: string
  text: Subject
  /** 1: spam, 0: not; null: whatever was taught before no longer stands. */
  label: 0 | 1 | null
  taughtBy: string | null
}

/**
 * Teaches, teaches anew or takes back, inside the caller's transaction; false when that is how it stands already.
 * The caller has called `lockCorrection` before reading what the label depends on, and calls `models.forget` afterwards.
 */
export async function teachSite(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'models'>,
  { siteId, subject, text, label, taughtBy }: Teaching,
): Promise<boolean> {
  const { model } = deps.models
  const now = deps.clock()
  const correction = await lockCorrection(trx, siteId, now)
  const known = await findLesson(trx, siteId, subject)
  if (label === (known?.label ?? null)) return false

  let next = correction
  if (known !== undefined) {
    next = unlearn(next, known)
    await deleteLesson(trx, siteId, subject)
  }
  if (label !== null) {
    const lesson = makeLesson(model, extractFeatures(text), label)
    next = learn(next, lesson)
    await insertLesson(trx, { ...lesson, siteId, subject, label, modelVersion: model.version, taughtBy, taughtAt: now })
  }
  await replaceCorrection(trx, siteId, next, now)
  return true
}
