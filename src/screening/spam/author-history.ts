/** What became of the author's other comments on this site. An author without an address has no record. */

import type { Check } from '../check.js'

/** The most that a record of spam alone can say: people's accounts get stolen, and moderators err. */
const MAX_SCORE = 0.9
/** One approved comment makes up for half a spam. */
const APPROVED_PER_SPAM = 2
/**
 * Even a long clean record takes off no more than this: a comment that is surely spam (0.85 and more) is then still
 * held at the usual threshold of 0.5, because trust can be farmed and addresses can be typed by anyone.
 */
const MAX_RELIEF = 0.4
/** Approved comments that earn half of the relief. */
const HALF_RELIEF_AT = 5
/** Approved comments that one spam cancels when relief is counted. */
const SPAM_CANCELS = 5

export const authorHistory: Check = {
  name: 'author-history',
  version: '1',
  kind: 'circumstance',
  run: (_subject, { author }) => {
    if (!author.hasEmail) return null
    const { approved, spam } = author
    const details = { approved, spam }
    const trusted = approved - spam * SPAM_CANCELS
    if (trusted > 0) {
      const relief = (MAX_RELIEF * trusted) / (trusted + HALF_RELIEF_AT)
      return { score: 0, relief, note: `the author has ${approved} approved and ${spam} spam comment(s) here`, details }
    }
    if (spam === 0) return null
    const score = (MAX_SCORE * spam) / (spam + 1 + approved / APPROVED_PER_SPAM)
    return { score, note: `the author has ${spam} spam and ${approved} approved comment(s) here`, details }
  },
}
