/** Waits for something to become true: asks again and again, without a fixed pause that would be too short or too long. */

import { setTimeout as pause } from 'node:timers/promises'

const ASK_EVERY_MS = 10

/** Returns the first value that is neither undefined, false nor null; throws, naming what it waited for, when time is up. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined | false | null> | T | undefined | false | null,
  timeoutMs = 20_000,
): Promise<T> {
  const giveUpAt = Date.now() + timeoutMs
  for (;;) {
    const value = await ask()
    if (value !== undefined && value !== false && value !== null) return value
    if (Date.now() > giveUpAt) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`)
    await pause(ASK_EVERY_MS)
  }
}
