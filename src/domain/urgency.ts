/** Which of the comments that wait a person should see first. The same for every language: it knows scores and times only. */

import type { Policy } from './policy.js'

const HOUR_MS = 3_600_000
/** A comment right at a threshold is put before those that came this much earlier. */
const DOUBT_MS = 6 * HOUR_MS
/** From this distance to the nearest threshold on, a score is no longer in doubt. */
const DOUBT_REACH = 0.25
/** Each reader who reported the comment counts for so much, up to a day. */
const REPORT_MS = 2 * HOUR_MS
const REPORTS_MAX = 12

/**
 * The moment since which a comment counts as waiting: when it was sent, less a head start for doubt and for reports.
 * Whoever waits longest by this count comes first. As everyone's wait grows alike, the order never changes
 * by time alone, so it can be stored and indexed.
 */
export function urgentSince(
  submittedAt: Date,
  policy: Policy,
  evidence: { spam: number | null; conduct: number | null; reports: number },
): Date {
  const { hold, spam, conductHold } = policy.thresholds
  const distances = [
    ...(evidence.spam === null ? [] : [Math.abs(evidence.spam - hold), Math.abs(evidence.spam - spam)]),
    ...(evidence.conduct === null ? [] : [Math.abs(evidence.conduct - conductHold)]),
  ]
  const doubt = Math.max(0, 1 - Math.min(...distances, DOUBT_REACH) / DOUBT_REACH)
  const headStartMs = doubt * DOUBT_MS + Math.min(evidence.reports, REPORTS_MAX) * REPORT_MS
  return new Date(Math.round(submittedAt.getTime() - headStartMs))
}
