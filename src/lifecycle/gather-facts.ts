/** Every fact a check may use, loaded once per stage. */

import {
  type BodyPrint,
  countAuthorRecord,
  countRate,
  countRepeats,
  findContext,
  listStaffNames,
} from '../../db/queries/facts.js'
import type { Deps } from '../deps.js'
import type { Comment } from '../domain/comment.js'
import { NO_RAID, type RaidState } from '../domain/raid.js'
import type { Site } from '../domain/site.js'
import { LIMITS } from '../limits.js'
import type { Facts } from '../screening/check.js'

const NOTHING_REPEATED: Facts['repeats'] = {
  same: { comments: 0, threads: 0, sites: 0, spam: 0 },
  near: { comments: 0, threads: 0, sites: 0, spam: 0 },
}

/** What is known before the facts are gathered. `print` is null where repeats and rates play no part. */
export interface Known {
  print: BodyPrint | null
  raid: RaidState
}

export const CONDUCT_FACTS: Known = { print: null, raid: NO_RAID }

/** Facts for a stage. */
export async function gatherFacts(
  deps: Pick<Deps, 'db' | 'models'>,
  site: Site,
  comment: Comment,
  { print, raid }: Known,
): Promise<Facts> {
  const context = await findContext(deps.db, comment.id)
  if (context === undefined) throw new Error('the comment is gone')

  const until = comment.submittedAt
  const since = new Date(until.getTime() - LIMITS.facts.windowMs)
  const { authorId } = comment
  const [record, rate, repeats, staffNames, correction] = await Promise.all([
    context.hasEmail
      ? countAuthorRecord(deps.db, authorId, comment.id)
      : { approved: 0, rejected: 0, spam: 0, pending: 0 },
    print === null
      ? { byAuthor: 0, byNetwork: 0 }
      : countRate(deps.db, { siteId: site.id, authorId, networkHash: context.networkHash, since, until }),
    print === null
      ? NOTHING_REPEATED
      : countRepeats(deps.db, { ...print, commentId: comment.id }, LIMITS.facts.repeatsMax),
    listStaffNames(deps.db, site.id),
    deps.models.correctionFor(site.id),
  ])

  return {
    policy: site.policy,
    terms: site.terms,
    language: site.language,
    thread: context.thread,
    form: context.form,
    author: { hasEmail: context.hasEmail, ...record },
    rate,
    repeats,
    raid,
    bans: context.bans,
    staffNames,
    models: { model: deps.models.model, correction },
  }
}
