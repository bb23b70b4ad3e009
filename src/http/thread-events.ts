/** Who watches which thread, and what they are told: ids and versions of what was approved, never a text. */

import type { Readable } from 'node:stream'
import { FIRST_VERSION } from '../../db/queries/threads.js'
import type { ThreadChange, ThreadSignal } from '../domain/thread-signal.js'
import { LIMITS } from '../limits.js'
import { type EventStream, formatEvent, formatStart, HEARTBEAT, openEventStream } from './event-stream.js'
import { TransportError } from './problem.js'
import { createVersionLine, type VersionLine } from './version-line.js'

export interface ThreadEvents {
  /**
   * A stream of a thread's events. `network` counts against the limit per network (null: not counted), `known` is the
   * version the reader has (null: it does not say). Throws `quota-exceeded`, `unavailable`, or what the database throws.
   */
  open: (reader: { thread: ThreadSignal; network: string | null; known: number | null }) => Promise<Readable>
  /** Passes a change on to those who watch the thread. */
  tell: (signal: ThreadSignal) => void
  /** Changes may have been missed: compares all versions with the database's now. */
  doubt: () => void
  count: () => number
  /** Ends every stream at once and takes no more. */
  close: () => void
}

interface Watched {
  thread: ThreadSignal
  /** undefined until the database has said the version. */
  line: VersionLine | undefined
  /** What came before that. */
  early: ThreadChange[]
  streams: Map<EventStream, { known: number; endsAt: number }>
  /** Streams, and those about to be. */
  holders: number
  gap: NodeJS.Timeout | undefined
}

type ListVersions = (threads: readonly ThreadSignal[]) => Promise<number[]>

