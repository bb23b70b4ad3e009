/** UUIDs of version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then a counter and randomness. */

import { randomBytes } from 'node:crypto'

const COUNTER_MAX = 0xfff
const ID_BYTES = 16
/** A call of the system's generator costs as much for one id as for this many. */
const IDS_AT_ONCE = 256

/** Makes a generator whose ids rise even within a millisecond (method 1 of RFC 9562, 6.2) and when the clock steps back. */
export function createNewId(now: () => number): () => string {
  let lastMs = 0
  let counter = 0
  let pool = Buffer.alloc(0)
  let used = 0

  // No byte is handed out twice.
  const takeRandom = (): Buffer => {
    if (used === pool.length) {
      pool = randomBytes(ID_BYTES * IDS_AT_ONCE)
      used = 0
    }
    used += ID_BYTES
    return pool.subarray(used - ID_BYTES, used)
  }

  return () => {
    const bytes = takeRandom()
    const ms = now()
    if (ms > lastMs) {
      lastMs = ms
      // The upper bit stays free, so that a busy millisecond has room to count.
      counter = bytes.readUInt16BE(6) & 0x7ff
    } else if (counter === COUNTER_MAX) {
      lastMs += 1
      counter = bytes.readUInt16BE(6) & 0x7ff
    } else counter += 1

    bytes.writeUIntBE(lastMs, 0, 6)
    bytes.writeUInt16BE(0x7000 | counter, 6)
    bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
    const hex = bytes.toString('hex')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  }
}
