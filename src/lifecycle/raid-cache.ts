/** Which threads are under a raid: remembered for a moment, so that a submit asks nobody. */

import type { Db } from '../../db/database.js'
import { listRaidedThreads } from '../../db/queries/raids.js'
import type { Raids } from '../deps.js'
import { LIMITS } from '../limits.js'

/** `isEnabled` false: no thread ever is. */
export function createRaids(options: { db: Db; now: () => number; isEnabled: boolean }): Raids {
  const { db, now, isEnabled } = options
  let known: Promise<ReadonlyMap<string, ReadonlySet<string>>> = Promise.resolve(new Map())
  let loadedAt = Number.NEGATIVE_INFINITY

  const load = (): typeof known => {
    if (now() - loadedAt < LIMITS.siteCacheMs) return known
    loadedAt = now()
    const before = known
    known = listRaidedThreads(db, new Date(loadedAt)).then(
      (threads) => {
        const bySite = new Map<string, Set<string>>()
        for (const { siteId, slug } of threads) bySite.set(siteId, (bySite.get(siteId) ?? new Set()).add(slug))
        return bySite
      },
      // Without the database the last answer stands: comments are taken either way, and checked later.
      () => before,
    )
    return known
  }

  return {
    isEnabled,
    isOn: async (siteId, slug) => {
      if (!isEnabled) return false
      const threads = (await load()).get(siteId)
      return threads !== undefined && (slug === null || threads.has(slug))
    },
    count: async () => [...(await load()).values()].reduce((sum, threads) => sum + threads.size, 0),
    forget: () => {
      loadedAt = Number.NEGATIVE_INFINITY
    },
  }
}
