/** How often people and the filter disagree on a site: over the weeks, by language, model by model. */

import { api, type Schemas } from '../api.js'
import { formatDay, formatNumber, formatShare, words } from '../i18n.js'
import { useLoad } from '../load.js'
import { HEALTH } from '../messages/health.js'
import { BarChart, Legend } from '../parts/chart.js'
import { Loaded, Section, Table } from '../parts/page.js'

type Figures = Schemas['ModelHealth']['all']
type Confusion = Figures['spamModel']

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
              <Table label={says.title} head={[says.of, says.comments, says.missed, says.condemned, says.heldInVain]}>
                <Disagreements name={says.all} figures={health.all} />
                {health.languages.map((figures) => (
                  <Disagreements
                    key={figures.name}
                    name={says.languages[figures.name] ?? figures.name}
                    figures={figures}
                  />
                ))}
              </Table>
              <Table
                label={says.models}
                head={[says.models, says.truePositives, says.falsePositives, says.falseNegatives, says.trueNegatives]}
              >
                <Model name={says.spamModel(health.thresholds.hold)} confusion={health.all.spamModel} />
                <Model name={says.toxicityModel(health.thresholds.conductHold)} confusion={health.all.toxicityModel} />
              </Table>
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
        <Table label={says.weeks} head={[says.week, says.comments, says.missed, says.condemned, says.heldInVain]}>
          {[...weeks].reverse().map((figures) => (
            <Disagreements key={figures.name} name={formatDay(figures.name)} figures={figures} />
          ))}
        </Table>
      </details>
    </>
  )
}

function Disagreements({ name, figures }: { name: string; figures: Figures }) {
  const { comments } = figures
  return (
    <tr>
      <td>{name}</td>
      <td class="figure">{formatNumber(comments)}</td>
      {PARTS.map(({ key }) => (
        <td key={key} class="figure">
          {formatNumber(figures[key])}{' '}
          <span class="quiet">{formatShare(comments === 0 ? 0 : figures[key] / comments)}</span>
        </td>
      ))}
    </tr>
  )
}

function Model({ name, confusion }: { name: string; confusion: Confusion }) {
  return (
    <tr>
      <td>{name}</td>
      <td class="figure">{formatNumber(confusion.truePositives)}</td>
      <td class="figure">{formatNumber(confusion.falsePositives)}</td>
      <td class="figure">{formatNumber(confusion.falseNegatives)}</td>
      <td class="figure">{formatNumber(confusion.trueNegatives)}</td>
    </tr>
  )
}
