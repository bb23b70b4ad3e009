/** The audit log: who did what, on what, when; filtered, page by page. */

import { api } from '../api.js'
import { formatMoment, words } from '../i18n.js'
import { usePages } from '../load.js'
import { AUDIT } from '../messages/audit.js'
import { COMMON } from '../messages/common.js'
import { QueryChoice, SiteFilter } from '../parts/filters.js'
import { Loaded, More, Page } from '../parts/page.js'
import { Empty } from '../parts/small.js'
import { Table } from '../parts/table.js'
import { changeQuery, hrefOf, query } from '../router.js'
import { type Act, sayDetail } from './say-detail.js'

type Verb = Act['verb']

export function AuditPage() {
  const says = words(AUDIT)
  const site = query.value.get('site') ?? ''
  const who = query.value.get('who') ?? ''
  const day = query.value.get('day') ?? ''
  const verb = (Object.keys(says.verbs) as Verb[]).find((known) => known === query.value.get('verb'))
  const filter = {
    ...(site === '' ? {} : { site }),
    ...(who === '' ? {} : { who }),
    ...(verb === undefined ? {} : { verb }),
    ...spanOf(day),
  }
  const pages = usePages(JSON.stringify(filter), async (page, signal) => {
    const { acts, nextCursor } = await api('get', '/v1/admin/audit', { query: { ...filter, ...page }, signal })
    return { items: acts, nextCursor }
  })
  return (
    <Page title={words(COMMON).pages.audit} lead={says.lead}>
      <div class="page-filters">
        <SiteFilter />
        <QueryChoice name="verb" label={says.verb} value={verb ?? ''}>
          <option value="">{says.allVerbs}</option>
          {Object.entries(says.verbs).map(([each, name]) => (
            <option key={each} value={each}>
              {name}
            </option>
          ))}
        </QueryChoice>
        <label class="choice">
          <span>{says.day}</span>
          <input
            class="input"
            type="date"
            value={day}
            onChange={(event) => changeQuery({ day: event.currentTarget.value })}
          />
        </label>
        {who !== '' && (
          <button type="button" class="button button-small button-quiet" onClick={() => changeQuery({ who: '' })}>
            {says.everybody}
          </button>
        )}
      </div>
      <Loaded from={pages}>
        {({ items: acts }) =>
          acts.length === 0 ? (
            <Empty title={says.none}>
              <p>{says.noneText}</p>
            </Empty>
          ) : (
            <>
              <Table
                label={words(COMMON).pages.audit}
                rows={acts}
                keyOf={({ seq }) => seq}
                columns={[
                  { head: says.when, cell: ({ at }) => <time dateTime={at}>{formatMoment(at)}</time> },
                  { head: says.who, cell: (act) => <Actor act={act} /> },
                  {
                    head: says.what,
                    cell: (act) => (
                      <>
                        {says.verbs[act.verb]}
                        <span class="quiet under">{sayDetail(act)}</span>
                      </>
                    ),
                  },
                  { head: words(COMMON).site, cell: ({ site }) => site },
                  {
                    head: says.on,
                    cell: (act) => act.subject !== null && <Subject act={act} subject={act.subject} />,
                  },
                  { head: says.place, cell: ({ seq, hash }) => <span title={hash}>{seq}</span> },
                ]}
              />
              <More of={pages} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function Actor({ act }: { act: Act }) {
  const says = words(AUDIT)
  const { id, kind, name, role } = act.by
  return (
    <>
      {id === null ? (
        says.kinds[kind]
      ) : (
        <button type="button" class="link-button" onClick={() => changeQuery({ who: id })}>
          {name ?? says.gone}
        </button>
      )}
      {role !== null && (
        <span class="quiet under">
          {words(COMMON).roles[role]}
          {kind === 'key' && `, ${says.kinds.key}`}
        </span>
      )}
    </>
  )
}

function Subject({ act, subject }: { act: Act; subject: string }) {
  if (act.verb === 'comment.decide' || act.verb === 'decision.undo')
    return <a href={hrefOf(`/comments/${subject}`)}>{subject.slice(-8)}</a>
  return <code>{subject.length > 20 ? subject.slice(-8) : subject}</code>
}

/** The day as the person's clock has it. */
function spanOf(day: string): { from?: string; to?: string } {
  const from = new Date(`${day}T00:00:00`)
  if (Number.isNaN(from.getTime())) return {}
  const to = new Date(from)
  to.setDate(to.getDate() + 1)
  return { from: from.toISOString(), to: to.toISOString() }
}
