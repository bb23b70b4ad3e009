/** The shipped model, and what each site's moderators added to it: remembered for a moment. */

import type { Db } from '../../db/database.js'
import { findCorrection } from '../../db/queries/lessons.js'
import type { Models } from '../deps.js'
import type { SiteId } from '../domain/comment.js'
import { LIMITS } from '../limits.js'
import { emptyCorrection, type SiteCorrection } from '../screening/model/learn.js'
import type { Model } from '../screening/model/weights.js'

export function createModels(options: { db: Db; model: Model; now: () => number }): Models {
  const entries = new Map<SiteId, { loadedAt: number; loading: Promise<SiteCorrection> }>()
  return {
    model: options.model,
    correctionFor: async (siteId) => {
      const known = entries.get(siteId)
      if (known !== undefined && options.now() - known.loadedAt < LIMITS.siteCacheMs) return await known.loading
      const loading = findCorrection(options.db, siteId).then((correction) => correction ?? emptyCorrection())
      const entry = { loadedAt: options.now(), loading }
      entries.set(siteId, entry)
      loading.catch(() => entries.get(siteId) === entry && entries.delete(siteId))
      return await loading
    },
    forget: (siteId) => {
      entries.delete(siteId)
    },
  }
}
