/** A changed policy is tried on past comments: counted right, comment by comment, and nothing happens to them. */

import t from 'tap'
import type { CommentStatus } from '../../src/domain/comment-status.js'
import { runBacktest } from '../../src/lifecycle/run-backtest.js'
import { query } from '../support/dump.js'
import { commentsPath, isProblem, makeSubmission } from '../support/requests.js'
import { createSite, type Service, startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

interface Backtest {
  id: string
  state: string
  total: number
  done: number
  summary: {
    table: { done: string; proposed: string; comments: number; approvedByPeople: number; removedByPeople: number }[]
    effects: Record<string, number>
    people: { decided: number; agreedDone: number; agreedProposed: number }
    shadow: { check: string; comments: number; wouldChange: number }[]
    skipped: number
  }
}
interface Differences {
  differences: { commentId: string; done: string; proposed: string; people: string | null; effect: string }[]
  nextCursor: string | null
}

const pathOf = (site: string, id = ''): string => `/v1/admin/sites/${site}/policy/backtests${id === '' ? '' : `/${id}`}`

async function send(service: Service, site: string, body: string): Promise<{ id: string; status: CommentStatus }> {
  const { client, admin } = service
  const sent = await client<{ id: string }>(commentsPath('past', site), { json: makeSubmission({ body }) })
  const { id } = sent.body
  return await waitFor('a decision', async () => {
    const { body: found } = await admin<{ id: string; status: CommentStatus }>(`/v1/admin/comments/${id}`)
    return found.status !== 'pending' && found
  })
}

async function runToEnd({ admin }: Service, site: string, json: unknown): Promise<Backtest> {
  const begun = await admin<Backtest>(pathOf(site), { json })
  if (begun.status !== 202) throw new Error(`a backtest was answered with ${begun.status} ${begun.text}`)
  return await waitFor('the end of a backtest', async () => {
    const { body } = await admin<Backtest>(pathOf(site, begun.body.id))
    return ['done', 'failed'].includes(body.state) && body
  })
}

const everything = (service: Service): Promise<unknown[]> =>
  query(
    service.databaseUrl,
    `select c.*, (select count(*) from decisions d where d.comment_id = c.id) as decided,
       (select json_agg(v order by stage, revision) from verdicts v where v.comment_id = c.id) as found,
       (select version from threads t where t.id = c.thread_id) as version
     from comments c order by c.id`,
  )

t.test('what a policy would have done is set against what was done and what people decided', async (t) => {
  const service = await startTestService(t)
  const { admin, runtime } = service
  await createSite(runtime, 'past', { mode: 'open' })
  const decide = (id: string, action: string) => admin(`/v1/admin/comments/${id}/decisions`, { json: { action } })

  const liked = await send(service, 'past', 'The second loaf rose better.')
  const disliked = await send(service, 'past', 'The tram was late, as on every Monday.')
  const undecided = await send(service, 'past', 'I keep old maps in a drawer.')
  t.strictSame([liked.status, disliked.status, undecided.status], ['approved', 'approved', 'approved'])
  await decide(disliked.id, 'reject')
  await decide(liked.id, 'hold')
  await decide(liked.id, 'approve')
  const gone = await send(service, 'past', 'This one is deleted soon.')
  await decide(gone.id, 'delete')
  await waitFor('the lessons', async () => {
    const due = await query(service.databaseUrl, 'select 1 from comments where lesson_due_at is not null')
    return due.length === 0
  })
  const before = await everything(service)

  const strict = await runToEnd(service, 'past', { policy: { mode: 'strict' } })
  t.match(strict, {
    state: 'done',
    total: 3,
    done: 3,
    summary: {
      table: [{ done: 'approve', proposed: 'hold', comments: 3, approvedByPeople: 1, removedByPeople: 1 }],
      effects: { caught: 1, 'held-back': 1, other: 1, freed: 0, 'let-through': 0 },
      people: { decided: 2, agreedDone: 1, agreedProposed: 0 },
      skipped: 0,
    },
  })
  const first = await admin<Differences>(`${pathOf('past', strict.id)}/differences?limit=2`)
  const second = await admin<Differences>(
    `${pathOf('past', strict.id)}/differences?limit=2&cursor=${first.body.nextCursor}`,
  )
  t.strictSame(
    [...first.body.differences, ...second.body.differences].map(({ commentId, effect }) => [commentId, effect]),
    [
      [liked.id, 'held-back'],
      [disliked.id, 'caught'],
      [undecided.id, 'other'],
    ],
  )
  t.equal(second.body.nextCursor, null)
  const caught = await admin<Differences>(`${pathOf('past', strict.id)}/differences?effect=caught`)
  t.match(caught.body.differences, [{ commentId: disliked.id, done: 'approve', proposed: 'hold', people: 'remove' }])
  t.equal(caught.body.differences.length, 1)

  const same = await runToEnd(service, 'past', { policy: {} })
  t.match(same.summary, {
    table: [{ done: 'approve', proposed: 'approve', comments: 3 }],
    people: { agreedProposed: 1 },
  })
  t.equal(same.summary.table.length, 1, 'the policy of the day would have done what it did')

  const terms = [{ kind: 'word', text: 'tram', action: 'reject' }]
  const withTerm = await runToEnd(service, 'past', { policy: {}, terms })
  t.match(withTerm.summary.effects, { caught: 1, 'held-back': 0, other: 0 })
  const recorded = await runToEnd(service, 'past', { policy: {}, terms: [{ ...terms[0], shadow: true }] })
  t.match(recorded.summary.effects, { caught: 0, 'held-back': 0, other: 0 })
  t.strictSame(recorded.summary.shadow, [{ check: 'shadow-terms', comments: 1, wouldChange: 1 }])

  t.strictSame(await everything(service), before, 'no comment, verdict, decision or thread was touched')
})

t.test(
  'what shadow records is shown with the verdict and does not count, and a backtest says what it would change',
  async (t) => {
    const service = await startTestService(t)
    const { admin, runtime } = service
    await createSite(runtime, 'quiet', { shadow: ['profanity', 'toxicity-model', 'shouting'] })
    await admin('/v1/admin/sites/quiet/terms', {
      method: 'PUT',
      json: { terms: [{ kind: 'word', text: 'tram', action: 'markSpam', shadow: true }] },
    })
    t.match((await admin('/v1/admin/sites/quiet/terms')).body, { terms: [{ text: 'tram', shadow: true }] })

    const comment = await send(service, 'quiet', 'You stupid fucking idiot, go to hell with your tram.')
    t.equal(comment.status, 'approved')
    const { body } = await admin<{
      verdicts: { stage: string; score: number; demanded: string | null; withShadow: object | null }[]
      signals: { check: string; shadow?: boolean }[]
    }>(`/v1/admin/comments/${comment.id}`)
    const stage = (name: string) => body.verdicts.find((verdict) => verdict.stage === name)
    t.match(stage('spam'), { demanded: null, withShadow: { demanded: 'markSpam' } })
    t.match(stage('conduct'), { score: 0, withShadow: { demanded: null } })
    t.match(
      body.signals
        .filter(({ shadow }) => shadow)
        .map(({ check }) => check)
        .sort(),
      ['profanity', 'shadow-terms', 'toxicity-model'],
    )

    const counted = await runToEnd(service, 'quiet', { policy: { shadow: [] } })
    t.match(counted.summary.table, [{ done: 'approve', proposed: 'hold', comments: 1 }])
    t.match(counted.summary.shadow, [{ check: 'shadow-terms', comments: 1, wouldChange: 1 }])
  },
)

t.test('jobs that run twice, at once or after a loss count every comment once', async (t) => {
  const service = await startTestService(t, { hasWorkers: false })
  const { admin, databaseUrl, runtime } = service
  await query(
    databaseUrl,
    `insert into threads (id, site_id, slug, created_at) values (gen_random_uuid(), 'demo', 'long', now());
     insert into authors select gen_random_uuid(), 'demo', null, null, now();
     insert into comments (id, site_id, thread_id, root_id, path, author_id, author_name, body, status, form, submitted_at, editable_until)
       select id, 'demo', (select id from threads), id, '{}', (select id from authors), 'Ann', 'Note ' || n,
         case when n % 2 = 0 then 'approved' else 'held' end, '{}', now() - interval '1 hour', now()
       from (select n, format('0190%s-0000-7000-8000-%s', lpad(to_hex(n), 4, '0'), lpad(to_hex(n), 12, '0'))::uuid as id
             from generate_series(1, 900) n) as made;
     insert into decisions (id, comment_id, site_id, action, from_status, to_status, revision, decided_by, reason, decided_at)
       select gen_random_uuid(), id, 'demo', 'approve', 'pending', 'approved', 2, 'policy', 'clean', now() from comments
       where body <> 'Note 900';
     insert into verdicts (comment_id, revision, stage, score, signals, is_newcomer, created_at)
       select id, 1, stage, 0, '[]', true, now() from comments, unnest(array['spam', 'conduct']) as one (stage)`,
  )
  const { body: begun } = await admin<Backtest>(pathOf('demo'), { json: { policy: { mode: 'trusted' } } })
  t.match(begun, { state: 'waiting', total: 900, done: 0 })
  // As if the queue had been emptied: nobody knows of it but the row.
  await Promise.all([1, 2, 3].map(() => runBacktest(runtime.deps, { backtestId: begun.id })))
  await runBacktest(runtime.deps, { backtestId: begun.id })
  const { body } = await admin<Backtest>(pathOf('demo', begun.id))
  t.match(body, { state: 'done', total: 900, done: 900, summary: { skipped: 1 } })
  t.strictSame(body.summary.table, [
    { done: 'approve', proposed: 'hold', comments: 899, approvedByPeople: 0, removedByPeople: 0 },
  ])
  t.equal(body.summary.effects.other, 899)

  const stopped = (await admin<Backtest>(pathOf('demo'), { json: { policy: {} } })).body
  t.match(await admin(pathOf('demo', stopped.id), { method: 'DELETE' }), { body: { state: 'cancelled', done: 0 } })
  await runBacktest(runtime.deps, { backtestId: stopped.id })
  t.match(await admin(pathOf('demo', stopped.id)), { body: { state: 'cancelled', done: 0 } })
})

t.test('a backtest whose job was lost goes on, and too many at once are refused', async (t) => {
  const service = await startTestService(t, { hasWorkers: false })
  const { admin, databaseUrl, runtime } = service
  const { body: begun } = await admin<Backtest>(pathOf('demo'), { json: { policy: {} } })
  const queue = runtime.backend.openQueue('run-backtest')
  t.teardown(() => queue.close())
  await queue.obliterate({ force: true })
  await query(databaseUrl, `update backtests set due_at = now() - interval '1 second'`)
  await waitFor('a new job', async () => (await queue.getWaitingCount()) === 1)

  for (let more = 0; more < 2; more += 1) await admin(pathOf('demo'), { json: { policy: {} } })
  isProblem(t, await admin(pathOf('demo'), { json: { policy: {} } }), 409)
  await runBacktest(runtime.deps, { backtestId: begun.id })
  t.match(await admin(pathOf('demo', begun.id)), { body: { state: 'done', total: 0, done: 0 } })
  t.equal((await admin(pathOf('demo'), { json: { policy: {} } })).status, 202)
})

t.test('a preview shows what a term would find; what cannot be tried is refused by name', async (t) => {
  const service = await startTestService(t, { hasWorkers: false })
  const { client, admin } = service
  for (const body of ['The tr\u0430m again.', 'No such word.', 'A TRAM, twice a tram.'])
    await client(commentsPath('past'), { json: makeSubmission({ body }) })
  const preview = await admin('/v1/admin/sites/demo/terms/preview', {
    json: { term: { kind: 'word', text: 'tram', action: 'hold' } },
  })
  t.match(preview, {
    status: 200,
    body: { comments: 3, matches: 2, newest: [{ status: 'pending', slug: 'past' }, {}] },
  })

  for (const [json, field] of [
    [{}, 'policy'],
    [{ policy: { mode: 'lax' } }, 'policy.mode'],
    [{ policy: { thresholds: { hold: 0.9 } } }, 'thresholds.hold'],
    [{ policy: { shadow: ['no-check'] } }, 'policy.shadow.0'],
    [{ policy: {}, days: 0 }, 'days'],
    [{ policy: {}, terms: [{ kind: 'word', text: '  ', action: 'hold' }] }, 'terms'],
  ] as const)
    isProblem(t, await admin(pathOf('demo'), { json }), 400, field)
  isProblem(t, await admin(pathOf('demo', '01890000-0000-7000-8000-000000000000')), 404)
})
