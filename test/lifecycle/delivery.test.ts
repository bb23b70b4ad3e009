/** Jobs delivered again, out of order and late; checks that break: what the handlers make of it. */

import t, { type Test } from 'tap'
import type { CommentId } from '../../src/domain/comment.js'
import { HANDLERS } from '../../workers/index.js'
import { query } from '../support/dump.js'
import { createRandom } from '../support/random.js'
import { type Service, startTestService } from '../support/service.js'
import { listOutcomes, submitPlain, waitForDecisions } from '../support/submit.js'

const STAGES = ['check-spam', 'moderate-comment'] as const
const COMMENTS = 20
const random = createRandom(Number(process.env.SEED ?? 4711))

t.setTimeout(120_000)

async function deliver({ runtime }: Service, stage: (typeof STAGES)[number], id: string, revision = 1): Promise<void> {
  await HANDLERS[stage].run(runtime.deps, { v: 1, commentId: id as CommentId, revision })
}

function checkOnce(t: Test, outcomes: Awaited<ReturnType<typeof listOutcomes>>): void {
  t.ok(
    outcomes.every(({ decisions, status }) => decisions === 1 && status !== 'pending'),
    'one decision each',
  )
}

t.test('each job delivered one to five times at once decides once, as if it had come once', async (t) => {
  const service = await startTestService(t, { hasWorkers: false })
  const ids = await submitPlain(service.client, COMMENTS)
  for (const stage of STAGES) {
    const deliveries = ids.flatMap((id) => Array.from({ length: 1 + random.below(5) }, () => id))
    deliveries.sort(() => random.next() - 0.5)
    await Promise.all(deliveries.map((id) => deliver(service, stage, id)))
  }
  const outcomes = await listOutcomes(service.databaseUrl)
  checkOnce(t, outcomes)
  t.notOk(outcomes.some(({ reason }) => reason === 'checker-unavailable'))

  // Late ones, of a revision that is over, and of one that never was.
  for (const stage of STAGES)
    for (const id of ids) for (const revision of [1, 2, 3]) await deliver(service, stage, id, revision)
  t.strictSame(await listOutcomes(service.databaseUrl), outcomes, 'nothing changes any more')
})

t.test('any order of deliveries ends in one decision; without a verdict on spam a person decides', async (t) => {
  const service = await startTestService(t, { hasWorkers: false })
  const ids = await submitPlain(service.client, COMMENTS)
  const deliveries = ids.flatMap((id) =>
    STAGES.flatMap((stage) => Array.from({ length: 1 + random.below(4) }, () => ({ id, stage }))),
  )
  deliveries.sort(() => random.next() - 0.5)
  for (const { id, stage } of deliveries) await deliver(service, stage, id)
  const outcomes = await listOutcomes(service.databaseUrl)
  checkOnce(t, outcomes)
  const judgedBlind = outcomes.filter(({ reason, status }) => reason === 'checker-unavailable' && status !== 'held')
  t.strictSame(judgedBlind, [], 'what was not checked is held')
})

t.test('a job for a comment that is gone, or that a person decided, does nothing', async (t) => {
  const service = await startTestService(t, { hasWorkers: false })
  const [id = ''] = await submitPlain(service.client, 1)
  await service.admin(`/v1/admin/comments/${id}/decisions`, { json: { action: 'reject', reason: 'off-topic' } })
  for (const stage of STAGES) {
    await deliver(service, stage, id)
    await deliver(service, stage, '018f3c2e-1111-7111-8111-111111111111')
  }
  t.match(await listOutcomes(service.databaseUrl), [{ id, status: 'rejected', decisions: 1 }])
})

t.test('a person and the policy at the same time: one of them decides', async (t) => {
  const service = await startTestService(t, { hasWorkers: false })
  const ids = await submitPlain(service.client, COMMENTS)
  for (const id of ids) await deliver(service, 'check-spam', id)
  const answers = await Promise.all(
    ids.flatMap((id) => [
      deliver(service, 'moderate-comment', id).then(() => 200),
      service
        .admin(`/v1/admin/comments/${id}/decisions`, { json: { action: 'markSpam', reason: 'spam', ifRevision: 1 } })
        .then(({ status }) => status),
    ]),
  )
  t.ok(answers.every((status) => status === 200 || status === 409))
  checkOnce(t, await listOutcomes(service.databaseUrl))
})

for (const [loss, stage] of [
  ['alter table body_prints rename to gone', 'the spam stage'],
  ['alter table api_keys rename name to gone', 'both stages'],
] as const) {
  t.test(`without what ${stage} must read, a comment waits for a person`, async (t) => {
    const service = await startTestService(t)
    await query(service.databaseUrl, loss)
    await submitPlain(service.client, 2)
    const outcomes = await waitForDecisions(service.databaseUrl, 40_000)
    t.match(outcomes, [
      { status: 'held', reason: 'checker-unavailable', decisions: 1 },
      { status: 'held', reason: 'checker-unavailable', decisions: 1 },
    ])
    t.match((await service.client('/v1/sites/demo/threads/loss')).body, { count: 0, comments: [] })
  })
}
