/** Ready-made answers by thread: kept while the thread's version stands, dropped when a process says that it changed. */

import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { ThreadSignal } from '../domain/thread-signal.js'
import { LIMITS } from '../limits.js'

export type Encoding = 'identity' | 'br' | 'gzip'

export interface Answer {
  /** Strong, of the content; an encoding adds its name (RFC 9110, 8.8.3.3). */
  etag: string
  body: Buffer
  /** True when the database did not answer and this is what was known before. */
  isStale: boolean
  encode: (encoding: Encoding) => Promise<Buffer>
}

export interface ThreadCache {
  /** The answer under `key`, from memory when it is surely current. `build` makes it, `version` asks for the thread's version. */
  get: (thread: ThreadSignal, key: string, source: AnswerSource) => Promise<Answer>
  drop: (thread: ThreadSignal) => void
  /** Changes may have been missed: nothing is served any more without asking for its version, unless nobody answers. */
  doubt: () => void
}

export interface AnswerSource {
  version: () => Promise<number>
  build: () => Promise<{ version: number; body: string }>
}

interface Entry {
  version: number
  checkedAt: number
  checking: Promise<boolean> | undefined
  answers: Map<string, Promise<Answer>>
  bytes: number
}

const COMPRESS_FROM_BYTES = 1_024
const BROTLI_QUALITY = 5
const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/** `isUnavailable` tells a database that is away from a real error; only then may an old answer stand in. */
export function createThreadCache(options: {
  now: () => number
  isUnavailable: (error: unknown) => boolean
}): ThreadCache {
  const { cacheEntries, cacheBytes, cacheFreshMs, cacheStaleMs } = LIMITS.thread
  // In order of last use: the first is the next to go.
  const entries = new Map<string, Entry>()
  let bytes = 0
  let doubtedAt = Number.NEGATIVE_INFINITY

  const nameOf = ({ siteId, slug }: ThreadSignal): string => `${siteId} ${slug}`

  const remove = (name: string): void => {
    const entry = entries.get(name)
    if (entry === undefined) return
    entries.delete(name)
    bytes -= entry.bytes
  }

  const touch = (name: string, entry: Entry): void => {
    entries.delete(name)
    entries.set(name, entry)
    for (const oldest of entries.keys()) {
      if (entries.size <= cacheEntries && bytes <= cacheBytes) break
      // In the end the thread itself: one that is asked for in endless ways must not fill the memory alone.
      remove(oldest)
    }
  }

  /** Whether the entry still shows what readers should see; asks the database at most once per cacheFreshMs. */
  const isCurrent = async (entry: Entry, source: AnswerSource): Promise<boolean> => {
    if (entry.checkedAt > doubtedAt && options.now() - entry.checkedAt < cacheFreshMs) return true
    const askedAt = options.now()
    entry.checking ??= source
      .version()
      .then((version) => {
        // Not the time of the answer: what changed while it was on its way is not in it.
        if (version === entry.version) entry.checkedAt = askedAt
        return version === entry.version
      })
      .finally(() => {
        entry.checking = undefined
      })
    return await entry.checking
  }

  const buildInto = (name: string, entry: Entry, key: string, source: AnswerSource): Promise<Answer> => {
    const building = source.build().then(({ version, body }) => {
      // Another page of the same thread was built from another version: this one replaces it whole.
      if (entry.version !== version) {
        if (entry.version !== -1) entry.answers = new Map([[key, building]])
        entry.version = version
      }
      const answer = makeAnswer(body)
      entry.bytes += answer.body.length
      if (entries.get(name) === entry) {
        bytes += answer.body.length
        touch(name, entry)
      }
      return answer
    })
    entry.answers.set(key, building)
    building.catch(() => entry.answers.delete(key))
    return building
  }

  return {
    get: async (thread, key, source) => {
      const name = nameOf(thread)
      const known = entries.get(name)
      const kept = known?.answers.get(key)
      if (known !== undefined) {
        try {
          if (await isCurrent(known, source)) {
            // Dropped while we asked: what we hold may be what was just taken away.
            if (entries.get(name) === known) {
              touch(name, known)
              return await (kept ?? buildInto(name, known, key, source))
            }
          }
        } catch (error) {
          const isUsable = kept !== undefined && options.now() - known.checkedAt < cacheStaleMs
          if (!isUsable || !options.isUnavailable(error)) throw error
          return { ...(await kept), isStale: true }
        }
        if (entries.get(name) === known) remove(name)
      }
      const entry: Entry = { version: -1, checkedAt: options.now(), checking: undefined, answers: new Map(), bytes: 0 }
      const current = entries.get(name)
      if (current === undefined) entries.set(name, entry)
      return await (current?.answers.get(key) ?? buildInto(name, current ?? entry, key, source))
    },
    drop: (thread) => remove(nameOf(thread)),
    doubt: () => {
      doubtedAt = options.now()
    },
  }
}

/** A text as an answer, with its tag. */
export function makeAnswer(text: string): Answer {
  const body = Buffer.from(text)
  const encoded = new Map<Encoding, Promise<Buffer>>()
  return {
    etag: createHash('sha256').update(body).digest('base64url').slice(0, 22),
    body,
    isStale: false,
    encode: async (encoding) => {
      if (encoding === 'identity') return body
      let result = encoded.get(encoding)
      if (result === undefined) {
        result =
          encoding === 'br'
            ? compressBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
            : compressGzip(body)
        encoded.set(encoding, result)
      }
      return await result
    },
  }
}

/** The encoding to answer in: br, then gzip, when the client takes it and the body is worth it. */
export function chooseEncoding(acceptEncoding: string | undefined, bytes: number): Encoding {
  if (acceptEncoding === undefined || bytes < COMPRESS_FROM_BYTES) return 'identity'
  const accepts = (name: string): boolean =>
    acceptEncoding.split(',').some((part) => {
      const [coding = '', ...parameters] = part.trim().toLowerCase().split(';')
      return coding.trim() === name && !parameters.some((parameter) => /^\s*q=0(?:\.0*)?\s*$/.test(parameter))
    })
  return accepts('br') ? 'br' : accepts('gzip') ? 'gzip' : 'identity'
}
