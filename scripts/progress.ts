/** One line on the terminal that says how far a long task is; on a pipe, a line every few seconds instead. */

const REDRAW_MS = 200
const LINE_MS = 5_000
const RATE_WINDOW_MS = 5_000

export interface Progress {
  update: (done: number) => void
  /** Ends the line. */
  end: () => void
}

export function startProgress(label: string, total: number, out: NodeJS.WriteStream = process.stderr): Progress {
  const startedAt = performance.now()
  const isTerminal = out.isTTY === true
  // What was done when: the rate is that of the last seconds, so that the estimate follows the present.
  const marks: { at: number; done: number }[] = [{ at: startedAt, done: 0 }]
  let drawnAt = startedAt
  let done = 0

  const draw = (now: number): void => {
    drawnAt = now
    const line = describe(label, done, total, rateOf(marks, now, done))
    out.write(isTerminal ? `\r\x1b[K${line}` : `${line}\n`)
  }

  return {
    update: (count) => {
      done = count
      const now = performance.now()
      if (now - drawnAt < (isTerminal ? REDRAW_MS : LINE_MS)) return
      draw(now)
      marks.push({ at: now, done })
      while (marks.length > 2 && now - (marks[1]?.at ?? now) > RATE_WINDOW_MS) marks.shift()
    },
    end: () => {
      const seconds = (performance.now() - startedAt) / 1000
      const line = `${label}: ${done} of ${total} in ${seconds.toFixed(1)} s, ${perSecond(done / Math.max(seconds, 0.001))}`
      out.write(`${isTerminal ? '\r\x1b[K' : ''}${line}\n`)
    },
  }
}

function rateOf(marks: readonly { at: number; done: number }[], now: number, done: number): number {
  const [first = { at: now, done }] = marks
  return now > first.at ? (done - first.done) / ((now - first.at) / 1000) : 0
}

function describe(label: string, done: number, total: number, rate: number): string {
  const left = rate > 0 ? `, ${formatDuration((total - done) / rate)} left` : ''
  const percent = total === 0 ? 100 : Math.floor((100 * done) / total)
  return `${label}: ${done} of ${total} (${percent} %), ${perSecond(rate)}${left}`
}

function perSecond(rate: number): string {
  return `${rate >= 100 ? Math.round(rate) : rate.toFixed(1)} a second`
}

function formatDuration(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`
  return `${Math.ceil(seconds / 60)} min`
}
