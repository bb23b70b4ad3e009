/** One decision on many comments: how far it is, and what became of each comment. */

import { api } from '../api.js'
import { words } from '../i18n.js'
import { useLoad, usePages } from '../load.js'
import { BATCHES } from '../messages/batches.js'
import { COMMON } from '../messages/common.js'
import { QueryChoice } from '../parts/filters.js'
import { Loaded, More, Page, Section } from '../parts/page.js'
import { StatusTag } from '../parts/small.js'
import { Table } from '../parts/table.js'
import { hrefOf, query } from '../router.js'
import { type Batch, findBatch, OUTCOMES, sayAction } from './batch.js'
import { BatchCard } from './batch-card.js'

export function BatchPage({ batch: id = '' }: Record<string, string>) {
  const loader = useLoad(id, () => findBatch(id))
  return (
    <Loaded from={loader}>
      {(batch) => (
        <Page title={sayAction(batch)} up={{ href: hrefOf('/decisions'), name: words(COMMON).pages.batches }}>
          <BatchCard batch={batch} onChanged={loader.replace} />
          <Outcomes batch={batch} />
        </Page>
      )}
    </Loaded>
  )
}

function Outcomes({ batch: { id, state } }: { batch: Batch }) {
  const says = words(BATCHES)
  const outcome = OUTCOMES.find((known) => known === query.value.get('outcome'))
  // While it works the list stands still under the eyes of whoever reads; with its end it is asked for anew.
  const pages = usePages(`${id} ${state} ${outcome}`, async (page, signal) => {
    const asked = { ...page, ...(outcome === undefined ? {} : { outcome }) }
    const path = { batch: id }
    const answer = await api('get', '/v1/admin/decisions/{batch}/outcomes', { path, query: asked, signal })
    return { items: answer.outcomes, nextCursor: answer.nextCursor }
  })
  return (
    <Section title={says.each}>
      <div class="page-filters">
        <QueryChoice name="outcome" label={says.outcome} value={outcome ?? ''}>
          <option value="">{says.allStates}</option>
          {OUTCOMES.map((each) => (
            <option key={each} value={each}>
              {says.becameOf[each]}
            </option>
          ))}
        </QueryChoice>
      </div>
      <Loaded from={pages}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="quiet">{says.noOutcome}</p>
          ) : (
            <>
              <Table
                label={says.each}
                rows={items}
                keyOf={(item) => item.id}
                columns={[
                  {
                    head: words(COMMON).pages.comment,
                    cell: ({ id: commentId, excerpt, author }) => (
                      <>
                        <a href={hrefOf(`/comments/${commentId}`)} dir="auto">
                          {excerpt || commentId.slice(-8)}
                        </a>
                        <span class="quiet under">{author.name}</span>
                      </>
                    ),
                  },
                  { head: says.outcome, cell: (item) => says.becameOf[item.outcome] },
                  { head: says.now, cell: ({ status }) => <StatusTag status={status} /> },
                ]}
              />
              <More of={pages} />
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
