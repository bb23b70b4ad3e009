/** Reminds of a pause after so many minutes of work, if the person wants that; quietly, and never in the way. */

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { words } from '../i18n.js'
import { WELLNESS } from '../messages/wellness.js'
import { Icon } from '../parts/icon.js'
import { preferences } from '../preferences.js'

const MINUTE_MS = 60_000
/** Who touched nothing for so long has had their pause. */
const PAUSE_MS = 5 * MINUTE_MS
const LATER_MS = 10 * MINUTE_MS
const LOOK_MS = 10_000

export function BreakReminder() {
  const says = words(WELLNESS)
  const { breakAfterMinutes } = preferences.value
  const isDue = useSignal(false)
  const startedAt = useSignal(Date.now())
  useEffect(() => {
    if (breakAfterMinutes === 0) return
    let touchedAt = Date.now()
    startedAt.value = touchedAt
    const touch = (): void => {
      const now = Date.now()
      if (now - touchedAt >= PAUSE_MS) {
        startedAt.value = now
        isDue.value = false
      }
      touchedAt = now
    }
    const timer = setInterval(() => {
      isDue.value = Date.now() - startedAt.value >= breakAfterMinutes * MINUTE_MS
    }, LOOK_MS)
    document.addEventListener('pointerdown', touch)
    document.addEventListener('keydown', touch)
    return () => {
      clearInterval(timer)
      document.removeEventListener('pointerdown', touch)
      document.removeEventListener('keydown', touch)
    }
  }, [breakAfterMinutes])
  const restart = (from: number): void => {
    startedAt.value = from
    isDue.value = false
  }
  return (
    <div role="status">
      {isDue.value && breakAfterMinutes > 0 && (
        <div class="reminder">
          <Icon name="pause" />
          <p>{says.reminder(Math.round((Date.now() - startedAt.value) / MINUTE_MS))}</p>
          <button type="button" class="button button-small button-quiet" onClick={() => restart(Date.now())}>
            {says.done}
          </button>
          <button
            type="button"
            class="button button-small button-quiet"
            onClick={() => restart(Date.now() - breakAfterMinutes * MINUTE_MS + LATER_MS)}
          >
            {says.later}
          </button>
        </div>
      )}
    </div>
  )
}
