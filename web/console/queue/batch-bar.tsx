/** A decision on many comments: the question before it begins, how far it is, and the time to take it back. */

import { useEffect, useRef } from 'preact/hooks'
import { fineNow, watchSeconds } from '../clock.js'
import { formatNumber, words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { Dialog } from '../parts/dialog.js'
import { Icon } from '../parts/icon.js'
import { Progress } from '../parts/progress.js'
import { Key } from '../parts/small.js'
import {
  acceptOffer,
  type Batch,
  batch,
  changeTo,
  declineOffer,
  dismissBatch,
  isOver,
  mayChange,
  offer,
  sayAction,
  sayEnd,
  undoBatch,
  undoUntilMs,
} from './batch.js'

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
  const reason = says.reasons[offered.reason as keyof typeof says.reasons]
  const asksWhy = offered.action === 'reject' || offered.action === 'delete'
  useEffect(() => yes.current?.focus(), [])
  return (
    <Dialog title={says.offer(action, words(COMMON).comments(offered.total))} onClose={declineOffer}>
      <p>{says.offerText}</p>
      <ul class="batch-filter">
        {sayFilter(offered.filter).map((part) => (
          <li key={part}>{part}</li>
        ))}
        {asksWhy && reason !== undefined && <li>{says.offerReason(reason)}</li>}
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

/** The filter as a person reads it. */
function sayFilter(filter: Batch['filter']): string[] {
  const says = words(QUEUE)
  const { site, status, q, slug, author } = filter ?? {}
  return [
    ...(status === undefined ? [] : [says.offerStatus(words(COMMON).statuses[status])]),
    site === undefined ? words(COMMON).allSites : says.offerSite(site),
    ...(q === undefined ? [] : [says.offerWords(q)]),
    ...(slug === undefined ? [] : [says.filters.slug(slug)]),
    ...(author === undefined ? [] : [says.filters.author]),
  ]
}

function Bar({ shown }: { shown: Batch }) {
  const says = words(QUEUE)
  useEffect(watchSeconds, [])
  const leftS = undoUntilMs.value === null ? null : Math.round((undoUntilMs.value - fineNow.value) / 1_000)
  const { counts, state, total } = shown
  const alone = counts.conflict + counts.claimed + counts['not-allowed']
  const isUndoing = state === 'undoing'
  const done = isUndoing ? counts.undone + counts.kept : total - counts.waiting
  const all = isUndoing ? counts.decided + counts.undone + counts.kept : total
  const title = says.manyStates[state](sayAction(shown))
  const text = isOver(shown) ? sayEnd(shown) : says.manyProgress(formatNumber(done), formatNumber(all))
  const left = [
    ...(alone === 0 ? [] : [says.bulkLeft(alone)]),
    ...(counts.kept === 0 ? [] : [says.manyKept(counts.kept)]),
  ].join(' ')
  return (
    <section class="batch" aria-label={says.many}>
      {isOver(shown) ? (
        <p>
          <strong>{title}</strong> <span>{text}</span> {left}
        </p>
      ) : (
        <Progress label={title} done={done} total={all} text={`${text} ${left}`} />
      )}
      <p class="selection-actions">
        {mayChange('pause') && (
          <button type="button" class="button button-small button-quiet" onClick={() => void changeTo('paused')}>
            <Icon name="pause" /> {says.pause} <Key>p</Key>
          </button>
        )}
        {mayChange('resume') && (
          <button type="button" class="button button-small button-quiet" onClick={() => void changeTo('running')}>
            <Icon name="play" /> {says.goOn} <Key>p</Key>
          </button>
        )}
        {mayChange('cancel') && (
          <button type="button" class="button button-small button-quiet" onClick={() => void changeTo('cancelled')}>
            {says.stop}
          </button>
        )}
        {mayChange('undo') && (leftS === null || leftS > 0) && (
          <button type="button" class="button button-small button-quiet" onClick={() => void undoBatch()}>
            <Icon name="undo" /> {says.takeBack} <Key>u</Key>
            {leftS !== null && (
              <span class="undo-left" aria-hidden="true">
                {words(COMMON).seconds(leftS)}
              </span>
            )}
          </button>
        )}
        {isOver(shown) && (
          <button type="button" class="icon-button batch-close" aria-label={words(COMMON).close} onClick={dismissBatch}>
            <Icon name="close" />
          </button>
        )}
      </p>
    </section>
  )
}
