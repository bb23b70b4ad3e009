/** Waits for something to become true: asks again and again, without a fixed pause that would be too short or too long. */

import { setTimeout as pause } from 'node:timers/promises'

/** What comes soon is seen soon; what takes long is not asked for all the time, which would make it take longer. */
const ASK_FIRST_MS = 10
const ASK_LAST_MS = 100
const SLOWER = 1.3

/** Returns the first value that is neither undefined, false nor null; throws, naming what it waited for, when time is up. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined | false | null> | T | undefined | false | null,
  timeoutMs = 20_000,
): Promise<T> {
  const giveUpAt = Date.now() + timeoutMs
  for (let waitMs = ASK_FIRST_MS; ; waitMs = Math.min(ASK_LAST_MS, waitMs * SLOWER)) {
    const value = await ask()
    if (value !== undefined && value !== false && value !== null) return value
    if (Date.now() > giveUpAt) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`)
    await pause(waitMs)
  }
}
