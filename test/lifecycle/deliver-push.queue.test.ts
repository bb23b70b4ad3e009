/** A reply is approved, and a browser hears of it: once, whatever the push service and the workers do in between. */

import t, { type Test } from 'tap'
import type { CommentId } from '../../src/domain/comment.js'
import { HANDLERS } from '../../workers/index.js'
import type { Client } from '../support/client.js'
import { query } from '../support/dump.js'
import { startOwnRedis } from '../support/own-redis.js'
import { SECRETS, startService } from '../support/process.js'
import { createPushBrowser, type PushBrowser, type PushService, startPushService } from '../support/push-service.js'
import { type Accepted, commentsPath, decideAll, submitApproved, threadPath } from '../support/requests.js'
import { QUEUE, type Service, startTestService } from '../support/service.js'
import { plainComment } from '../support/submit.js'
import { createTestDatabase } from '../support/test-db.js'
import { waitFor } from '../support/wait-for.js'

t.setTimeout(180_000)

async function subscribe(client: Client, slug: string, browser: PushBrowser, rest: object = {}): Promise<string> {
  const json = { subscription: browser.subscription, ...rest }
  const { status, text, body } = await client<{ id: string }>(`${threadPath(slug)}/subscriptions`, { json })
  if (status !== 201) throw new Error(`a subscription was answered with ${status} ${text}`)
  return body.id
}

async function startPushing(t: Test): Promise<{ service: Service; push: PushService; rest: () => Promise<number> }> {
  const push = await startPushService(t)
  const service = await startTestService(t, { config: { pushHosts: [push.origin] }, policy: {} })
  // Held by default, so that a test decides when a comment appears.
  await service.admin('/v1/admin/sites/demo/policy', {
    method: 'PUT',
    json: { ...(await service.admin<object>('/v1/admin/sites/demo/policy')).body, mode: 'strict' },
  })
  const rest = async (): Promise<number> =>
    (await query<{ count: number }>(service.databaseUrl, 'select count(*)::int from push_deliveries'))[0]?.count ?? 0
  return { service, push, rest }
}

/** Sends a comment and approves it once the policy has held it. */
async function appear(service: Service, slug: string, change: object = {}): Promise<string> {
  const { body } = await service.client<Accepted>(commentsPath(slug), { json: { ...plainComment(), ...change } })
  await waitFor('the policy', async () => {
    const { body: comment } = await service.admin<{ status: string }>(`/v1/admin/comments/${body.id}`)
    return comment.status === 'held'
  })
  await decideAll(service, 'approve', [body.id])
  return body.id
}

t.test('who watches a thread hears of every comment, who watches a comment of those below it', async (t) => {
  const { service, push, rest } = await startPushing(t)
  const { client, admin } = service
  const [all, below] = [createPushBrowser(push), createPushBrowser(push)]
  const allId = await subscribe(client, 'talk', all)
  const page = { url: 'http://localhost:4000/talk?a=1', title: 'Talk' }
  const top = await appear(service, 'talk', { page })
  const belowId = await subscribe(client, 'talk', below, { under: top })
  const other = await appear(service, 'talk')
  const reply = await appear(service, 'talk', { parentId: top })
  const deep = await appear(service, 'talk', { parentId: reply })
  await waitFor('all messages', () => all.messages().length === 4 && below.messages().length === 2)

  const ids = (browser: PushBrowser) => browser.messages().map(({ id }) => String(id))
  t.strictSame(ids(all).sort(), [top, other, reply, deep].sort())
  t.strictSame(ids(below).sort(), [reply, deep].sort())
  t.strictSame(
    below.messages().find(({ id }) => id === reply),
    {
      site: 'demo',
      slug: 'talk',
      id: reply,
      parentId: top,
      subscription: belowId,
      url: `http://localhost:4000/talk?a=1#comment-${reply}`,
    },
    'ids and the page’s link, no word of the comment',
  )
  t.ok(all.messages().every(({ subscription }) => subscription === allId))

  const held = await client<Accepted>(commentsPath('talk'), { json: plainComment() })
  await decideAll(service, 'hold', [reply])
  await decideAll(service, 'approve', [reply])
  const last = await appear(service, 'talk')
  await waitFor('the last message', () => ids(all).includes(last))
  await waitFor('nothing left to send', async () => (await rest()) === 0)
  t.equal(ids(all).length, 5, 'nothing of what is held, and nobody is told twice')
  t.notOk(ids(all).includes(held.body.id))
  t.equal((await admin('/readyz')).status, 200)
})

