/** Leaves a helper alone for a while after it failed several times in a row; then one call tries whether it is back. */

import { LIMITS } from '../limits.js'
import { OutsideError } from './outside-request.js'

export interface Breaker {
  /** Runs a call, or throws `circuit-open` at once. */
  run: <T>(call: () => Promise<T>) => Promise<T>
  isOpen: () => boolean
}

/** Failures that trying again at once will not mend. */
const LASTING: readonly string[] = ['config-error', 'throttled']

export function createBreaker(now: () => number): Breaker {
  const { failuresMax, openMs } = LIMITS.helpers
  let failures = 0
  let openUntil = Number.NEGATIVE_INFINITY
  let isTrying = false

  const isOpen = (): boolean => now() < openUntil || (failures >= failuresMax && isTrying)
  return {
    isOpen,
    run: async (call) => {
      if (isOpen()) throw new OutsideError('circuit-open')
      isTrying = true
      try {
        const result = await call()
        failures = 0
        return result
      } catch (error) {
        // A budget that is spent says nothing of the other side.
        if (error instanceof OutsideError && error.code !== 'budget') {
          failures += 1
          const isLasting = LASTING.includes(error.code)
          if (isLasting) failures = Math.max(failures, failuresMax)
          if (failures >= failuresMax) openUntil = now() + (error.retryAfterMs ?? openMs)
        }
        throw error
      } finally {
        isTrying = false
      }
    },
  }
}
