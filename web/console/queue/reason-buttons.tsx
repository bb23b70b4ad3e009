/** The reasons for an action as buttons, and the action without one; the first takes the focus. */

import { useEffect, useRef } from 'preact/hooks'
import type { Action } from '../api.js'
import { words } from '../i18n.js'
import { QUEUE } from '../messages/queue.js'
import { Key } from '../parts/small.js'
import { REASONS, type Reason } from './decide.js'
import { DECISION_KEYS } from './decision-keys.js'

export interface ReasonButtonsProps {
  action: Action
  onChosen: (reason?: Reason) => unknown
  /** False where several stand on one page: a key would mean any of them. */
  hasKeys?: boolean
  /** False while digits mean something else. */
  hasDigits?: boolean
}

export function ReasonButtons({ action, onChosen, hasKeys = true, hasDigits = hasKeys }: ReasonButtonsProps) {
  const says = words(QUEUE)
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <>
      {REASONS.map((reason, index) => (
        <button
          key={reason}
          ref={index === 0 ? first : null}
          type="button"
          class="button button-small button-quiet"
          onClick={() => onChosen(reason)}
        >
          {hasDigits && <Key>{String(index + 1)}</Key>} {says.reasons[reason]}
        </button>
      ))}
      <button type="button" class="button button-small button-quiet" onClick={() => onChosen()}>
        {hasKeys && <Key>{DECISION_KEYS[action]}</Key>} {says.withoutReason}
      </button>
    </>
  )
}
