/** A decision on many comments, its counts with the way to what became of each, and what may be done with it. */

import { useEffect, useMemo } from 'preact/hooks'
import { words } from '../i18n.js'
import { BATCHES } from '../messages/batches.js'
import { notifyFailure } from '../notices.js'
import { Ago } from '../parts/small.js'
import { readDeadline } from '../queue/decide.js'
import { hrefOf } from '../router.js'
import {
  type Batch,
  type Change,
  changeBatch,
  findBatch,
  isOver,
  LOOK_MS,
  OUTCOMES,
  sayFilter,
  sayWhy,
} from './batch.js'
import { BatchChanges, BatchProgress } from './batch-parts.js'

export function BatchCard({ batch, onChanged }: { batch: Batch; onChanged: (batch: Batch) => void }) {
  const says = words(BATCHES)
  const { id, by, counts, createdAt, filter, sites, undoUntil } = batch
  const isWorking = !isOver(batch)
  useEffect(() => {
    if (!isWorking) return
    const look = (): void => {
      // One question that fails is asked again with the next turn.
      if (document.visibilityState === 'visible') findBatch(id).then(onChanged, () => undefined)
    }
    const timer = setInterval(look, LOOK_MS)
    return () => clearInterval(timer)
  }, [id, isWorking])
  const undoUntilMs = useMemo(() => (undoUntil === null ? null : readDeadline(undoUntil)), [undoUntil])
  const change = async (wanted: Change): Promise<void> => {
    try {
      onChanged(await changeBatch(id, wanted))
    } catch (error) {
      notifyFailure(error)
    }
  }
  const what = [...(filter === null ? [says.named] : sayFilter(filter)), ...sayWhy(batch)]
  return (
    <article class="section sheet" aria-label={by.name}>
      <header class="sheet-head">
        <strong>{by.name}</strong>
        <Ago at={createdAt} />
        {sites.length > 0 && <span>{says.sites(sites.join(', '))}</span>}
      </header>
      <div>
        <BatchProgress batch={batch} />
        <p>{what.join(' · ')}</p>
        <ul class="batch-outcomes">
          {OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => (
            <li key={outcome}>
              <a href={hrefOf(`/decisions/${id}?outcome=${outcome}`)}>{says.outcomes[outcome](counts[outcome])}</a>
            </li>
          ))}
        </ul>
      </div>
      {batch.allowedChanges.length > 0 && (
        <p class="selection-actions">
          <BatchChanges
            batch={batch}
            undoUntilMs={undoUntilMs}
            onChange={(wanted) => void change(wanted)}
            hasKeys={false}
          />
        </p>
      )}
    </article>
  )
}
