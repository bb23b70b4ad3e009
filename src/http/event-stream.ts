/** One reader's server-sent events (HTML Living Standard, 9.2): bytes go out as they come, and who does not read is let go. */

import { Readable } from 'node:stream'
import { LIMITS } from '../limits.js'

export interface EventStream {
  /** What the answer sends; closes when the reader goes. */
  readable: Readable
  send: (text: string) => void
  end: () => void
}

export const HEARTBEAT = ':\n\n'

export function openEventStream(): EventStream {
  const { backlogBytes } = LIMITS.events
  const readable = new Readable({ read: () => {}, highWaterMark: backlogBytes })
  let isEnded = false
  return {
    readable,
    send: (text) => {
      if (isEnded || readable.destroyed) return
      readable.push(text)
      if (readable.readableLength > backlogBytes) readable.destroy()
    },
    end: () => {
      if (isEnded) return
      isEnded = true
      readable.push(null)
    },
  }
}

/** One event. `id` is what the reader sends back as Last-Event-ID when it comes again. */
export function formatEvent(event: { name: string; id: number; data: object }): string {
  return `event: ${event.name}\nid: ${event.id}\ndata: ${JSON.stringify(event.data)}\n\n`
}

/** Where the reader is, and when to come again: sets both without an event. */
export function formatStart(id: number, retryMs: number): string {
  return `retry: ${retryMs}\nid: ${id}\n\n`
}
