/** Counts of the limits in this process: what the limiter asks for each request, and forgets least recently used first. */

interface Count {
  count: number
  endsAt: number
}

type Callback = (error: Error | null, result?: { current: number; ttl: number }) => void

/**
 * A class as @fastify/rate-limit wants its stores. Its own one hands out the object that it goes on counting in, and reads it
 * a moment later: of requests that come at the same moment all would see the last one's number, and all be refused.
 */
export function localCounts(options: { now: () => number; keysMax: number }) {
  return class LocalCounts {
    readonly counts = new Map<string, Count>()

    incr(key: string, callback: Callback, timeWindow: number): void {
      const now = options.now()
      const before = this.counts.get(key)
      const isOver = before === undefined || before.endsAt <= now
      const next = isOver ? { count: 1, endsAt: now + timeWindow } : { ...before, count: before.count + 1 }
      // Set anew, it is the last one of the map, and those at its head were not asked for the longest.
      this.counts.delete(key)
      this.counts.set(key, next)
      const [oldest] = this.counts.size > options.keysMax ? this.counts.keys() : []
      if (oldest !== undefined) this.counts.delete(oldest)
      callback(null, { current: next.count, ttl: next.endsAt - now })
    }

    /** Each limit counts for itself. */
    child(): LocalCounts {
      return new LocalCounts()
    }
  }
}
