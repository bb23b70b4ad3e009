/** What moderators decide teaches the site's own model, and what they take back is unlearned. */

import t from 'tap'
import { findCorrection } from '../../db/queries/lessons.js'
import type { CommentId, SiteId } from '../../src/domain/comment.js'
import { learnFromDecision } from '../../src/lifecycle/learn-from-decision.js'
import { emptyCorrection, packCorrection } from '../../src/screening/model/learn.js'
import { createSite, type Service, startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

const PITCH =
  'The beekeepers of Ardoise sell the finest hive frames: order the Ardoise catalogue before the swarm season begins.'

interface Detail {
  status: string
  signals: { check: string; details: { probability: number; taught: number; reasons: string[]; model: string } }[]
}

async function send(
  { client, admin }: Service,
  site: string,
  body: string,
): Promise<{ id: CommentId; detail: Detail }> {
  const { id } = (
    await client<{ id: CommentId }>(`/v1/sites/${site}/threads/bees/comments`, {
      json: { author: { name: 'Iris' }, body },
    })
  ).body
  const detail = await waitFor('a decision', async () => {
    const { body: found } = await admin<Detail>(`/v1/admin/comments/${id}`)
    return found.status !== 'pending' && found
  })
  return { id, detail }
}

const spamOf = (detail: Detail): number =>
  detail.signals.find(({ check }) => check === 'spam-model')?.details.probability ?? 0

async function learned(service: Service, site: string, lessons: number): Promise<void> {
  await waitFor(
    `${lessons} lessons`,
    async () => {
      const { body } = await service.admin<{ lessons: number }>(`/v1/admin/sites/${site}/model`)
      return body.lessons === lessons
    },
    5_000,
  )
}

async function bytesOf(service: Service, site: string): Promise<string> {
  const correction = (await findCorrection(service.runtime.deps.db, site as SiteId)) ?? emptyCorrection()
  return Buffer.from(packCorrection(correction)).toString('hex')
}

t.test(
  'a decision teaches its site within five seconds, no other site, and is taken back to the last bit',
  async (t) => {
    const service = await startTestService(t)
    const { runtime, admin } = service
    await createSite(runtime, 'other')
    const before = await send(service, 'demo', PITCH)
    const untaught = await bytesOf(service, 'demo')

    await admin(`/v1/admin/comments/${before.id}/decisions`, { json: { action: 'markSpam' } })
    await learned(service, 'demo', 1)
    const taught = await bytesOf(service, 'demo')
    await learnFromDecision(runtime.deps, { commentId: before.id })
    t.equal(await bytesOf(service, 'demo'), taught, 'learning twice changes nothing')

    const after = await waitFor('a higher score', async () => {
      const { detail } = await send(service, 'demo', `${PITCH} Reply today, friends ${Math.random()}.`)
      return spamOf(detail) > spamOf(before.detail) && detail
    })
    const signal = after.signals.find(({ check }) => check === 'spam-model')
    t.ok(signal !== undefined && signal.details.taught > 0, 'the signal says how much the site taught')
    t.ok(
      signal !== undefined && signal.details.reasons.length > 0 && signal.details.model !== '',
      'and names reasons and the model',
    )
    const elsewhere = await send(service, 'other', PITCH)
    t.equal(spamOf(elsewhere.detail), spamOf(before.detail), 'another site learned nothing')

    await admin(`/v1/admin/comments/${before.id}/decisions`, { json: { action: 'reject', reason: 'off-topic' } })
    await learned(service, 'demo', 0)
    t.equal(await bytesOf(service, 'demo'), untaught, 'an overturned decision takes its lesson back')
  },
)

t.test('a decision that is taken back has taught nothing', async (t) => {
  const service = await startTestService(t)
  const { admin } = service
  const { id } = await send(service, 'demo', PITCH)
  const untaught = await bytesOf(service, 'demo')
  const { body } = await admin<{ decisionId: string }>(`/v1/admin/comments/${id}/decisions`, {
    json: { action: 'markSpam' },
  })
  await learned(service, 'demo', 1)
  t.equal(
    (await admin(`/v1/admin/comments/${id}/decisions/${body.decisionId}`, { method: 'DELETE' })).status,
    200,
    'within its time',
  )
  await learned(service, 'demo', 0)
  t.equal(await bytesOf(service, 'demo'), untaught)
})

t.test('the filter’s own decisions teach nothing; a reset forgets; an export has no text', async (t) => {
  const service = await startTestService(t)
  const { admin } = service
  const { id } = await send(service, 'demo', PITCH)
  await learned(service, 'demo', 0)
  await admin(`/v1/admin/comments/${id}/decisions`, { json: { action: 'markSpam' } })
  await learned(service, 'demo', 1)

  const exported = await admin<{ correction: string }>('/v1/admin/sites/demo/model/export')
  t.equal(exported.status, 200)
  t.notMatch(Buffer.from(exported.body.correction, 'base64').toString('latin1'), /Ardoise/)
  t.match(await admin('/v1/admin/sites/demo/model', { method: 'DELETE' }), { status: 200, body: { forgotten: 1 } })
  await learned(service, 'demo', 0)
})
