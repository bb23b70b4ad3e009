/** Bans in the life of a comment: taken in as any other, decided by policy, explained to its author, and ended at once. */

import t from 'tap'
import type { CommentStatus } from '../../src/domain/comment-status.js'
import { purgeAllExpired } from '../../src/lifecycle/purge-expired.js'
import { query } from '../support/dump.js'
import { commentsPath, isProblem, makeSubmission } from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'
import { waitFor } from '../support/wait-for.js'

const service = await startTestService(t, { config: { trustProxy: ['127.0.0.1'] } })
const { client, admin, runtime, databaseUrl } = service
await createSite(runtime, 'other', { mode: 'balanced' })

interface Detail {
  id: string
  status: CommentStatus
  author: { id: string }
  signals: { check: string; ban?: string; details?: { kind: string } }[]
  verdicts: { stage: string; ban: string | null }[]
  lastDecision: { reason: string; by: { kind: string } } | null
}
interface Ban {
  id: string
  kind: string
  effect: string
  author: { id: string; name: string } | null
  expiresAt: string | null
}

let count = 0
interface Sender {
  email?: string
  from?: string
  site?: string
  slug?: string
}
/** A comment that nothing but a ban speaks against, and what became of it. */
async function send({
  email,
  from = '198.51.100.1',
  site = 'demo',
  slug,
}: Sender): Promise<Detail & { receipt: string }> {
  count += 1
  const sent = await client<{ id: string; receipt: string }>(commentsPath(slug ?? `bans-${count}`, site), {
    json: makeSubmission({
      author: { name: `Reader ${count}`, ...(email === undefined ? {} : { email }) },
      body: `${count}: the tram line to the ${['harbour', 'market', 'library'][count % 3]} ran until ${1900 + count}.`,
    }),
    headers: { 'x-forwarded-for': from },
  })
  if (sent.status !== 202) throw new Error(`a comment was answered with ${sent.status} ${sent.text}`)
  return await waitFor(
    'a decision',
    async () => {
      const { body } = await admin<Detail>(`/v1/admin/comments/${sent.body.id}`)
      return body.status !== 'pending' && body.lastDecision !== null && { ...body, receipt: sent.body.receipt }
    },
    60_000,
  )
}
const place = (json: object) => admin<Ban>('/v1/admin/bans', { json })
const lift = (id: string) => admin(`/v1/admin/bans/${id}`, { method: 'DELETE' })

t.test(
  'a banned author’s comments are taken in, rejected by policy and explained; lifted, the ban is over',
  async (t) => {
    const email = 'banned@mail.example'
    const { author } = await send({ email })
    const banned = await admin<Ban>(`/v1/admin/authors/${author.id}/ban`, {
      method: 'PUT',
      json: { reason: 'Three warnings.' },
    })
    t.match(banned.body, {
      kind: 'author',
      effect: 'reject',
      reason: 'Three warnings.',
      by: 'environment',
      author: { id: author.id },
    })

    const rejected = await send({ email })
    t.match(rejected, { status: 'rejected', lastDecision: { reason: 'banned', by: { kind: 'policy' } } })
    t.match(
      rejected.signals.find(({ check }) => check === 'ban'),
      { ban: 'reject', details: { kind: 'author' } },
    )
    t.match(
      rejected.verdicts.find(({ stage }) => stage === 'conduct'),
      { ban: 'reject' },
    )
    const receipt = await client('/v1/receipt', { headers: { authorization: `Bearer ${rejected.receipt}` } })
    t.match(receipt.body, {
      status: 'rejected',
      canAppeal: true,
      decision: { reason: 'banned', by: 'policy', isAutomatic: true },
    })
    const { id: decisionId } = rejected.lastDecision as unknown as { id: string }
    t.match((await admin(`/v1/admin/comments/${rejected.id}/decisions/${decisionId}/replay`)).body, {
      equal: true,
      recomputed: { action: 'reject', reason: 'banned' },
    })
    t.match(await send({ email: 'somebody-else@mail.example' }), { status: 'approved' })
    t.match(await send({ email, site: 'other' }), { status: 'approved' }, 'on another site')

    const again = await admin<Ban>(`/v1/admin/authors/${author.id}/ban`, { method: 'PUT', json: { effect: 'hold' } })
    t.equal(again.body.id, banned.body.id, 'banned anew, the ban is the same one')
    t.match(await send({ email }), { status: 'held', lastDecision: { reason: 'banned' } })

    t.equal((await admin(`/v1/admin/authors/${author.id}/ban`, { method: 'DELETE' })).status, 204)
    t.match(await send({ email }), { status: 'approved' })
    isProblem(t, await admin(`/v1/admin/authors/${author.id}/ban`, { method: 'DELETE' }), 404)
  },
)

t.test('an address is banned before anybody has written with it, and a whole mail domain', async (t) => {
  const address = await place({ site: 'demo', email: ' Troll@Fresh.Example ' })
  t.match(address, { status: 201, body: { kind: 'address', author: null, expiresAt: null } })
  const troll = await send({ email: 'troll@fresh.example' })
  t.match(troll, { status: 'rejected', lastDecision: { reason: 'banned' } })
  t.match(await send({ email: 'honest@fresh.example' }), { status: 'approved' })
  t.equal((await place({ site: 'demo', email: 'troll@fresh.example' })).body.id, address.body.id)

  const domain = await place({ site: 'demo', domain: '@Throwaway.example' })
  t.match(domain.body, { kind: 'domain' })
  t.match(await send({ email: 'x1@throwaway.example' }), { status: 'rejected' })
  t.match(await send({ email: 'x1@not.throwaway.example' }), { status: 'approved' })
  t.match((await admin(`/v1/admin/authors/${troll.author.id}`)).body, {
    bans: [{ id: address.body.id, kind: 'address' }],
  })
  await lift(address.body.id)
  await lift(domain.body.id)
  t.match(await send({ email: 'troll@fresh.example' }), { status: 'approved' })
})

