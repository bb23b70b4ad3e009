/** Tells every process that a thread changed, over Redis when there is one; db/signals.ts does the same over Postgres. */

import { Redis } from 'ioredis'
import type { SiteId } from '../domain/comment.js'
import type { ThreadSignal } from '../domain/thread-signal.js'
import { LIMITS } from '../limits.js'
import type { Redacted } from '../privacy/redacted.js'

export interface Signals {
  /** Best effort: a lost signal costs at most LIMITS.thread.cacheFreshMs. */
  publish: (signal: ThreadSignal) => Promise<void>
  /** `onSignal` hears of every change; `onGap` says that some may have been missed. */
  subscribe: (onSignal: (signal: ThreadSignal) => void, onGap: () => void) => Promise<void>
  close: () => Promise<void>
}

export function openRedisSignals(url: Redacted, prefix: string, onError: (error: Error) => void): Signals {
  const channel = `${prefix}:thread-changed`
  const connect = (isListener: boolean): Redis => {
    const client = new Redis(url.reveal(), {
      connectTimeout: LIMITS.queue.redisCommandMs,
      lazyConnect: true,
      maxRetriesPerRequest: isListener ? null : 1,
      enableOfflineQueue: isListener,
    })
    client.on('error', onError)
    return client
  }
  const sender = connect(false)
  let listener: Redis | undefined
  // The sender never waits: it connects in the background and publishes when it is there.
  sender.connect().catch(() => {})

  return {
    publish: async ({ siteId, slug }) => {
      await sender.publish(channel, `${siteId} ${slug}`)
    },
    subscribe: async (onSignal, onGap) => {
      listener = connect(true)
      listener.on('message', (_channel: string, message: string) => {
        const space = message.indexOf(' ')
        onSignal({ siteId: message.slice(0, space) as SiteId, slug: message.slice(space + 1) })
      })
      listener.on('close', onGap)
      listener.on('ready', onGap)
      // ioredis subscribes again by itself whenever it reconnects.
      listener.subscribe(channel).catch(onError)
    },
    close: async () => {
      sender.disconnect()
      listener?.disconnect()
    },
  }
}
