/** A moderator finds that readers objected without reason: the comment stays as it is. To uphold a report is to decide on its comment. */

import { insertAct } from '../../db/queries/audit.js'
import { dismissOpenReports } from '../../db/queries/reports.js'
import type { Deps } from '../deps.js'
import type { Caller } from '../domain/audit.js'
import type { CommentId, SiteId } from '../domain/comment.js'

export interface Dismissal {
  which: { reportId: string } | { commentId: CommentId }
  siteId: SiteId
  by: Caller
}

/** Dismisses one open report, or all of a comment; returns how many that were. */
export async function dismissReports(
  deps: Pick<Deps, 'db' | 'clock'>,
  { which, siteId, by }: Dismissal,
): Promise<number> {
  const at = deps.clock()
  const settlement = { settledAt: at, settledBy: by.name }
  return await deps.db.transaction().execute(async (trx) => {
    const reports = await dismissOpenReports(trx, which, settlement)
    if (reports === 0) return 0
    const subject = 'reportId' in which ? which.reportId : which.commentId
    await insertAct(trx, { by, verb: 'report.dismiss', at, siteId, subject, detail: { reports } })
    return reports
  })
}
