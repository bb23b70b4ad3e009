/** The last decision and the seconds left to take it back. */

import { useEffect } from 'preact/hooks'
import { fineNow, watchSeconds } from '../clock.js'
import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { Icon } from '../parts/icon.js'
import { Key, StatusTag } from '../parts/small.js'
import { lastDecided, undoDecision } from './decide.js'
import type { Item } from './store.js'

export function UndoBar() {
  const item = lastDecided.value
  const outcome = item?.outcome.value
  if (item === null || outcome === null || outcome === undefined || outcome.by !== null) return null
  if (outcome.state === 'done' && outcome.undo === null) return null
  return <Countdown key={item.id} item={item} untilMs={outcome.undo?.untilMs ?? null} />
}

function Countdown({ item, untilMs }: { item: Item; untilMs: number | null }) {
  const says = words(QUEUE)
  const common = words(COMMON)
  useEffect(watchSeconds, [])
  const left = untilMs === null ? null : Math.round((untilMs - fineNow.value) / 1_000)
  if (left !== null && left <= 0) return null
  const status = item.outcome.value?.status
  return (
    <div class="undo">
      {status !== undefined && <StatusTag status={status} />}
      <span class="undo-name">{item.comment.value.author.name}</span>
      {left !== null && (
        <span class="undo-left" aria-hidden="true">
          {common.seconds(left)}
        </span>
      )}
      <button type="button" class="button button-small button-quiet" onClick={() => void undoDecision(item)}>
        <Icon name="undo" />
        {says.takeBack} <Key>u</Key>
      </button>
    </div>
  )
}