t.test('a push service that fails is tried again; one that says gone, or leads elsewhere, is not', async (t) => {
  const { service, push, rest } = await startPushing(t)
  const [flaky, gone, moved, deaf] = [push, push, push, push].map(createPushBrowser) as [
    PushBrowser,
    PushBrowser,
    PushBrowser,
    PushBrowser,
  ]
  for (const browser of [flaky, gone, moved, deaf]) await subscribe(service.client, 'trouble', browser)
  push.behave(flaky.path, 500, 429)
  push.behave(gone.path, 410)
  push.behave(moved.path, 'redirect')
  push.behave(deaf.path, 'hang')
  const id = await appear(service, 'trouble')
  await waitFor('the last attempt', async () => (await rest()) === 0, 60_000)
  const tries = (browser: PushBrowser) => browser.messages().map((message) => message.id)
  t.strictSame(tries(flaky), [id, id, id], 'the third attempt is taken')
  t.strictSame(tries(deaf), [id, id])
  t.strictSame([tries(gone), tries(moved)], [[id], [id]])
  t.notOk(push.received.some(({ path }) => path === '/elsewhere'))

  const next = await appear(service, 'trouble')
  await waitFor('the next message', async () => tries(flaky).includes(next) && (await rest()) === 0)
  t.strictSame([tries(gone), tries(moved)], [[id], [id, next]], 'who is gone is asked no more')
})

t.test('a delivery that comes again, late, or for what is no longer there, does nothing', async (t) => {
  const { service, push, rest } = await startPushing(t)
  const browser = createPushBrowser(push)
  const subscriptionId = await subscribe(service.client, 'late', browser)
  const deliver = (commentId: string) =>
    HANDLERS['deliver-push'].run(service.runtime.deps, { v: 1, subscriptionId, commentId: commentId as CommentId })
  const id = await appear(service, 'late')
  await waitFor('the message', async () => browser.messages().length === 1 && (await rest()) === 0)
  await deliver(id)
  await deliver('018f3c2e-1111-7111-8111-111111111111')
  t.equal(browser.messages().length, 1)

  await service.workers?.close(5_000)
  const taken = await submitApproved(service, 'late', { body: 'Approved, and then taken back.' })
  await decideAll(service, 'reject', [taken])
  await deliver(taken)
  t.equal(browser.messages().length, 1, 'nobody hears of what is not visible')
})

t.test('a worker that is killed while it sends costs a moment, not the message', async (t) => {
  const push = await startPushService(t)
  const redis = QUEUE === 'redis' ? await startOwnRedis(t) : null
  const env = {
    ...SECRETS,
    DATABASE_URL: await createTestDatabase(t),
    PUSH_HOSTS: push.origin,
    RATE_LIMIT: 'off',
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
  }
  const api = await startService(t, 'api', env)
  const worker = await startService(t, 'workers', env)
  const browser = createPushBrowser(push)
  push.behave(browser.path, 'hang')
  const post = async (target: string, json: object) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${api.url}${target}`, { method: 'POST', headers, body: JSON.stringify(json) })
    return (await answer.json()) as { id: string }
  }
  await post(`${threadPath('killed')}/subscriptions`, { subscription: browser.subscription })
  const { id } = await post(commentsPath('killed'), plainComment())
  await waitFor('the first attempt', () => browser.messages().length === 1)
  await worker.kill('SIGKILL')
  await startService(t, 'workers', env)
  await waitFor('the second attempt', () => browser.messages().length === 2, 60_000)
  t.strictSame(
    browser.messages().map((message) => message.id),
    [id, id],
  )
})
