/** How far a decision on many comments is, and what may be done with it: above the queue and in the list of all. */

import { useEffect } from 'preact/hooks'
import { fineNow, watchSeconds } from '../clock.js'
import { formatNumber, words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { Icon } from '../parts/icon.js'
import { Progress } from '../parts/progress.js'
import { Key } from '../parts/small.js'
import { type Batch, type Change, isOver, sayAction, sayEnd } from './batch.js'

export function BatchProgress({ batch, note = '' }: { batch: Batch; note?: string }) {
  const says = words(QUEUE)
  const { counts, state, total } = batch
  const title = says.manyStates[state](sayAction(batch))
  if (isOver(batch))
    return (
      <p>
        <strong>{title}</strong> <span>{sayEnd(batch)}</span> {note}
      </p>
    )
  const isUndoing = state === 'undoing'
  const done = isUndoing ? counts.undone + counts.kept : total - counts.waiting
  const all = isUndoing ? counts.decided + counts.undone + counts.kept : total
  const text = says.manyProgress(formatNumber(done), formatNumber(all))
  return <Progress label={title} done={done} total={all} text={`${text} ${note}`} />
}

export interface BatchChangesProps {
  batch: Batch
  /** Until when it can be taken back, on this machine's clock; null: as long as it works, or not at all. */
  undoUntilMs: number | null
  onChange: (change: Change) => void
  /** Whether `p` and `u` do the same. */
  hasKeys: boolean
}

const LOOKS = {
  pause: { icon: 'pause', key: 'p' },
  resume: { icon: 'play', key: 'p' },
  cancel: { icon: 'close', key: null },
  undo: { icon: 'undo', key: 'u' },
} as const

export function BatchChanges({ batch, undoUntilMs, onChange, hasKeys }: BatchChangesProps) {
  const says = words(QUEUE)
  const names = { pause: says.pause, resume: says.goOn, cancel: says.stop, undo: says.takeBack }
  useEffect(() => (undoUntilMs === null ? undefined : watchSeconds()), [undoUntilMs])
  const leftS = undoUntilMs === null ? null : Math.round((undoUntilMs - fineNow.value) / 1_000)
  const changes = batch.allowedChanges.filter((change) => change !== 'undo' || leftS === null || leftS > 0)
  return changes.map((change) => {
    const { icon, key } = LOOKS[change]
    return (
      <button key={change} type="button" class="button button-small button-quiet" onClick={() => onChange(change)}>
        <Icon name={icon} /> {names[change]} {hasKeys && key !== null && <Key>{key}</Key>}
        {change === 'undo' && leftS !== null && (
          <span class="undo-left" aria-hidden="true">
            {words(COMMON).seconds(leftS)}
          </span>
        )}
      </button>
    )
  })
}
