/** Reading a thread: the whole of it exactly once, in three orders, and nothing that was not approved. */

import t from 'tap'
import type { CommentId } from '../../src/domain/comment.js'
import { COMMENT_STATUSES } from '../../src/domain/comment-status.js'
import {
  commentsPath,
  decideAll,
  isProblem,
  makeSubmission,
  type PublicComment,
  submit,
  submitApproved,
  submitMany,
  type Thread,
  threadPath,
} from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'

const service = await startTestService(t, { hasWorkers: false })
const { client, runtime } = service

const read = (slug: string, query = '') => client<Thread>(`${threadPath(slug)}${query}`)

/** Every page of a thread, top-level comments in the order they came. */
async function readAll(slug: string, query: Record<string, string>): Promise<PublicComment[]> {
  const found: PublicComment[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const parameters = new URLSearchParams({ ...query, ...(cursor === '' ? {} : { cursor }) })
    const { status, body }: { status: number; body: Thread } = await read(slug, `?${parameters}`)
    if (status !== 200) throw new Error(`a page was answered with ${status}`)
    found.push(...body.comments)
    cursor = body.nextCursor
  }
  return found
}

t.test('a slug without comments is an empty, open thread', async (t) => {
  const { status, body } = await read('nothing-yet')
  t.equal(status, 200)
  t.strictSame(body, {
    site: 'demo',
    slug: 'nothing-yet',
    title: null,
    url: null,
    open: true,
    count: 0,
    version: 0,
    comments: [],
    nextCursor: null,
  })
})

t.test('a thread in which nothing was ever approved looks like a slug that nobody used', async (t) => {
  for (const [slug, action] of [
    ['waits', 'hold'],
    ['hides', 'markSpam'],
    ['gone-0', 'delete'],
  ] as const) {
    const unused = `${slug.slice(0, -1)}-`
    const id = await submit(client, slug, { page: { url: 'http://localhost:3000/secret', title: 'A secret' } })
    await decideAll(service, action, [id])
    for (const [what, address] of [
      ['thread', (name: string) => threadPath(name)],
      ['a page of it', (name: string) => `${threadPath(name)}?sort=newest&limit=1`],
      ['feed', (name: string) => `${threadPath(name)}/feed`],
      ['counts', (name: string) => `/v1/sites/demo/counts?slug=${name}`],
      ['events', (name: string) => `${threadPath(name)}/events?since=0`],
      ['embed page', (name: string) => `/embed/demo/${name}`],
      ['fragment', (name: string) => `/embed/demo/${name}/fragment`],
      ['replies to the comment', (name: string) => `${threadPath(name)}?under=${id}`],
      ['its feed', (name: string) => `${threadPath(name)}/feed?under=${id}`],
    ] as const) {
      const [used, never] = [await client(address(slug)), await client(address(unused))]
      // What differs for every request: names, the instance of a problem, form tokens, how long to wait before coming again.
      const plain = ({ status, headers, text }: typeof used) => ({
        status,
        length: headers.get('content-length'),
        text: text
          .replaceAll(slug, 'SLUG')
          .replaceAll(unused, 'SLUG')
          .replace(/"instance":"[^"]+"|^retry: \d+|name="formToken" value="[^"]+"/gm, ''),
      })
      t.strictSame(plain(used), plain(never), `${what} after ${action}`)
    }
  }
  t.match((await read('waits')).body, { version: 0, comments: [], title: null, url: null })
})

t.test(
  'age closes no thread in which nothing was ever approved: it would tell of the comment that waits',
  async (t) => {
    await createSite(runtime, 'short-lived', { closeAfterDays: 1 })
    const path = commentsPath('first', 'short-lived')
    const { body } = await client<{ id: string }>(path, { json: makeSubmission() })
    const age = async () =>
      await runtime.deps.db
        .updateTable('threads')
        .set({ createdAt: new Date(Date.now() - 2 * 86_400_000) } as never)
        .where('slug', '=', 'first')
        .execute()
    await age()
    t.match((await client(threadPath('first', 'short-lived'))).body, { open: true, version: 0 })
    t.equal((await client(path, { json: makeSubmission({ body: 'Second.' }) })).status, 202)
    await decideAll(service, 'approve', [body.id])
    t.match((await client(threadPath('first', 'short-lived'))).body, { open: false, version: 2, count: 1 })
    isProblem(t, await client(path, { json: makeSubmission({ body: 'Too late.' }) }), 409)
  },
)

