/** Reads server-sent events over real HTTP, as a browser does. */

import type { Test } from 'tap'
import { waitFor } from './wait-for.js'

export interface SentEvent {
  name: string
  id: string
  data: { id?: string; parentId?: string | null; version: number }
}

export interface EventReader {
  status: number
  headers: Headers
  /** Events so far; `lastId` also counts the ids that came without one. */
  events: SentEvent[]
  lastId: () => string
  /** Everything as it came. */
  text: () => string
  /** `ended` when the service closed it, `cut` when the connection broke. */
  ending: Promise<'ended' | 'cut'>
  /** Waits for as many events as that. */
  hears: (count: number) => Promise<SentEvent[]>
  close: () => void
}

export async function readEvents(t: Test, url: string, headers: Record<string, string> = {}): Promise<EventReader> {
  const abort = new AbortController()
  t.teardown(() => abort.abort())
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: abort.signal })
  const events: SentEvent[] = []
  let text = ''
  let lastId = ''

  const take = (frame: string): void => {
    const fields = new Map(
      frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
    )
    lastId = fields.get('id') ?? lastId
    const data = fields.get('data')
    if (data !== undefined) events.push({ name: fields.get('event') ?? 'message', id: lastId, data: JSON.parse(data) })
  }

  const read = async (): Promise<'ended' | 'cut'> => {
    const decoder = new TextDecoder()
    let rest = ''
    try {
      for await (const chunk of response.body ?? []) {
        const piece = decoder.decode(chunk as Uint8Array, { stream: true })
        text += piece
        const frames = (rest + piece).split('\n\n')
        rest = frames.pop() ?? ''
        for (const frame of frames) take(frame)
      }
      return 'ended'
    } catch {
      return 'cut'
    }
  }
  const ending = read()
  if (response.ok) await waitFor('the beginning of a stream', () => lastId !== '')
  return {
    status: response.status,
    headers: response.headers,
    events,
    lastId: () => lastId,
    text: () => text,
    ending,
    hears: async (count) => await waitFor(`${count} events`, () => events.length >= count && events),
    close: () => abort.abort(),
  }
}
