/** Decisions on many comments, those that work and those that are over: found again after the queue was left. */

import { useEffect, useMemo } from 'preact/hooks'
import { api } from '../api.js'
import { words } from '../i18n.js'
import { usePages } from '../load.js'
import { BATCHES } from '../messages/batches.js'
import { COMMON } from '../messages/common.js'
import { notifyFailure } from '../notices.js'
import { QueryChoice } from '../parts/filters.js'
import { Loaded, More, Page } from '../parts/page.js'
import { Ago, Empty } from '../parts/small.js'
import { readDeadline } from '../queue/decide.js'
import { query } from '../router.js'
import { type Batch, type Change, changeBatch, findBatch, isOver, LOOK_MS, sayFilter, sayWhy } from './batch.js'
import { BatchChanges, BatchProgress } from './batch-parts.js'

const SHOWN = 20
const STATES: readonly Batch['state'][] = ['running', 'paused', 'done', 'cancelled', 'undoing', 'undone']
const OUTCOMES = ['decided', 'waiting', 'conflict', 'claimed', 'not-allowed', 'undone', 'kept'] as const

export function BatchesPage() {
  const says = words(BATCHES)
  const state = STATES.find((known) => known === query.value.get('state'))
  const pages = usePages(state ?? '', async (page, signal) => {
    const asked = { limit: SHOWN, ...page, ...(state === undefined ? {} : { state }) }
    const { batches, nextCursor } = await api('get', '/v1/admin/decisions', { query: asked, signal })
    return { items: batches, nextCursor }
  })
  const put = (next: Batch): void => {
    const { value } = pages.loaded.peek()
    if (value === undefined) return
    pages.replace({ ...value, items: value.items.map((batch) => (batch.id === next.id ? next : batch)) })
  }
  return (
    <Page
      title={words(COMMON).pages.batches}
      lead={says.lead}
      actions={
        <QueryChoice name="state" label={says.state} isLabelUnseen value={state ?? ''}>
          <option value="">{says.allStates}</option>
          {STATES.map((each) => (
            <option key={each} value={each}>
              {says.states[each]}
            </option>
          ))}
        </QueryChoice>
      }
    >
      <Loaded from={pages}>
        {({ items: batches }) =>
          batches.length === 0 ? (
            <Empty title={says.none}>
              <p>{says.noneText}</p>
            </Empty>
          ) : (
            <>
              <ul class="sheets">
                {batches.map((batch) => (
                  <li key={batch.id}>
                    <BatchCard batch={batch} onChanged={put} />
                  </li>
                ))}
              </ul>
              <More of={pages} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function BatchCard({ batch, onChanged }: { batch: Batch; onChanged: (batch: Batch) => void }) {
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
        <p class="quiet">
          {OUTCOMES.filter((outcome) => counts[outcome] > 0)
            .map((outcome) => says.outcomes[outcome](counts[outcome]))
            .join(' · ')}
        </p>
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
