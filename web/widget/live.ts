/** Hears that a thread has changed, while the page can be seen. */

import { type Talk, threadPath } from './talk.js'

const EVENTS = ['appeared', 'changed', 'gone', 'missed']
const CALM_MS = 300

export function watch(talk: Talk): void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  // Many events at once are one look; many readers do not all look in the same moment.
  const look = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void talk.refresh(false), CALM_MS * (1 + Math.random()))
  }
  const open = (): void => {
    source = new EventSource(`${talk.api}${threadPath(talk)}/events?since=${talk.thread.version}`)
    for (const name of EVENTS) source.addEventListener(name, look)
  }
  const turn = (): void => {
    source?.close()
    if (document.hidden || talk.signal.aborted) return
    open()
  }
  // A page in the background holds no connection; back in view it catches up.
  document.addEventListener(
    'visibilitychange',
    () => {
      turn()
      if (!document.hidden) look()
    },
    { signal: talk.signal },
  )
  talk.signal.addEventListener('abort', turn)
  turn()
}
