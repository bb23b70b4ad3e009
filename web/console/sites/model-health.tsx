/** How often people and the filter disagree on a site: over the weeks, by language, model by model. */

import { api, type Schemas } from '../api.js'
import { formatDay, formatNumber, formatShare, words } from '../i18n.js'
import { useLoad } from '../load.js'
import { HEALTH } from '../messages/health.js'
import { BarChart, Legend } from '../parts/chart.js'
import { Loaded, Section } from '../parts/page.js'
import { Table } from '../parts/table.js'

type Figures = Schemas['ModelHealth']['all']

export function ModelHealth({ site }: { site: string }) {
  const says = words(HEALTH)
  const loader = useLoad(site, (abort) =>
    api('get', '/v1/admin/sites/{site}/model/health', { path: { site }, signal: abort }),
  )
  return (
    <Loaded from={loader}>
      {(health) => (
        <Section title={says.title} note={says.note}>
          {health.all.comments === 0 ? (
            <p class="quiet">{says.nothing}</p>
          ) : (
            <>
              <Weeks weeks={health.weeks} />
              <Disagreements
                label={says.title}
                head={says.of}
                rows={[
                  { ...health.all, name: says.all },
                  ...health.languages.map((figures) => ({
                    ...figures,
                    name: says.languages[figures.name] ?? figures.name,
                  })),
                ]}
              />
              <Table
                label={says.models}
                rows={[
                  { name: says.spamModel(health.thresholds.hold), ...health.all.spamModel },
                  { name: says.toxicityModel(health.thresholds.conductHold), ...health.all.toxicityModel },
                ]}
                keyOf={({ name }) => name}
                columns={[
                  { head: says.models, cell: ({ name }) => name },
                  { head: says.truePositives, cell: ({ truePositives }) => formatNumber(truePositives) },
                  { head: says.falsePositives, cell: ({ falsePositives }) => formatNumber(falsePositives) },
                  { head: says.falseNegatives, cell: ({ falseNegatives }) => formatNumber(falseNegatives) },
                  { head: says.trueNegatives, cell: ({ trueNegatives }) => formatNumber(trueNegatives) },
                ]}
              />
            </>
          )}
          <p class="quiet">{says.correction(health.correction.lessons, formatNumber(health.correction.bytes))}</p>
        </Section>
      )}
    </Loaded>
  )
}

const PARTS = [
  { key: 'missed', className: 'bar-spam' },
  { key: 'condemned', className: 'bar-held' },
  { key: 'heldInVain', className: 'bar-others' },
] as const

function Weeks({ weeks }: { weeks: readonly Figures[] }) {
  const says = words(HEALTH)
  const most = Math.max(0, ...weeks.map(({ missed, condemned, heldInVain }) => missed + condemned + heldInVain))
  const [oldest, newest] = [weeks.at(0), weeks.at(-1)]
  if (oldest === undefined || newest === undefined) return null
  const [first, last] = [formatDay(oldest.name), formatDay(newest.name)]
  return (
    <>
      <BarChart
        label={says.chart(first, last, formatNumber(most))}
        first={first}
        last={last}
        topLabel={formatNumber(most)}
        bars={weeks.map((week) => ({
          key: week.name,
          parts: PARTS.map(({ key, className }) => ({ className, value: week[key] })),
        }))}
      />
      <Legend items={PARTS.map(({ key, className }) => ({ className, name: says[key] }))} />
      <details>
        <summary>{says.asTable}</summary>
        <Disagreements
          label={says.weeks}
          head={says.week}
          rows={[...weeks].reverse().map((figures) => ({ ...figures, name: formatDay(figures.name) }))}
        />
      </details>
    </>
  )
}

/** Figures by week or by language; `head` says which. */
function Disagreements({ label, head, rows }: { label: string; head: string; rows: readonly Figures[] }) {
  const says = words(HEALTH)
  return (
    <Table
      label={label}
      rows={rows}
      keyOf={({ name }) => name}
      columns={[
        { head, cell: ({ name }) => name },
        { head: says.comments, cell: ({ comments }) => formatNumber(comments) },
        ...PARTS.map(({ key }) => ({
          head: says[key],
          cell: ({ comments, [key]: count }: Figures) => (
            <>
              {formatNumber(count)} <span class="quiet">{formatShare(comments === 0 ? 0 : count / comments)}</span>
            </>
          ),
        })),
      ]}
    />
  )
}
