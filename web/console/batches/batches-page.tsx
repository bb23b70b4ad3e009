/** Decisions on many comments, those that work and those that are over: found again after the queue was left. */

import { api } from '../api.js'
import { words } from '../i18n.js'
import { usePages } from '../load.js'
import { BATCHES } from '../messages/batches.js'
import { COMMON } from '../messages/common.js'
import { QueryChoice } from '../parts/filters.js'
import { Loaded, More, Page } from '../parts/page.js'
import { Empty } from '../parts/small.js'
import { query } from '../router.js'
import type { Batch } from './batch.js'
import { BatchCard } from './batch-card.js'

const SHOWN = 20
const STATES: readonly Batch['state'][] = ['running', 'paused', 'done', 'cancelled', 'undoing', 'undone']

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
