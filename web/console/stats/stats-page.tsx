/** Figures by day: what came in, what became of it, and what people decided. */

import { api, type Schemas } from '../api.js'
import { formatDay, formatNumber, formatShare, words } from '../i18n.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { STATS } from '../messages/stats.js'
import { BarChart, Legend } from '../parts/chart.js'
import { QueryChoice, SiteFilter } from '../parts/filters.js'
import { Loaded, Page, Section } from '../parts/page.js'
import { Ago } from '../parts/small.js'
import { Table } from '../parts/table.js'
import { query } from '../router.js'
import { isAdmin } from '../session.js'

type Stats = Schemas['Stats']
type Day = Stats['days'][number]

const RANGES = [7, 30, 90] as const
const DAY_MS = 86_400_000

export function StatsPage() {
  const says = words(STATS)
  const site = query.value.get('site') ?? ''
  const range = RANGES.find((days) => String(days) === query.value.get('days')) ?? 30
  const loader = useLoad(`${site} ${range}`, (abort) => {
    const from = new Date(Date.now() - (range - 1) * DAY_MS).toISOString().slice(0, 10)
    return api('get', '/v1/admin/stats', { query: { ...(site === '' ? {} : { site }), from }, signal: abort })
  })
  return (
    <Page title={words(COMMON).pages.stats} lead={says.lead}>
      <div class="page-filters">
        <SiteFilter />
        <QueryChoice name="days" label={says.days} value={String(range)}>
          {RANGES.map((days) => (
            <option key={days} value={days}>
              {says.lastDays(days)}
            </option>
          ))}
        </QueryChoice>
      </div>
      <Loaded from={loader}>
        {(stats) => (
          <>
            <Totals stats={stats} />
            <CommentsByDay stats={stats} />
            <ShareByDay stats={stats} />
            <People stats={stats} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Totals({ stats: { totals, queue } }: { stats: Stats }) {
  const says = words(STATS)
  const { comments, spam, judged, settled } = totals
  return (
    <dl class="facts figures">
      <div>
        <dt>{says.comments}</dt>
        <dd>{formatNumber(comments)}</dd>
      </div>
      <div>
        <dt>{says.spamShare}</dt>
        <dd>{shareOf(spam, comments)}</dd>
      </div>
      <div>
        <dt>{says.automatic}</dt>
        <dd>{shareOf(settled, judged)}</dd>
      </div>
      <div>
        <dt>{says.waiting}</dt>
        <dd>
          {formatNumber(queue.held)}
          {queue.oldestAt !== null && (
            <span class="quiet under">
              {says.oldest} <Ago at={queue.oldestAt} />
            </span>
          )}
        </dd>
      </div>
    </dl>
  )
}

const PARTS = ['approved', 'held', 'spam'] as const

function CommentsByDay({ stats }: { stats: Stats }) {
  const says = words(STATS)
  const { statuses } = words(COMMON)
  const sum = ({ comments }: Day): number => Object.values(comments).reduce((total, count) => total + count, 0)
  const others = (day: Day): number => sum(day) - PARTS.reduce((total, status) => total + day.comments[status], 0)
  const most = Math.max(0, ...stats.days.map(sum))
  return (
    <Section title={says.byDay} note={says.byDayNote}>
      <BarChart
        {...labelOf(stats, says.byDay, formatNumber(most))}
        bars={stats.days.map((day) => ({
          key: day.day,
          parts: [
            ...PARTS.map((status) => ({ className: `bar-${status}`, value: day.comments[status] })),
            { className: 'bar-others', value: others(day) },
          ],
        }))}
      />
      <Legend
        items={[
          ...PARTS.map((status) => ({ className: `bar-${status}`, name: statuses[status] })),
          { className: 'bar-others', name: says.others },
        ]}
      />
      <details>
        <summary>{says.asTable}</summary>
        <Table
          label={says.byDay}
          rows={[...stats.days].reverse()}
          keyOf={({ day }) => day}
          columns={[
            { head: says.day, cell: ({ day }) => formatDay(day) },
            ...PARTS.map((status) => ({
              head: statuses[status],
              cell: ({ comments }: Day) => formatNumber(comments[status]),
            })),
            { head: says.others, cell: (day) => formatNumber(others(day)) },
          ]}
        />
      </details>
    </Section>
  )
}

function ShareByDay({ stats }: { stats: Stats }) {
  const says = words(STATS)
  return (
    <Section title={says.shareByDay} note={says.shareNote}>
      <BarChart
        {...labelOf(stats, says.shareByDay, formatShare(1))}
        top={1}
        bars={stats.days.map(({ day, judged, settled }) => ({
          key: day,
          parts: [{ className: 'bar-approved', value: judged === 0 ? 0 : settled / judged }],
        }))}
      />
      <details>
        <summary>{says.asTable}</summary>
        <Table
          label={says.shareByDay}
          rows={[...stats.days].reverse()}
          keyOf={({ day }) => day}
          columns={[
            { head: says.day, cell: ({ day }) => formatDay(day) },
            { head: says.judged, cell: ({ judged }) => formatNumber(judged) },
            { head: says.settled, cell: ({ settled }) => formatNumber(settled) },
            { head: '%', cell: ({ judged, settled }) => shareOf(settled, judged) },
          ]}
        />
      </details>
    </Section>
  )
}

function People({ stats }: { stats: Stats }) {
  const says = words(STATS)
  const most = Math.max(1, ...stats.people.flatMap(({ days }) => days.map(({ decisions }) => decisions)))
  return (
    <Section title={says.people} note={isAdmin.value ? says.peopleNote : says.ownNote}>
      {stats.people.length === 0 ? (
        <p class="quiet">{says.nobody}</p>
      ) : (
        <Table
          label={says.people}
          rows={stats.people}
          keyOf={({ id }) => id}
          columns={[
            { head: says.name, cell: ({ name }) => name },
            { head: says.decisions, cell: ({ decisions }) => formatNumber(decisions) },
            { head: says.aDay, cell: ({ days }) => <Spark days={stats.days} own={days} most={most} /> },
            { head: says.median, cell: ({ medianHeldS }) => (medianHeldS === null ? '–' : saySpan(medianHeldS)) },
            { head: says.undone, cell: ({ undone }) => formatNumber(undone) },
            { head: says.overturned, cell: ({ overturned }) => formatNumber(overturned) },
          ]}
        />
      )}
    </Section>
  )
}

/** A person's days as a row of bars; the sum beside it says the same in a figure. */
function Spark({ days, own, most }: { days: readonly Day[]; own: Stats['people'][number]['days']; most: number }) {
  const counts = new Map(own.map(({ day, decisions }) => [day, decisions]))
  return (
    <svg class="trend" viewBox={`0 0 ${days.length * 4} 24`} preserveAspectRatio="none" aria-hidden="true">
      {days.map(({ day }, index) => {
        const height = ((counts.get(day) ?? 0) / most) * 24
        return <rect key={day} class="bar-approved" x={index * 4 + 0.5} y={24 - height} width={3} height={height} />
      })}
    </svg>
  )
}

function labelOf({ from, to }: Stats, what: string, most: string) {
  const [first, last] = [formatDay(from), formatDay(to)]
  return { label: words(STATS).chart(what, first, last, most), first, last, topLabel: most }
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? '–' : formatShare(part / whole)
}

function saySpan(seconds: number): string {
  const says = words(STATS)
  if (seconds < 90) return words(COMMON).seconds(Math.round(seconds))
  if (seconds < 90 * 60) return says.minutes(formatNumber(Math.round(seconds / 60)))
  return says.hours(formatNumber(Math.round(seconds / 3_600)))
}