t.test('150 comments: each page size and order shows every one exactly once', async (t) => {
  const ids = await submitMany(client, 'long', 150)
  await decideAll(service, 'approve', ids)
  for (const [index, id] of ids.entries()) {
    if (index % 3 > 0) continue
    const { db } = runtime.deps
    await db
      .updateTable('comments')
      .set({ votes: (index % 7) - 3 })
      .where('id', '=', id as CommentId)
      .execute()
  }
  const byAge = [...ids].sort()
  for (const limit of ['7', '50', '100']) {
    t.strictSame(await readAll('long', { sort: 'oldest', limit }).then(idsOf), byAge, `oldest by ${limit}`)
    t.strictSame(
      await readAll('long', { sort: 'newest', limit }).then(idsOf),
      [...byAge].reverse(),
      `newest by ${limit}`,
    )
    const top = await readAll('long', { sort: 'top', limit })
    const expected = [...top].sort((a, b) => b.votes - a.votes || (a.id < b.id ? -1 : 1))
    t.strictSame(idsOf(top), idsOf(expected), `top by ${limit}`)
    t.strictSame(idsOf(top).sort(), byAge, `top by ${limit} is complete`)
  }
  const first = (await read('long')).body
  t.strictSame([first.comments.length, first.count], [50, 150], 'fifty are a page unless asked otherwise')
})

t.test('replies come below what they answer, and a branch can be read by itself', async (t) => {
  const top = await submitApproved(service, 'nested')
  const other = await submitApproved(service, 'nested', { body: 'Another one.' })
  const a = await submitApproved(service, 'nested', { parentId: top, body: 'A' })
  const b = await submitApproved(service, 'nested', { parentId: top, body: 'B' })
  const aa = await submitApproved(service, 'nested', { parentId: a, body: 'AA' })
  const { body } = await read('nested')
  t.equal(body.count, 5)
  t.strictSame(shape(body.comments), [
    [
      top,
      [
        [a, [[aa, []]]],
        [b, []],
      ],
    ],
    [other, []],
  ])
  t.strictSame(
    body.comments.map(({ replyCount }) => replyCount),
    [2, 0],
  )

  const under = (await read('nested', `?under=${top}&limit=1`)).body
  t.strictSame(shape(under.comments), [[a, [[aa, []]]]])
  t.strictSame(shape(await readAll('nested', { under: top, limit: '1', sort: 'newest' })), [
    [b, []],
    [a, [[aa, []]]],
  ])
  t.strictSame(shape((await read('nested', `?under=${a.toUpperCase()}`)).body.comments), [[aa, []]])
  isProblem(t, await read('nested', '?under=01890000-0000-7000-8000-000000000000'), 404, 'under')
  isProblem(t, await read('other', `?under=${top}`), 404, 'under', 'in another thread')
})

t.test('more than a hundred replies: the first hundred, how many there are, and the way to the rest', async (t) => {
  const top = await submitApproved(service, 'crowd')
  const replies = await submitMany(client, 'crowd', 120, { parentId: top })
  await decideAll(service, 'approve', replies)
  const [shown] = (await read('crowd')).body.comments
  t.strictSame([shown?.replies.length, shown?.replyCount], [100, 120])
  t.strictSame(await readAll('crowd', { under: top, limit: '50' }).then(idsOf), [...replies].sort())
})

