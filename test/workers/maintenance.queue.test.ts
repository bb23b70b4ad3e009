import t from 'tap'
import { startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

interface Queues {
  queues: { name: string; waiting: number; active: number; delayed: number; completed: number }[]
}

t.test('workers see to it that the maintenance runs regularly, and an operator sees that it does', async (t) => {
  const { admin } = await startTestService(t)
  const maintenance = await waitFor('the schedule', async () => {
    const { status, body } = await admin<Queues>('/v1/admin/queues')
    const queue = status === 200 ? body.queues.find(({ name }) => name === 'maintenance') : undefined
    return queue !== undefined && queue.waiting + queue.active + queue.delayed > 0 && queue
  })
  t.ok(maintenance)
})
