/** A decision on many comments: the question before it begins, how far it is, and the time to take it back. */

import { useEffect, useRef } from 'preact/hooks'
import { type Batch, isOver, sayAction, sayFilter, sayWhy } from '../batches/batch.js'
import { BatchChanges, BatchProgress } from '../batches/batch-parts.js'
import { formatNumber, words } from '../i18n.js'
import { BATCHES } from '../messages/batches.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { Dialog } from '../parts/dialog.js'
import { Icon } from '../parts/icon.js'
import { hrefOf } from '../router.js'
import { acceptOffer, batch, changeShown, declineOffer, dismissBatch, offer, undoUntilMs } from './batch.js'

export function BatchBar() {
  return (
    <>
      {offer.value !== null && <Offer offered={offer.value} />}
      {batch.value !== null && <Bar shown={batch.value} />}
    </>
  )
}

function Offer({ offered }: { offered: Batch }) {
  const says = words(QUEUE)
  const yes = useRef<HTMLButtonElement>(null)
  const action = sayAction(offered)
  useEffect(() => yes.current?.focus(), [])
  return (
    <Dialog title={says.offer(action, words(COMMON).comments(offered.total))} onClose={declineOffer}>
      <p>{says.offerText}</p>
      <ul class="batch-filter">
        {[...sayFilter(offered.filter), ...sayWhy(offered)].map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
      <p class="form-actions">
        <button
          ref={yes}
          type="button"
          class={offered.action === 'delete' ? 'button button-danger' : 'button'}
          onClick={() => void acceptOffer()}
        >
          {says.offerYes(action, formatNumber(offered.total))}
        </button>
        <button type="button" class="button button-quiet" onClick={declineOffer}>
          {words(COMMON).cancel}
        </button>
      </p>
    </Dialog>
  )
}

function Bar({ shown }: { shown: Batch }) {
  const says = words(QUEUE)
  const { counts } = shown
  const left = [
    { count: counts.unchanged, say: says.bulkUnchanged },
    { count: counts.conflict + counts.claimed, say: says.bulkLeft },
    { count: counts['not-allowed'], say: says.bulkNotAllowed },
    { count: counts.kept, say: says.manyKept },
  ].flatMap(({ count, say }) => (count === 0 ? [] : [say(count)]))
  return (
    <section class="batch" aria-label={says.many}>
      <BatchProgress batch={shown} note={left.join(' ')} />
      <p class="selection-actions">
        <BatchChanges
          batch={shown}
          undoUntilMs={undoUntilMs.value}
          onChange={(change) => void changeShown(change)}
          hasKeys={true}
        />
        <a href={hrefOf(`/decisions/${shown.id}`)}>{words(BATCHES).each}</a>
        {isOver(shown) && (
          <button type="button" class="icon-button batch-close" aria-label={words(COMMON).close} onClick={dismissBatch}>
            <Icon name="close" />
          </button>
        )}
      </p>
    </section>
  )
}
