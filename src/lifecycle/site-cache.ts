/** Sites as every request needs them, remembered for a moment. */

import type { Db } from '../../db/database.js'
import { findSite } from '../../db/queries/sites.js'
import type { Sites } from '../deps.js'
import { DomainError } from '../domain/errors.js'
import { SITE_ID, type Site } from '../domain/site.js'
import { LIMITS } from '../limits.js'

interface Entry {
  loadedAt: number
  loading: Promise<Site | undefined>
}

/** `isUnavailable` tells a database that is away: then what was known a moment ago stands in. */
export function createSites(options: { db: Db; now: () => number; isUnavailable: (error: unknown) => boolean }): Sites {
  const entries = new Map<string, Entry>()

  const load = (id: string): Entry => {
    const entry = { loadedAt: options.now(), loading: findSite(options.db, id) }
    entries.set(id, entry)
    entry.loading.then(
      // Unknown ids come from strangers: remembering them would let the map grow without end.
      (site) => site === undefined && entries.get(id) === entry && entries.delete(id),
      () => entries.get(id) === entry && entries.delete(id),
    )
    return entry
  }

  return {
    get: async (id) => {
      if (!SITE_ID.test(id)) throw notFound()
      const known = entries.get(id)
      const isFresh = known !== undefined && options.now() - known.loadedAt < LIMITS.siteCacheMs
      const site = await (isFresh ? known : load(id)).loading.catch(async (error: unknown) => {
        const mayStandIn = known !== undefined && options.now() - known.loadedAt < LIMITS.thread.cacheStaleMs
        if (!mayStandIn || !options.isUnavailable(error)) throw error
        entries.set(id, known)
        return await known.loading
      })
      if (site === undefined) throw notFound()
      return site
    },
    forget: (id) => {
      entries.delete(id)
    },
  }
}

function notFound(): DomainError {
  return new DomainError('site-not-found', 'there is no site of this id')
}
