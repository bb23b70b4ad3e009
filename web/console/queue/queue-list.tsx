/** The rows of the queue. Each watches only what concerns it, so that a key press moves two rows and not two hundred. */

import { useComputed } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { memo } from '../parts/memo.js'
import { Ago, Empty, Key, StatusTag } from '../parts/small.js'
import { filters } from './filters.js'
import { toggleSelected } from './selection.js'
import {
  claimantOf,
  currentId,
  focusItem,
  fresh,
  hasMore,
  type Item,
  items,
  loading,
  loadMore,
  problem,
  selectedIds,
  showFresh,
} from './store.js'

export function QueueList({ onOpen }: { onOpen: () => void }) {
  const says = words(QUEUE)
  if (problem.value !== null && items.value.length === 0) return <p class="problem">{problem}</p>
  if (items.value.length === 0 && fresh.value.length === 0) {
    if (loading.value !== 'no') return <p class="quiet queue-wait">{words(COMMON).loading}</p>
    const isHeld = filters.value.status === 'held' && filters.value.text === ''
    return (
      <Empty title={isHeld ? says.empty.held : says.empty.other}>
        <p>{isHeld ? says.empty.heldText : says.empty.otherText}</p>
      </Empty>
    )
  }
  return (
    <div class="queue-scroll">
      {fresh.value.length > 0 && (
        <p class="rows-fresh">
          <button type="button" class="button button-small" onClick={showFresh}>
            {says.fresh(fresh.value.length)} <Key>.</Key>
          </button>
        </p>
      )}
      <ol class="rows">
        {items.value.map((item) => (
          <Row key={item.id} item={item} onOpen={onOpen} />
        ))}
      </ol>
      {problem.value !== null && <p class="problem">{problem}</p>}
      {hasMore() ? (
        <button type="button" class="button button-quiet rows-more" onClick={() => void loadMore()}>
          {loading.value === 'more' ? words(COMMON).loading : words(COMMON).loadMore}
        </button>
      ) : (
        <p class="quiet rows-end">{says.end}</p>
      )}
    </div>
  )
}

const EXCERPT = 160

const Row = memo(function Row({ item, onOpen }: { item: Item; onOpen: () => void }) {
  const says = words(QUEUE)
  const row = useRef<HTMLButtonElement>(null)
  const isCurrent = useComputed(() => currentId.value === item.id)
  const isSelected = useComputed(() => selectedIds.value.has(item.id))
  const outcome = item.outcome.value
  const claimant = claimantOf(item.comment.value)
  const { author, body, createdAt, thread, slug, scores, lastDecision } = item.comment.value
  useEffect(() => {
    if (!isCurrent.value) return
    row.current?.scrollIntoView({ block: 'nearest' })
    // Somebody who types in a field keeps it.
    if (!document.activeElement?.matches('input, textarea, select')) row.current?.focus({ preventScroll: true })
  }, [isCurrent.value])
  const excerpt = body.length > EXCERPT ? `${body.slice(0, EXCERPT)}…` : body
  return (
    <li class={`row${isCurrent.value ? ' row-current' : ''}${outcome === null ? '' : ' row-decided'}`}>
      <input
        type="checkbox"
        class="row-check"
        aria-label={says.select(author.name)}
        checked={isSelected.value}
        disabled={outcome !== null}
        onChange={() => toggleSelected(item.id)}
      />
      <button
        ref={row}
        type="button"
        class="row-body"
        aria-current={isCurrent.value}
        onClick={() => {
          focusItem(item.id)
          onOpen()
        }}
      >
        <span class="row-head">
          <span class="row-author">{author.name}</span>
          <Ago at={createdAt} />
        </span>
        <span class="row-text">{excerpt}</span>
        <span class="row-foot">
          {outcome === null ? (
            <>
              <Scores {...scores} />
              {claimant !== null && <span class="tag tag-warning">{says.claimedBy(claimant)}</span>}
              {lastDecision !== null && lastDecision.to === 'held' && <HeldBecause reason={lastDecision.reason} />}
              <span class="row-thread">{thread.title ?? slug}</span>
            </>
          ) : (
            <>
              <StatusTag status={outcome.status} />
              {outcome.by !== null && <span>{outcome.by}</span>}
            </>
          )}
        </span>
      </button>
    </li>
  )
})

function HeldBecause({ reason }: { reason: string }) {
  const { heldBecause } = words(QUEUE)
  const text = heldBecause[reason as keyof typeof heldBecause]
  return text === undefined ? null : <span class="row-reason">{text}</span>
}

/** The larger score as a small bar; the figure is in the comment's own pane. */
function Scores({ spam, conduct }: { spam: number | null; conduct: number | null }) {
  const score = Math.max(spam ?? 0, conduct ?? 0)
  return (
    <svg class="spark" viewBox="0 0 24 6" aria-hidden="true">
      <rect class="spark-track" width="24" height="6" rx="1" />
      <rect class="spark-fill" width={24 * score} height="6" rx="1" />
    </svg>
  )
}
