/** Figures by day: what came in and what became of it, and what people decided. */

import Type, { type Static } from 'typebox'
import { countByStatus } from '../../../../db/queries/moderation.js'
import {
  type AutomaticDay,
  findOldestHeld,
  listAutomaticDays,
  listPersonDays,
  listPersonTimes,
  listSiteDays,
  type PersonDay,
  type PersonTimes,
  type SiteDay,
} from '../../../../db/queries/stats.js'
import type { Deps } from '../../../deps.js'
import { COMMENT_STATUSES, type CommentStatus } from '../../../domain/comment-status.js'
import { invalidField } from '../../../domain/errors.js'
import { LIMITS } from '../../../limits.js'
import { principalOf, sitesAskedFor } from '../../access.js'
import { Nullable, type Routes, Timestamp } from '../../typebox.js'
import { ADMIN, ERRORS } from './schemas.js'

const DAY_MS = 86_400_000
const { stats: limits } = LIMITS

const Day = Type.String({ format: 'date' })
const StatusFigures = Type.Object(
  Object.fromEntries(COMMENT_STATUSES.map((status) => [status, Type.Integer()])) as Record<
    CommentStatus,
    Type.TInteger
  >,
  { additionalProperties: false, description: 'Comments sent on the day, by their status now.' },
)
const PersonStats = Type.Object(
  {
    id: Type.String({ description: 'Of the moderator, or of the key.' }),
    name: Type.String(),
    decisions: Type.Integer(),
    undone: Type.Integer(),
    overturned: Type.Integer({ description: 'Decisions that an appeal overturned.' }),
    medianHeldS: Nullable(
      Type.Number({ description: 'Half of what they decided had been held for less than so many seconds.' }),
    ),
    days: Type.Array(Type.Object({ day: Day, decisions: Type.Integer() }, { additionalProperties: false })),
  },
  { additionalProperties: false },
)
const Stats = Type.Object(
  {
    from: Day,
    to: Day,
    days: Type.Array(
      Type.Object(
        {
          day: Day,
          comments: StatusFigures,
          judged: Type.Integer({ description: 'Comments that rules looked at.' }),
          settled: Type.Integer({ description: 'Of these, those that nobody had to look at.' }),
        },
        { additionalProperties: false },
      ),
      { description: 'Every day of the range, in order (UTC).' },
    ),
    totals: Type.Object(
      {
        comments: Type.Integer(),
        spam: Type.Integer(),
        judged: Type.Integer(),
        settled: Type.Integer(),
      },
      { additionalProperties: false },
    ),
    queue: Type.Object(
      { held: Type.Integer(), oldestAt: Nullable(Timestamp) },
      { additionalProperties: false, description: 'What waits for a person now.' },
    ),
    people: Type.Array(PersonStats, {
      description: 'For admins everybody who decided; for others they themselves alone.',
    }),
  },
  { 'x-name': 'Stats', additionalProperties: false },
)

export const statsRoutes: Routes<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/v1/admin/stats',
    {
      config: { access: 'viewer', cache: 'private' },
      schema: {
        operationId: 'getStats',
        summary: 'Figures of sites, and of the people who decide',
        description: `Days in UTC, both included: the last ${limits.days} unless said otherwise, ${limits.daysMax} at most.`,
        tags: ['Statistics'],
        security: ADMIN,
        querystring: Type.Object(
          {
            site: Type.Optional(Type.String({ maxLength: 50 })),
            from: Type.Optional(Day),
            to: Type.Optional(Day),
          },
          { additionalProperties: false },
        ),
        response: { 200: Stats, ...ERRORS },
      },
    },
    async (request) => {
      const principal = principalOf(request)
      const siteIds = sitesAskedFor(principal, request.query.site)
      const days = readDays(request.query, deps.clock())
      const [from = '', to = ''] = [days.at(0), days.at(-1)]
      const range = { siteIds, from: startOf(from), to: new Date(startOf(to).getTime() + DAY_MS) }
      const whose = { deciderId: principal.role === 'admin' ? null : principal.id, limit: limits.rowsMax }
      const counts = await countByStatus(deps.db, siteIds, LIMITS.admin.countMax)
      const oldestAt = await findOldestHeld(deps.db, siteIds)
      const figures = describeDays(days, await listSiteDays(deps.db, range), await listAutomaticDays(deps.db, range))
      const sum = (of: (day: (typeof figures)[number]) => number): number =>
        figures.reduce((total, day) => total + of(day), 0)
      return {
        from,
        to,
        days: figures,
        totals: {
          comments: sum(({ comments }) => Object.values(comments).reduce((one, other) => one + other, 0)),
          spam: sum(({ comments }) => comments.spam),
          judged: sum(({ judged }) => judged),
          settled: sum(({ settled }) => settled),
        },
        queue: { held: counts.held, oldestAt: oldestAt?.toISOString() ?? null },
        people: describePeople(
          await listPersonDays(deps.db, range, whose),
          await listPersonTimes(deps.db, range, whose),
        ),
      }
    },
  )
}

/** Every day that is asked for. Throws `invalid-request` for a range that is no range, or too long. */
function readDays({ from, to }: { from?: string; to?: string }, now: Date): string[] {
  const last = startOf(to ?? now.toISOString().slice(0, 10))
  const first = from === undefined ? new Date(last.getTime() - (limits.days - 1) * DAY_MS) : startOf(from)
  const count = Math.round((last.getTime() - first.getTime()) / DAY_MS) + 1
  if (count < 1) throw invalidField('from', 'is after to')
  if (count > limits.daysMax) throw invalidField('from', `is more than ${limits.daysMax} days before to`)
  return Array.from({ length: count }, (_, n) => new Date(first.getTime() + n * DAY_MS).toISOString().slice(0, 10))
}

function startOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

function describeDays(
  days: readonly string[],
  comments: readonly SiteDay[],
  automatic: readonly AutomaticDay[],
): Static<typeof Stats>['days'] {
  const byDay = new Map(
    days.map((day) => {
      const none = Object.fromEntries(COMMENT_STATUSES.map((status) => [status, 0])) as Record<CommentStatus, number>
      return [day, { day, comments: none, judged: 0, settled: 0 }]
    }),
  )
  for (const { day, status, comments: count } of comments) {
    const figures = byDay.get(day)
    if (figures !== undefined) figures.comments[status] = count
  }
  for (const { day, judged, settled } of automatic) Object.assign(byDay.get(day) ?? {}, { judged, settled })
  return [...byDay.values()]
}

function describePeople(days: readonly PersonDay[], times: readonly PersonTimes[]): Static<typeof Stats>['people'] {
  return times
    .map(({ id, medianHeldMs, overturned }) => {
      const own = days.filter((day) => day.id === id)
      return {
        id,
        name: own.at(-1)?.name ?? '',
        decisions: own.reduce((total, { decisions }) => total + decisions, 0),
        undone: own.reduce((total, { undone }) => total + undone, 0),
        overturned,
        medianHeldS: medianHeldMs === null ? null : Math.round(medianHeldMs) / 1_000,
        days: own.map(({ day, decisions }) => ({ day, decisions })),
      }
    })
    .sort((a, b) => b.decisions - a.decisions)
}