t.test('a network is banned by what a moderator knows of it, or by a comment that came from it', async (t) => {
  const wide = await place({ site: 'demo', network: '203.0.0.0/16' })
  t.match(wide.body, { kind: 'network', prefixBits: 16 })
  t.ok(Date.parse(wide.body.expiresAt ?? '') < Date.now() + 91 * 86_400_000, 'it ends by itself')
  t.match(await send({ from: '203.0.113.9' }), { status: 'rejected', lastDecision: { reason: 'banned' } })
  t.match(await send({ from: '::ffff:203.0.114.1' }), { status: 'rejected' }, 'written as IPv6')
  t.match(await send({ from: '203.1.113.9' }), { status: 'approved' })
  t.match(await send({ from: '203.0.113.9', site: 'other' }), { status: 'approved' })

  // Sent under the ban, looked at after it: lifting stops the effect on what is not decided yet, too.
  await lift(wide.body.id)
  t.match(await send({ from: '203.0.113.9' }), { status: 'approved' })

  const anonymous = await send({ from: '2001:db8:1:2::7' })
  isProblem(t, await admin(`/v1/admin/authors/${anonymous.author.id}/ban`, { method: 'PUT', json: {} }), 409)
  const ofComment = await place({ comment: anonymous.id, effect: 'hold' })
  t.match(ofComment, { status: 201, body: { kind: 'network', prefixBits: null } })
  t.ok(Date.parse(ofComment.body.expiresAt ?? '') <= Date.now() + 7 * 86_400_000)
  t.match(await send({ from: '2001:db8:1:2:ffff::1' }), { status: 'held', lastDecision: { reason: 'banned' } })
  t.match(await send({ from: '2001:db8:1:3::7' }), { status: 'approved' })
  await query(databaseUrl, 'update comments set network_hash = null where id = $1', [anonymous.id])
  isProblem(t, await place({ comment: anonymous.id }), 409)
  await lift(ofComment.body.id)
})

t.test('a ban that is over has no effect, and goes', async (t) => {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const { body } = await place({ site: 'demo', email: 'a-while@mail.example', expiresAt })
  t.equal(body.expiresAt, expiresAt)
  await query(databaseUrl, `update bans set expires_at = now() - interval '1 second' where id = $1`, [body.id])
  t.match(await send({ email: 'a-while@mail.example' }), { status: 'approved' })
  t.strictSame((await admin<{ bans: Ban[] }>('/v1/admin/bans')).body.bans, [])
  await purgeAllExpired(runtime.deps)
  t.strictSame(await query(databaseUrl, 'select id from bans'), [])
})

t.test('bans are listed by site and kind, page by page', async (t) => {
  const first = (await place({ site: 'demo', email: 'one@mail.example' })).body.id
  const second = (await place({ site: 'other', network: '203.0.113.7' })).body.id
  const list = async (filter: string) =>
    (await admin<{ bans: Ban[]; nextCursor: string | null }>(`/v1/admin/bans?${filter}`)).body
  const page = await list('limit=1')
  t.strictSame(
    page.bans.map(({ id }) => id),
    [second],
  )
  t.strictSame(
    (await list(`limit=1&cursor=${page.nextCursor}`)).bans.map(({ id }) => id),
    [first],
  )
  t.strictSame(
    (await list('kind=address')).bans.map(({ id }) => id),
    [first],
  )
  t.strictSame(
    (await list('site=other')).bans.map(({ id }) => id),
    [second],
  )
  t.strictSame((await list('site=nowhere')).bans, [])
  await lift(first)
  await lift(second)
  isProblem(t, await lift(first), 404)
})

t.test('what is wrong with a ban is told by its field, without the value', async (t) => {
  const past = new Date(Date.now() - 1_000).toISOString()
  const far = new Date(Date.now() + 100 * 86_400_000).toISOString()
  for (const [json, field] of [
    [{ site: 'demo' }, 'requestBody'],
    [{ site: 'demo', email: 'a@mail.example', domain: 'mail.example' }, 'requestBody'],
    [{ email: 'a@mail.example' }, 'site'],
    [{ site: 'demo', email: 'canary' }, 'email'],
    [{ site: 'demo', domain: 'canary@' }, 'domain'],
    [{ site: 'demo', network: 'canary' }, 'network'],
    [{ site: 'demo', network: '203.0.113.0/25' }, 'network'],
    [{ site: 'demo', network: '203.0.0.0/8' }, 'network'],
    [{ site: 'demo', network: '2001:db8::/16' }, 'network'],
    [{ site: 'demo', network: '1.2' }, 'network'],
    [{ site: 'demo', network: '203.0.113.0/24', expiresAt: far }, 'expiresAt'],
    [{ site: 'demo', email: 'a@mail.example', expiresAt: past }, 'expiresAt'],
    [{ site: 'demo', email: 'a@mail.example', reason: 'x'.repeat(501) }, 'reason'],
    [{ site: 'demo', email: 'a@mail.example', effect: 'delete' }, 'effect'],
  ] as const) {
    const answer = await place(json)
    isProblem(t, answer, 400, field, JSON.stringify(json))
    t.notMatch(answer.text, /canary|203\.0\.113\.0\/25/)
  }
  isProblem(t, await place({ site: 'nowhere', email: 'a@mail.example' }), 404)
})
