/** A reader objects to a comment. When enough networks have done so, it is held until a person has looked. */

import { findComment, lockComment } from '../../db/queries/comments.js'
import { countReportingNetworks, insertReport } from '../../db/queries/reports.js'
import type { Deps } from '../deps.js'
import { COMMENT_LIMITS, type CommentId, parseText } from '../domain/comment.js'
import { DomainError } from '../domain/errors.js'
import { REPORT_LIMITS, type ReportReason } from '../domain/report.js'
import type { Site } from '../domain/site.js'
import { LIMITS } from '../limits.js'
import type { EmailHashes } from '../privacy/hash-email.js'
import { announceDecided, type Decided, decideLocked } from './decide-comment.js'

export interface ReportInput {
  site: Site
  commentId: CommentId
  reason: ReportReason
  text: string | undefined
  name: string | undefined
  /** The address is a hash by now; null when none was given. */
  email: EmailHashes | null
  networkAddress: string
  userAgent: string
}

/**
 * Keeps the report and returns its id; a reader's second one on a comment is the first one. Throws `comment-not-found`,
 * `invalid-request` naming `text` or `name`.
 */
export async function reportComment(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'newRandomId' | 'announce' | 'hashReader' | 'hashReporter'>,
  input: ReportInput,
): Promise<string> {
  const { site, commentId, reason, networkAddress, userAgent } = input
  const text = parseOptional('text', input.text, REPORT_LIMITS.textLength)
  const reporterName = parseOptional('name', input.name, COMMENT_LIMITS.nameLength)
  const found = await findComment(deps.db, commentId)
  if (found?.status !== 'approved') throw notFound()
  const createdAt = deps.clock()
  const month = Math.floor(createdAt.getTime() / LIMITS.report.reporterMs)
  const period = Math.floor((createdAt.getTime() - found.submittedAt.getTime()) / LIMITS.report.reporterMs)
  const by = { period, networkAddress, userAgent }
  const { reader: reporter, network } = deps.hashReader(site, { purpose: 'report', about: commentId, ...by })
  const { threadId } = found
  const { network: threadNetwork } = deps.hashReader(site, {
    purpose: 'raid',
    about: threadId,
    ...by,
    period: month,
  })
  const reporterKey = deps.hashReporter(site, { period: month, networkAddress, userAgent })

  const { id, decided } = await deps.db.transaction().execute(async (trx) => {
    const locked = await lockComment(trx, commentId)
    if (locked?.comment.status !== 'approved') throw notFound()
    const { siteId, revision } = locked.comment
    const emailHash = input.email?.emailHash ?? null
    const row = {
      id: deps.newId(),
      commentId,
      siteId,
      revision,
      reason,
      text,
      reporterName,
      emailHash,
      reporter,
      network,
      threadId,
      threadNetwork,
      reporterKey,
    }
    const id = await insertReport(trx, { ...row, createdAt })
    const { reportsToHold } = site.policy
    if (reportsToHold === null || (await countReportingNetworks(trx, commentId)) < reportsToHold) return { id }
    const decided: Decided = await decideLocked(trx, deps, locked, {
      commentId,
      action: 'hold',
      by: { kind: 'reports', name: null },
      reason: 'reported',
      note: null,
      ifRevision: undefined,
      onlyPending: false,
      policy: null,
    })
    return { id, decided }
  })
  if (decided !== undefined) announceDecided(deps, decided)
  return id
}

function parseOptional(field: string, value: string | undefined, maxLength: number): string | null {
  return value === undefined || value.trim() === '' ? null : parseText(field, value, maxLength)
}

function notFound(): DomainError {
  return new DomainError('comment-not-found', 'there is no comment of this id')
}
