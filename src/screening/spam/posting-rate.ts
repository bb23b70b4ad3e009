/** How fast comments come from one author and one network: floods, not lively talk. */

import type { Check } from '../check.js'

/** Comments in ten minutes that a person in a lively thread may well write. */
const AUTHOR_FREE = 5
/** Further comments after which half of the doubt is reached. */
const AUTHOR_HALF = 8
const AUTHOR_MAX = 0.8
/** A school, an office or a mobile carrier shares one network, so more is normal and the sum says less. */
const NETWORK_FREE = 20
const NETWORK_HALF = 30
const NETWORK_MAX = 0.6

export const postingRate: Check = {
  name: 'posting-rate',
  version: '1',
  kind: 'circumstance',
  run: (_subject, { rate }) => {
    const byAuthor = doubt(rate.byAuthor - AUTHOR_FREE, AUTHOR_HALF, AUTHOR_MAX)
    const byNetwork = doubt(rate.byNetwork - NETWORK_FREE, NETWORK_HALF, NETWORK_MAX)
    // The two count the same comments, so the stronger one speaks for both.
    const score = Math.max(byAuthor, byNetwork)
    if (score === 0) return null
    return {
      score,
      note: `in ten minutes ${rate.byAuthor} comment(s) by the author and ${rate.byNetwork} from the network`,
      details: { byAuthor: rate.byAuthor, byNetwork: rate.byNetwork },
    }
  },
}

function doubt(excess: number, half: number, most: number): number {
  return excess <= 0 ? 0 : Math.min(most, 1 - 2 ** (-excess / half))
}
