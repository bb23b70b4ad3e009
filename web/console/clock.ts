/** The time on the screen, shared by all that shows it, so that nothing ticks on its own. */

import { signal } from '@preact/signals'

const COARSE_MS = 20_000
const FINE_MS = 250

/** Milliseconds since 1970, moved on every twenty seconds: enough for "3 minutes ago". */
export const coarseNow = signal(Date.now())
/** The same four times a second while somebody watches a countdown. */
export const fineNow = signal(Date.now())

let watchers = 0
let ticking: ReturnType<typeof setInterval> | undefined

setInterval(() => {
  coarseNow.value = Date.now()
}, COARSE_MS)

/** Moves `fineNow` until the returned function is called. */
export function watchSeconds(): () => void {
  watchers += 1
  fineNow.value = Date.now()
  ticking ??= setInterval(() => {
    fineNow.value = Date.now()
  }, FINE_MS)
  return () => {
    watchers -= 1
    if (watchers > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}
