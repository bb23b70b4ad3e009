/** The health of the queues: counts that stay fresh, failed jobs and their replay. */

import { useEffect } from 'preact/hooks'
import { api, type Schemas } from '../api.js'
import { formatNumber, words } from '../i18n.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { JOBS } from '../messages/jobs.js'
import { notify, notifyFailure } from '../notices.js'
import { Loaded, Page, Section } from '../parts/page.js'
import { Ago } from '../parts/small.js'
import { Table } from '../parts/table.js'
import { hrefOf } from '../router.js'

const FRESH_MS = 5_000

export function JobsPage() {
  const says = words(JOBS)
  const loader = useLoad('queues', (abort) => api('get', '/v1/admin/queues', { signal: abort }))
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') loader.reload()
    }, FRESH_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <Page title={words(COMMON).pages.jobs} lead={says.lead}>
      <Loaded from={loader}>
        {({ queues, backlog, workers }) => (
          <>
            <Life backlog={backlog} workers={workers} />
            <Counts queues={queues} />
            {queues
              .filter(({ failed }) => failed > 0)
              .map(({ name, failed }) => (
                <Failed key={name} queue={name} count={failed} onReplayed={loader.reload} />
              ))}
            {queues.every(({ failed }) => failed === 0) && <p class="quiet">{says.noFailed}</p>}
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** What an operator looks at first: does anything wait too long, and is anybody there to do it? */
function Life({ backlog, workers }: Pick<Schemas['Queues'], 'backlog' | 'workers'>) {
  const says = words(JOBS)
  const alive = workers.filter(({ isAlive }) => isAlive)
  return (
    <dl class="facts">
      <div>
        <dt>{says.pending}</dt>
        <dd>
          {formatNumber(backlog.pending)}
          {backlog.oldestAt !== null && (
            <>
              , {says.oldest} <Ago at={backlog.oldestAt} />
            </>
          )}{' '}
          {backlog.isLate && <span class="tag tag-danger">{says.late}</span>}
        </dd>
      </div>
      <div>
        <dt>{says.workers}</dt>
        <dd>
          {alive.length === 0 ? <span class="tag tag-danger">{says.noWorkers}</span> : formatNumber(alive.length)}
          {workers.map(({ id, seenAt, isAlive }) => (
            <span key={id} class="quiet under">
              <code>{id.slice(-8)}</code> {isAlive ? says.seen : says.lost} <Ago at={seenAt} />
            </span>
          ))}
        </dd>
      </div>
    </dl>
  )
}

function Counts({ queues }: { queues: readonly Schemas['QueueCounts'][] }) {
  const says = words(JOBS)
  const { head } = says
  return (
    <Table
      label={words(COMMON).pages.jobs}
      rows={queues}
      keyOf={({ name }) => name}
      columns={[
        {
          head: head.queue,
          cell: ({ name, isPaused }) => (
            <>
              <strong>{says.queues[name] ?? name}</strong> <code class="quiet">{name}</code>
              {isPaused && <span class="tag tag-warning">{says.paused}</span>}
            </>
          ),
        },
        { head: head.waiting, cell: ({ waiting, waitingChildren }) => formatNumber(waiting + waitingChildren) },
        { head: head.active, cell: ({ active }) => formatNumber(active) },
        { head: head.delayed, cell: ({ delayed }) => formatNumber(delayed) },
        { head: head.completed, cell: ({ completed }) => formatNumber(completed) },
        {
          head: head.failed,
          cell: ({ failed }) =>
            failed > 0 ? <span class="tag tag-danger">{formatNumber(failed)}</span> : formatNumber(failed),
        },
      ]}
    />
  )
}

const SHOWN = 50

interface FailedProps {
  queue: string
  /** Changes when jobs fail or are run again: the list is asked for anew. */
  count: number
  onReplayed: () => void
}

function Failed({ queue, count, onReplayed }: FailedProps) {
  const says = words(JOBS)
  const loader = useLoad(`${queue} ${count}`, (abort) =>
    api('get', '/v1/admin/queues/{queue}/jobs', { path: { queue }, query: { limit: SHOWN }, signal: abort }),
  )
  const replay = async (ids: readonly string[]): Promise<void> => {
    try {
      let changing = 0
      for (const id of ids) {
        const { changes } = await api('post', '/v1/admin/queues/{queue}/jobs/{id}/retries', { path: { queue, id } })
        if (changes) changing += 1
      }
      notify('done', changing === 0 ? says.sentInVain(ids.length) : says.sentAgain(changing))
    } catch (error) {
      notifyFailure(error)
    } finally {
      onReplayed()
    }
  }
  return (
    <Section title={says.failedJobs(says.queues[queue] ?? queue)}>
      <Loaded from={loader}>
        {({ jobs }) => (
          <>
            <Table
              label={says.failedJobs(queue)}
              rows={jobs}
              keyOf={({ id }) => id}
              columns={[
                {
                  head: says.comment,
                  cell: ({ id, commentId }) =>
                    commentId === null ? (
                      <code>{id}</code>
                    ) : (
                      <a href={hrefOf(`/comments/${commentId}`)}>{commentId.slice(-8)}</a>
                    ),
                },
                {
                  head: says.why,
                  cell: ({ failedReason, changes }) => (
                    <>
                      <code>{failedReason}</code>
                      {!changes && <span class="quiet under">{says.decidedMeanwhile}</span>}
                    </>
                  ),
                },
                { head: says.attempts, cell: ({ attempts }) => attempts },
                { head: says.when, cell: ({ failedAt }) => failedAt !== null && <Ago at={failedAt} /> },
                {
                  head: says.again,
                  isAction: true,
                  cell: ({ id }) => (
                    <button type="button" class="button button-small button-quiet" onClick={() => void replay([id])}>
                      {says.again}
                    </button>
                  ),
                },
              ]}
            />
            {jobs.length > 1 && (
              <p>
                <button
                  type="button"
                  class="button button-small button-quiet"
                  onClick={() => void replay(jobs.map(({ id }) => id))}
                >
                  {says.allAgain}
                </button>
              </p>
            )}
          </>
        )}
      </Loaded>
    </Section>
  )
}
