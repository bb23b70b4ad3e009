/** What readers reported on one comment, and how often they were right before. */

import { api, type Schemas } from '../api.js'
import { words } from '../i18n.js'
import { REPORTS } from '../messages/reports.js'
import { notifyFailure } from '../notices.js'
import { Ago } from '../parts/small.js'
import { role } from '../session.js'

type Report = Schemas['Report']

export interface ReportListProps {
  reports: readonly Report[]
  /** Left out: nothing is dismissed from here. */
  onChanged?: () => void
}

export function ReportList({ reports, onChanged }: ReportListProps) {
  const says = words(REPORTS)
  const dismiss = async (id: string): Promise<void> => {
    try {
      await api('post', '/v1/admin/reports/{id}/decisions', { path: { id }, json: { outcome: 'dismissed' } })
      onChanged?.()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <ul class="reports">
      {reports.map((report) => (
        <li key={report.id} class={report.state === 'open' ? '' : 'is-over'}>
          <p class="report-head">
            <span class="tag tag-warning">{says.reasons[report.reason]}</span>
            <span>{report.reporterName === null ? says.anonymous : says.by(report.reporterName)}</span>
            <span>{sayAccuracy(report.reporter)}</span>
            <Ago at={report.createdAt} />
            {report.state !== 'open' && report.settledBy !== null && (
              <span>{says.settled(says.states[report.state], report.settledBy)}</span>
            )}
            {report.state === 'open' && onChanged !== undefined && role.value !== 'viewer' && (
              <button
                type="button"
                class="link-button"
                aria-label={`${says.dismiss}: ${says.reasons[report.reason]}, ${report.reporterName ?? says.anonymous}`}
                onClick={() => void dismiss(report.id)}
              >
                {says.dismiss}
              </button>
            )}
          </p>
          {report.text !== null && (
            <q class="report-text" dir="auto">
              {report.text}
            </q>
          )}
        </li>
      ))}
    </ul>
  )
}

/** How often the same reader was right before, as far as anybody still knows. */
function sayAccuracy(reporter: Report['reporter']): string {
  const says = words(REPORTS)
  if (reporter === null) return says.forgotten
  const all = reporter.upheld + reporter.dismissed
  return all === 0 ? says.firstTime : says.accuracy(reporter.upheld, all)
}