/** `listVersions` asks the database for the versions of threads, in their order; it is asked for many at once. */
export function createThreadEvents(options: { listVersions: ListVersions; now: () => number }): ThreadEvents {
  const { now } = options
  const limits = LIMITS.events
  const watched = new Map<string, Watched>()
  const perNetwork = new Map<string, number>()
  let open = 0
  let isClosed = false

  const ask = createAsker(async (targets) => {
    const versions = await options.listVersions(targets.map(({ thread }) => thread))
    for (const [index, target] of targets.entries()) settle(target, versions[index] ?? FIRST_VERSION)
  })
  // Whoever is not waiting for the answer can do without: the next beat asks again.
  const askSoon = (targets: readonly Watched[]): void => void ask(targets).catch(() => {})

  const settle = (target: Watched, version: number): void => {
    if (target.line === undefined) {
      target.line = createVersionLine(version)
      for (const change of target.early.splice(0)) pass(target, target.line, change)
    } else if (target.line.confirm(version)) broadcast(target, formatMissed(target.line))
    watchGap(target, target.line)
  }

  const pass = (target: Watched, line: VersionLine, { kind, commentId, parentId, version }: ThreadChange): void => {
    if (!line.take(version)) return
    const data = { id: commentId, parentId, version }
    const text = formatEvent({ name: kind, id: line.settled(), data })
    for (const [stream, { known }] of target.streams) if (version > known) stream.send(text)
    watchGap(target, line)
  }

  /** A version that does not come in time was lost on its way. */
  const watchGap = (target: Watched, line: VersionLine): void => {
    if (line.settled() === line.newest() || isClosed) {
      clearTimeout(target.gap)
      target.gap = undefined
      return
    }
    target.gap ??= setTimeout(() => {
      target.gap = undefined
      askSoon([target])
    }, limits.gapMs)
  }

  const hold = (thread: ThreadSignal): Watched => {
    const name = nameOf(thread)
    const target = watched.get(name) ?? {
      thread: { siteId: thread.siteId, slug: thread.slug },
      line: undefined,
      early: [],
      streams: new Map(),
      holders: 0,
      gap: undefined,
    }
    watched.set(name, target)
    target.holders += 1
    return target
  }

  const letGo = (target: Watched): void => {
    target.holders -= 1
    if (target.holders > 0) return
    clearTimeout(target.gap)
    watched.delete(nameOf(target.thread))
  }

  /** Counts a stream; the function returned counts it out again. */
  const reserve = (network: string | null): (() => void) => {
    const used = network === null ? 0 : (perNetwork.get(network) ?? 0)
    if (used >= limits.streamsPerNetwork) {
      throw new TransportError('quota-exceeded', `At most ${limits.streamsPerNetwork} streams are open at a time here.`)
    }
    if (isClosed || open >= limits.streamsMax)
      throw new TransportError('unavailable', 'No more streams are taken here.')
    open += 1
    if (network !== null) perNetwork.set(network, used + 1)
    return () => {
      open -= 1
      if (network === null) return
      const left = (perNetwork.get(network) ?? 1) - 1
      if (left === 0) perNetwork.delete(network)
      else perNetwork.set(network, left)
    }
  }

  const beat = setInterval(() => {
    const at = now()
    for (const { streams } of watched.values()) {
      for (const [stream, { endsAt }] of streams) {
        if (at < endsAt) stream.send(HEARTBEAT)
        else stream.end()
      }
    }
    askSoon([...watched.values()])
  }, limits.heartbeatMs)

  return {
    open: async ({ thread, network, known }) => {
      const release = reserve(network)
      const target = hold(thread)
      try {
        // A reader may come from a process that heard of a change before this one did.
        if (target.line === undefined || (known !== null && known > target.line.newest())) await ask([target])
      } catch (error) {
        letGo(target)
        release()
        throw error
      }
      const line = target.line ?? createVersionLine(FIRST_VERSION)
      const stream = openEventStream()
      // A version that never was is no reason to tell the reader nothing.
      const from = known === null || known > line.newest() ? 0 : Math.max(known, FIRST_VERSION)
      const endsAt = now() + limits.lifeMs
      target.streams.set(stream, { known: from, endsAt })
      stream.readable.once('close', () => {
        target.streams.delete(stream)
        letGo(target)
        release()
      })
      stream.send(formatStart(line.settled(), Math.round(limits.retryMs * (1 + Math.random()))))
      if (known !== null && from < line.newest()) stream.send(formatMissed(line))
      if (isClosed) stream.end()
      return stream.readable
    },
    tell: (signal) => {
      const target = watched.get(nameOf(signal))
      if (target === undefined) return
      if (signal.change === undefined) askSoon([target])
      else if (target.line === undefined) target.early.push(signal.change)
      else pass(target, target.line, signal.change)
    },
    doubt: () => askSoon([...watched.values()]),
    count: () => open,
    close: () => {
      isClosed = true
      clearInterval(beat)
      for (const { streams, gap } of watched.values()) {
        clearTimeout(gap)
        for (const stream of streams.keys()) stream.end()
      }
    },
  }
}

/** One question at a time: whatever comes up while it is being answered is asked together in the next. */
function createAsker(question: (targets: readonly Watched[]) => Promise<void>) {
  const waiting = new Set<Watched>()
  let running: Promise<void> = Promise.resolve()
  let queued: Promise<void> | undefined

  return async (targets: readonly Watched[]): Promise<void> => {
    if (targets.length === 0) return
    for (const target of targets) waiting.add(target)
    queued ??= running
      .catch(() => {})
      .then(async () => {
        queued = undefined
        const batch = [...waiting]
        waiting.clear()
        running = question(batch)
        await running
      })
    await queued
  }
}

function broadcast(target: Watched, text: string): void {
  for (const stream of target.streams.keys()) stream.send(text)
}

function formatMissed(line: VersionLine): string {
  return formatEvent({ name: 'missed', id: line.settled(), data: { version: line.newest() } })
}

function nameOf({ siteId, slug }: ThreadSignal): string {
  return `${siteId} ${slug}`
}
