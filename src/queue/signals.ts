/** Tells every process that a thread changed, over Redis when there is one; db/signals.ts does the same over Postgres. */

import { Redis } from 'ioredis'
import { readSignal, type ThreadSignal, writeSignal } from '../domain/thread-signal.js'
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
    publish: async (signal) => {
      await sender.publish(channel, writeSignal(signal))
    },
    subscribe: async (onSignal, onGap) => {
      const client = connect(true)
      listener = client
      client.on('message', (_channel: string, message: string) => onSignal(readSignal(message)))
      client.on('close', onGap)
      // The gap ends where Redis confirms the subscription: what was published before that is lost.
      client.on('ready', () => client.subscribe(channel).then(onGap, onError))
      client.connect().catch(onError)
    },
    close: async () => {
      sender.disconnect()
      listener?.disconnect()
    },
  }
}
