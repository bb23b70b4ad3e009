/** Any past decision can be made again from what was kept with it, and says what would be different today. */

import t from 'tap'
import type { CommentStatus } from '../../src/domain/comment-status.js'
import { goAroundGuards } from '../support/audit.js'
import { query } from '../support/dump.js'
import { commentsPath, isProblem, makeSubmission } from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

interface Replay {
  decision: { id: string; action: string; reason: string; policy: unknown }
  from: string
  recomputed: { action: string; reason: string; status: string }
  equal: boolean
  withShadow: { action: string } | null
  today: {
    action: string
    reason: string
    changes: { what: string; name: string; before: string; now: string }[]
  } | null
}

const service = await startTestService(t)
const { client, admin, runtime, databaseUrl } = service

async function decided(site: string, change: Record<string, unknown>): Promise<string> {
  const { body } = await client<{ id: string }>(commentsPath('past', site), { json: makeSubmission(change) })
  await waitFor('a decision', async () => {
    const { body: found } = await admin<{ status: CommentStatus }>(`/v1/admin/comments/${body.id}`)
    return found.status !== 'pending'
  })
  return body.id
}

async function replays(id: string): Promise<Replay[]> {
  const { body } = await admin<{ decisions: { id: string }[] }>(`/v1/admin/comments/${id}`)
  return await Promise.all(
    body.decisions.map(async ({ id: decision }) => {
      const answer = await admin<Replay>(`/v1/admin/comments/${id}/decisions/${decision}/replay`)
      t.equal(answer.status, 200, answer.text)
      return answer.body
    }),
  )
}

t.test('every automatic decision comes out again, whatever it was', async (t) => {
  for (const [mode, change, action] of [
    ['balanced', { body: 'The second loaf rose better.' }, 'approve'],
    ['strict', { body: 'I keep old maps in a drawer.' }, 'hold'],
    ['trusted', { author: { name: 'Iris', email: 'iris@mail.example' }, body: 'The clock is slow.' }, 'hold'],
    ['balanced', { body: 'Cheap pills and casino bonus now', website: 'https://robot.example' }, 'markSpam'],
    ['balanced', { body: 'You fucking idiot, shut up and die, you stupid bitch.' }, 'hold'],
  ] as const) {
    const site = `${mode}-${action.toLowerCase()}-${'website' in change ? 'robot' : change.body.length}`
    await createSite(runtime, site, { mode })
    const [replay] = await replays(await decided(site, change))
    t.match(replay, { from: 'signals', equal: true, recomputed: { action }, withShadow: null }, site)
    t.match(replay?.today, { action, changes: [] }, `${site}: nothing changed since`)
  }
})

t.test('what is different today is named: policy, terms, model, text', async (t) => {
  await createSite(runtime, 'changing', { shadow: ['profanity'] })
  const id = await decided('changing', { body: 'The tram was late, as on every Monday.' })
  await query(
    databaseUrl,
    `update verdicts set signals = signals || '[{"check":"links","version":"0","kind":"text","score":0.1,"note":"one"},
       {"check":"profanity","version":"0","kind":"text","score":0.9,"note":"a word","shadow":true}]'
     where comment_id = $1 and stage = 'conduct'`,
    [id],
  )
  const policy = (await admin('/v1/admin/sites/changing/policy')).body
  await admin('/v1/admin/sites/changing/policy', {
    method: 'PUT',
    json: { ...policy, editWindowMinutes: 1, shadow: [] },
  })
  await admin('/v1/admin/sites/changing/terms', {
    method: 'PUT',
    json: { terms: [{ kind: 'word', text: 'tram', action: 'markSpam' }] },
  })
  await waitFor('the new policy', async () => (await replays(id))[0]?.today?.action === 'markSpam')
  const [replay] = await replays(id)
  t.match(replay, { equal: true, recomputed: { action: 'approve', reason: 'clean' }, withShadow: { action: 'hold' } })
  t.match(replay?.today, { action: 'markSpam', reason: 'site-rule' })
  const changes = (replay?.today?.changes ?? []).map(({ what, name, before, now }) => [what, name, before, now])
  for (const change of [
    ['policy', 'editWindowMinutes', '15', '1'],
    ['policy', 'shadow', '["profanity"]', '[]'],
    ['signal', 'blocked-terms', null, 'score 0.00, demands markSpam'],
    ['signal', 'links', 'score 0.10', null],
    ['signal', 'profanity', 'score 0.90, only recorded', null],
  ])
    t.ok(
      changes.some((found) => JSON.stringify(found) === JSON.stringify(change)),
      `${change.join(' ')} in ${JSON.stringify(changes)}`,
    )
})

t.test('a decision that does not follow from what was kept is told apart', async (t) => {
  const id = await decided('demo', { body: 'A quiet library is a good place.' })
  await goAroundGuards(
    databaseUrl,
    `update decisions set action = 'markSpam', to_status = 'spam', reason = 'spam' where comment_id = '${id}'`,
  )
  t.match(await replays(id), [{ equal: false, decision: { action: 'markSpam' }, recomputed: { action: 'approve' } }])
})

t.test('a decision shows the policy it followed, whatever the site’s is by now; a person’s follows none', async (t) => {
  await createSite(runtime, 'explained', { mode: 'trusted', thresholds: { hold: 0.4, spam: 0.9, conductHold: 0.7 } })
  const id = await decided('explained', { body: 'The ferry leaves at seven.' })
  const followed = { mode: 'trusted', thresholds: { hold: 0.4, spam: 0.9, conductHold: 0.7 } }
  const policy = (await admin('/v1/admin/sites/explained/policy')).body
  await admin('/v1/admin/sites/explained/policy', { method: 'PUT', json: { ...policy, mode: 'open' } })
  await admin(`/v1/admin/comments/${id}/decisions`, { json: { action: 'approve' } })

  const path = `/v1/admin/comments/${id}`
  const policiesOf = async () =>
    (await admin<{ decisions: { policy: unknown }[] }>(path)).body.decisions.map(({ policy }) => policy)
  t.strictSame(await policiesOf(), [followed, null])
  t.strictSame(
    (await replays(id)).map(({ decision }) => decision.policy),
    [followed, null],
  )
  const { body } = await admin<{ comments: { lastDecision: object }[] }>('/v1/admin/comments?site=explained')
  t.notOk('policy' in (body.comments[0]?.lastDecision ?? {}), 'in lists there is none')

  await goAroundGuards(
    databaseUrl,
    `update decisions set policy = '{"mode": "strict", "thresholds": {"spam": 0.95}}' where comment_id = '${id}' and policy is not null`,
  )
  t.strictSame(
    await policiesOf(),
    [{ mode: 'strict', thresholds: { hold: 0.5, spam: 0.95, conductHold: 0.6 } }, null],
    'what an older version did not store is the default',
  )
})

t.test('people’s decisions are checked as steps, and a deleted comment’s from the sums that stay', async (t) => {
  const id = await decided('demo', { body: 'Sour cherries keep for a year.' })
  await admin(`/v1/admin/comments/${id}/decisions`, { json: { action: 'delete' } })
  t.match(await replays(id), [
    { from: 'scores', equal: true, recomputed: { action: 'approve' }, today: null },
    { from: 'person', equal: true, recomputed: { action: 'delete', status: 'deleted' }, today: null },
  ])
  const never = '01890000-0000-7000-8000-000000000000'
  isProblem(t, await admin(`/v1/admin/comments/${id}/decisions/${never}/replay`), 404)
})
