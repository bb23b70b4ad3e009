/** Says that what readers see of a thread changed. */

import type { SiteId } from './comment.js'

export interface ThreadSignal {
  siteId: SiteId
  slug: string
}
