/** Raids on a site's threads: those that are on, and those that were. */

import { api } from '../api.js'
import { formatMoment, words } from '../i18n.js'
import { usePages } from '../load.js'
import { RAIDS } from '../messages/raids.js'
import { Loaded, More } from '../parts/page.js'
import { Empty } from '../parts/small.js'
import { Table } from '../parts/table.js'
import { queueOf, sayRaid } from '../raids/raids.js'
import type { TabProps } from './site-page.js'

const SHOWN = 20

export function RaidsTab({ site }: TabProps) {
  const says = words(RAIDS)
  const pages = usePages(site.id, async (page, signal) => {
    const query = { limit: SHOWN, ...page }
    const answer = await api('get', '/v1/admin/sites/{site}/raids', { path: { site: site.id }, query, signal })
    return { items: answer.raids, nextCursor: answer.nextCursor }
  })
  return (
    <>
      <p class="section-note">{says.lead}</p>
      <Loaded from={pages}>
        {({ items: raids }) =>
          raids.length === 0 ? (
            <Empty title={says.none}>
              <p>{says.noneText}</p>
            </Empty>
          ) : (
            <>
              <Table
                label={says.lead}
                rows={raids}
                keyOf={({ id }) => id}
                columns={[
                  {
                    head: says.thread,
                    cell: (raid) => (
                      <>
                        <a href={queueOf(raid)}>{raid.title ?? raid.slug}</a>
                        <span class="quiet under">{sayRaid(raid)}</span>
                      </>
                    ),
                  },
                  { head: says.began, cell: ({ startedAt }) => formatMoment(startedAt) },
                  {
                    head: says.until,
                    cell: ({ lastsUntil, on }) => (
                      <>
                        {formatMoment(lastsUntil)} {on && <span class="tag tag-warning">{says.on}</span>}
                      </>
                    ),
                  },
                ]}
              />
              <More of={pages} />
            </>
          )
        }
      </Loaded>
    </>
  )
}
