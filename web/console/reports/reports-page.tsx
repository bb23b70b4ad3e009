/** Comments that readers reported, each with its reports and the decision below. */

import { signal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { api, type Comment, type Schemas } from '../api.js'
import { words } from '../i18n.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { REPORTS } from '../messages/reports.js'
import { notify, notifyFailure } from '../notices.js'
import { Loaded, Page } from '../parts/page.js'
import { Ago, Empty, StatusTag } from '../parts/small.js'
import { DecisionBar } from '../queue/decision-bar.js'
import type { Outcome } from '../queue/outcome.js'
import { hrefOf } from '../router.js'
import { role } from '../session.js'
import { ReportList } from './report-list.js'

type Report = Schemas['Report']
interface Reported {
  comment: Comment
  reports: Report[]
}
const SHOWN = 25
const REPORTS_SHOWN = 200

async function load(signal: AbortSignal): Promise<Reported[]> {
  const { comments } = await api('get', '/v1/admin/comments', {
    query: { reported: true, sort: 'urgent', limit: SHOWN },
    signal,
  })
  if (comments.length === 0) return []
  const comment = comments.map(({ id }) => id)
  const { reports } = await api('get', '/v1/admin/reports', {
    query: { state: 'open', comment, limit: REPORTS_SHOWN },
    signal,
  })
  return comments.map((each) => ({ comment: each, reports: reports.filter((report) => report.comment.id === each.id) }))
}

export function ReportsPage() {
  const says = words(REPORTS)
  const loader = useLoad('reports', load)
  return (
    <Page title={words(COMMON).pages.reports} lead={says.lead}>
      <Loaded from={loader}>
        {(reported) =>
          reported.length === 0 ? (
            <Empty title={says.none}>
              <p>{says.noneText}</p>
            </Empty>
          ) : (
            <ul class="sheets">
              {reported.map(({ comment, reports }) => (
                <li key={comment.id}>
                  <ReportedComment comment={comment} reports={reports} onChanged={loader.reload} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function ReportedComment({ comment, reports, onChanged }: Reported & { onChanged: () => void }) {
  const says = words(REPORTS)
  const item = useMemo(
    () => ({ id: comment.id, comment: signal(comment), outcome: signal<Outcome | null>(null) }),
    [comment],
  )
  const dismissAll = async (): Promise<void> => {
    try {
      const path = { id: comment.id }
      await api('post', '/v1/admin/comments/{id}/reports/decisions', { path, json: { outcome: 'dismissed' } })
      notify('done', says.dismissed)
      onChanged()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <article class="section sheet" aria-label={comment.author.name}>
      <header class="sheet-head">
        <a class="sheet-author" href={hrefOf(`/authors/${comment.author.id}`)}>
          {comment.author.name}
        </a>
        <StatusTag status={comment.status} />
        <strong>{says.count(comment.reportCount)}</strong>
        <a href={hrefOf(`/comments/${comment.id}`)}>{words(QUEUE).onThread(comment.thread.title ?? comment.slug)}</a>
        <Ago at={comment.createdAt} />
      </header>
      <p class="appeal-comment" dir="auto">
        {comment.body}
      </p>
      <ReportList reports={reports} onChanged={onChanged} />
      {role.value !== 'viewer' && (
        <p class="form-actions">
          <button type="button" class="button button-small" onClick={() => void dismissAll()}>
            {says.dismissAll}
          </button>
        </p>
      )}
      <DecisionBar item={item} onDecided={onChanged} hasKeys={false} />
    </article>
  )
}