t.test('nothing shows that was not approved, whatever else it is', async (t) => {
  const actions = {
    held: 'hold',
    approved: 'approve',
    rejected: 'reject',
    spam: 'markSpam',
    deleted: 'delete',
  } as const
  const ids: Record<string, string> = {}
  for (const status of COMMENT_STATUSES) {
    const id = await submit(client, 'statuses', { body: `secret-${status}`, author: { name: `name-${status}` } })
    if (status !== 'pending') await decideAll(service, actions[status], [id])
    ids[status] = id
  }
  for (const query of ['', '?sort=newest', '?sort=top', `?limit=100`]) {
    const { text, body } = await read('statuses', query)
    t.strictSame(idsOf(body.comments), [ids.approved], query)
    t.equal(body.count, 1)
    for (const status of COMMENT_STATUSES) if (status !== 'approved') t.notMatch(text, new RegExp(`-${status}`), query)
  }
  for (const status of COMMENT_STATUSES) {
    if (status !== 'approved') isProblem(t, await read('statuses', `?under=${ids[status]}`), 404, 'under', status)
  }
  const embed = await client('/embed/demo/statuses')
  t.match(embed.text, 'secret-approved')
  t.notMatch(embed.text, /secret-(?:pending|held|rejected|spam|deleted)/)
  t.match((await client('/v1/sites/demo/counts?slug=statuses')).body, { counts: { statuses: 1 } })
})

t.test('a comment that goes leaves a tombstone only while something approved is below it', async (t) => {
  const top = await submitApproved(service, 'graves', { author: { name: 'Gone', url: 'https://gone.example' } })
  const middle = await submitApproved(service, 'graves', { parentId: top, body: 'Middle.' })
  const leaf = await submitApproved(service, 'graves', { parentId: middle, body: 'Leaf.' })
  await read('graves')
  await decideAll(service, 'reject', [top])
  await decideAll(service, 'delete', [middle])
  const { body, text } = await read('graves')
  t.equal(body.count, 1)
  t.strictSame(shape(body.comments), [[top, [[middle, [[leaf, []]]]]]])
  t.match(body.comments[0], { deleted: true, html: '', votes: 0, author: { name: '', url: null, id: /^[0-]+$/ } })
  t.notMatch(text, /Gone|gone\.example|Middle/)

  await decideAll(service, 'markSpam', [leaf])
  t.match((await read('graves')).body, { count: 0, comments: [] }, 'the last one takes its tombstones with it')
  await decideAll(service, 'approve', [leaf])
  t.strictSame(shape((await read('graves')).body.comments), [[top, [[middle, [[leaf, []]]]]]], 'and brings them back')
})

t.test('a decision shows in the very next answer of the same process', async (t) => {
  const id = await submitApproved(service, 'prompt')
  for (let round = 0; round < 5; round += 1) {
    t.equal((await read('prompt')).body.count, 1)
    await decideAll(service, 'hold', [id])
    t.equal((await read('prompt')).body.count, 0)
    t.match((await client('/embed/demo/prompt')).text, /<html/)
    await decideAll(service, 'approve', [id])
  }
})

t.test('a query that makes no sense is refused by name', async (t) => {
  const { nextCursor } = (await read('long', '?limit=1')).body
  t.equal((await read('long', `?cursor=${nextCursor}`)).status, 200)
  const forged = Buffer.from('zzzzzzzzzzzz.01890000-0000-7000-8000-000000000000').toString('base64url')
  const cursors = [
    'x',
    `${nextCursor}!`,
    ` ${nextCursor}`,
    `${nextCursor?.slice(0, -4)}AAAA`,
    forged,
    'x'.repeat(100),
    '%00',
  ]
  for (const cursor of [...cursors, `${nextCursor}A`]) {
    isProblem(t, await read('long', `?cursor=${cursor}`), 400, 'cursor', cursor)
  }
  for (const [query, field] of [
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?limit=-1', 'limit'],
    ['?limit=1.5', 'limit'],
    ['?limit=1e1', 'limit'],
    ['?limit=', 'limit'],
    ['?limit=99999999999999999999', 'limit'],
    ['?limit=1&limit=2', 'limit'],
    ['?sort=best', 'sort'],
    ['?sort=', 'sort'],
    ['?sort=top&sort=top', 'sort'],
    ['?under=1', 'under'],
    ['?cursor=', 'cursor'],
    [`?cursor=${'x'.repeat(101)}`, 'cursor'],
    ['?surprise=1', 'query'],
    ['?__proto__=1', 'query'],
  ] as const) {
    isProblem(t, await read('long', query), 400, field, query)
  }
})

function idsOf(comments: readonly PublicComment[]): string[] {
  return comments.map(({ id }) => id)
}

type Shape = [id: string, replies: Shape[]]

function shape(comments: readonly PublicComment[]): Shape[] {
  return comments.map(({ id, replies }) => [id, shape(replies)])
}
