/** The moderation queue: list and comment side by side, or one after the other on a narrow screen. */

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { words } from '../i18n.js'
import { useShortcuts } from '../keys.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { RaidBanner } from '../raids/raid-banner.js'
import { lookForRaids } from '../raids/raids.js'
import { findBatchAgain, togglePause, undoLastBatch } from './batch.js'
import { BatchBar } from './batch-bar.js'
import { claimWhatIsRead } from './claims.js'
import { CommentPane } from './comment-pane.js'
import { announcement, undoLast } from './decide.js'
import { FilterBar } from './filter-bar.js'
import { filters, question } from './filters.js'
import { QueueList } from './queue-list.js'
import { selectMore, selectRange, toggleSelected } from './selection.js'
import { SelectionBar } from './selection-bar.js'
import { current, currentId, loadQueue, lookForNews, moveBy, showFresh } from './store.js'

/** How often the service is asked what is new, and whenever the window gets the focus. */
const NEWS_MS = 15_000

export function QueuePage() {
  const says = words(QUEUE)
  /** On a narrow screen: whether the comment covers the list. */
  const isOpen = useSignal(false)
  useEffect(() => {
    isOpen.value = false
    void loadQueue(filters.peek())
  }, [question.value])
  useEffect(claimWhatIsRead, [])
  useEffect(() => void findBatchAgain(), [])
  useEffect(() => {
    const look = (): void => {
      // A page nobody sees asks for nothing; one question that fails is asked again with the next turn.
      if (document.visibilityState === 'visible') Promise.all([lookForNews(), lookForRaids()]).catch(() => undefined)
    }
    // The queue has just been loaded; what is flooded has not.
    lookForRaids().catch(() => undefined)
    const timer = setInterval(look, NEWS_MS)
    // Who comes back to the window wants to know at once.
    window.addEventListener('focus', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', look)
    }
  }, [])
  useShortcuts({
    u: () => undoLast() || undoLastBatch(),
    p: togglePause,
    '.': showFresh,
    j: () => moveBy(1),
    ArrowDown: () => moveBy(1),
    k: () => moveBy(-1),
    ArrowUp: () => moveBy(-1),
    x: () => {
      const id = currentId.peek()
      if (id !== null) toggleSelected(id)
    },
    X: selectRange,
    A: selectMore,
    '/': () => document.querySelector<HTMLInputElement>('#queue-search')?.focus(),
    Enter: () => {
      isOpen.value = true
    },
    Escape: () => {
      if (!isOpen.peek()) return false
      isOpen.value = false
      return true
    },
  })
  return (
    <div class={isOpen.value && current.value !== undefined ? 'queue queue-open' : 'queue'}>
      <h1 class="unseen">{words(COMMON).pages.queue}</h1>
      <section class="queue-side" aria-label={says.list}>
        <RaidBanner />
        <FilterBar />
        <SelectionBar />
        <BatchBar />
        <QueueList
          onOpen={() => {
            isOpen.value = true
          }}
        />
      </section>
      <CommentPane
        onBack={() => {
          isOpen.value = false
        }}
      />
      <p class="unseen" role="status">
        {announcement}
      </p>
    </div>
  )
}
