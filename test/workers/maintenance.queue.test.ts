import t from 'tap'
import { submit } from '../support/requests.js'
import { startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

interface Queues {
  queues: { name: string; waiting: number; active: number; delayed: number; completed: number }[]
  backlog: { pending: number; oldestAt: string | null; isLate: boolean }
  workers: { id: string; seenAt: string; isAlive: boolean }[]
}

interface FailedJobs {
  jobs: { id: string; commentId: string; changes: boolean }[]
}

t.test('workers see to it that the maintenance runs regularly, and an operator sees that it does', async (t) => {
  const { admin, client, runtime } = await startTestService(t)
  const maintenance = await waitFor('the schedule', async () => {
    const { status, body } = await admin<Queues>('/v1/admin/queues')
    const queue = status === 200 ? body.queues.find(({ name }) => name === 'maintenance') : undefined
    return queue !== undefined && queue.waiting + queue.active + queue.delayed > 0 && queue
  })
  t.ok(maintenance)

  const { body } = await admin<Queues>('/v1/admin/queues')
  t.match(body.workers, [{ isAlive: true }], 'it is seen that somebody is there to do the work')
  t.match(body.backlog, { isLate: false })

  const commentId = await submit(client, 'decided-long-ago')
  await waitFor('its decision', async () => {
    const { body: comment } = await admin<{ status: string }>(`/v1/admin/comments/${commentId}`)
    return comment.status !== 'pending'
  })
  // Payloads of another version fail at once, whatever became of the comment.
  const fail = async (name: 'moderate-comment' | 'learn-from-decision', data: object): Promise<string> => {
    const queue = runtime.backend.openQueue(name)
    const { id = '' } = await queue.add(name, { v: 0, commentId, ...data }, { attempts: 1 })
    await queue.close()
    await waitFor('it to fail', async () => (await list(name)).some((job) => job.id === id))
    return id
  }
  const list = async (name: string) => (await admin<FailedJobs>(`/v1/admin/queues/${name}/jobs`)).body.jobs
  const retry = (name: string, id: string) =>
    admin<{ changes: boolean }>(`/v1/admin/queues/${name}/jobs/${id}/retries`, { method: 'POST' })

  const moot = await fail('moderate-comment', { revision: 1 })
  t.match(await list('moderate-comment'), [{ id: moot, commentId, changes: false }])
  t.match(await retry('moderate-comment', moot), { status: 202, body: { changes: false } })
  const lesson = await fail('learn-from-decision', {})
  t.match(await list('learn-from-decision'), [{ id: lesson, changes: true }])
  t.match(await retry('learn-from-decision', lesson), { status: 202, body: { changes: true } })
  const acts = await waitFor('both to be in the audit log', async () => {
    const answer = await admin<{ acts: { subject: string; detail: object }[] }>('/v1/admin/audit?verb=job.retry')
    return answer.body.acts.length === 2 && answer.body.acts
  })
  t.match(acts, [
    { subject: lesson, detail: { queue: 'learn-from-decision' } },
    { subject: moot, detail: { queue: 'moderate-comment' } },
  ])
})
