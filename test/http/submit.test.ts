/** Sending a comment: what is accepted, what is refused and with which words, and what makes two requests one comment. */

import t from 'tap'
import type { CommentId } from '../../src/domain/comment.js'
import type { Answer } from '../support/client.js'
import {
  type Accepted,
  asForm,
  commentsPath,
  decideAll,
  isProblem,
  makeSubmission,
  submit,
  submitApproved,
  type Thread,
  threadPath,
} from '../support/requests.js'
import { createSite, startTestService } from '../support/service.js'

// Without workers nothing changes behind the test's back: each comment stays as it was left.
const service = await startTestService(t, { hasWorkers: false, config: { trustProxy: ['127.0.0.1'] } })
const { client, admin, runtime } = service
await createSite(runtime, 'careful', { requireEmail: true })
await createSite(runtime, 'short-lived', { closeAfterDays: 1 })

const send = (slug: string, change: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  client<Accepted>(commentsPath(slug), { json: makeSubmission(change), headers })

t.test('a comment is answered with what its author needs, and nothing of what they typed', async (t) => {
  const answer = await send('shape', {
    author: { name: 'Ann', email: 'ann.unseen@example.org', url: 'https://ann.example/' },
  })
  t.equal(answer.status, 202)
  t.strictSame(Object.keys(answer.body).sort(), ['editableUntil', 'id', 'receipt', 'status'])
  t.equal(answer.body.status, 'pending')
  t.match(answer.body.receipt, /^cr1_/)
  t.ok(Date.parse(answer.body.editableUntil) > Date.now())
  t.notMatch(answer.text, /unseen/)
  t.equal(answer.headers.get('cache-control'), 'no-store')
})

t.test('an unknown site is not found, and neither is what cannot be a site', async (t) => {
  for (const site of ['nowhere', 'DEMO', '-', 'a'.repeat(51), 'd%00', '%F0%9F%98%80']) {
    const answer = await client(`/v1/sites/${site}/threads/x/comments`, { json: makeSubmission() })
    t.ok(answer.status === 404 || answer.status === 400, `${site}: ${answer.status}`)
  }
  isProblem(t, await client('/v1/sites/nowhere/threads/x/comments', { json: makeSubmission() }), 404)
})

t.test('a slug is any word of any script, and is read under the name it was written to', async (t) => {
  const slugs = [
    'été',
    '日本語',
    'кошка',
    'a/b/c',
    '2026/11/hello-world',
    '~me',
    'a..b',
    '...',
    'न​'.slice(0, 1),
    'x'.repeat(200),
  ]
  for (const slug of [...slugs, '𐐀'.repeat(200)]) {
    await submitApproved(service, slug)
    const { status, body } = await client<Thread>(threadPath(slug))
    t.match({ status, body }, { status: 200, body: { slug, count: 1 } }, slug)
  }
})

t.test('a slug that is too long, or holds what no slug may, is refused by name', async (t) => {
  const refused = [
    'x'.repeat(201),
    '𐐀'.repeat(201),
    'a b',
    'a?b',
    'a#b',
    'a%b',
    '<b>',
    'a\\b',
    'a\u0000',
    'a\u202e',
    '😀',
  ]
  for (const slug of refused) {
    isProblem(t, await client(commentsPath(slug), { json: makeSubmission() }), 400, 'slug', slug.slice(0, 20))
    isProblem(t, await client(threadPath(slug)), 400, 'slug', slug.slice(0, 20))
  }
})

t.test('a slug has no . or .. between its slashes, which a browser would fold away', async (t) => {
  for (const slug of ['a/../b', 'a/./b', '../a', './a', 'a/..', 'a/.', '/..']) {
    isProblem(t, await client(commentsPath(slug), { json: makeSubmission() }), 400, 'slug', slug)
  }
})

t.test('a reply belongs below an approved comment of the same thread', async (t) => {
  const approved = await submitApproved(service, 'talk')
  const unseen = await submit(client, 'talk', { body: 'Not seen by anybody yet.' })
  const elsewhere = await submitApproved(service, 'other-talk')
  t.equal((await send('talk', { parentId: approved })).status, 202)
  t.equal((await send('talk', { parentId: approved.toUpperCase(), body: 'In capitals.' })).status, 202)
  for (const [parentId, why] of [
    [unseen, 'not approved'],
    [elsewhere, 'of another thread'],
    ['01890000-0000-7000-8000-000000000000', 'nowhere'],
  ]) {
    isProblem(t, await send('talk', { parentId, body: `A reply to one that is ${why}.` }), 422, 'parentId', why)
  }
  isProblem(t, await send('never-begun', { parentId: approved }), 422, 'parentId', 'in a thread that is not there')
  for (const parentId of ['1', 'x'.repeat(36), `{${approved.slice(0, 34)}}`]) {
    isProblem(t, await send('talk', { parentId }), 400, 'parentId', parentId)
  }
  t.equal((await send('talk', { parentId: null, body: 'No parent, said aloud.' })).status, 202)
})

t.test('replies go twenty levels deep, and not one more', async (t) => {
  let parentId = await submitApproved(service, 'deep')
  for (let depth = 1; depth <= 20; depth += 1) {
    parentId = await submitApproved(service, 'deep', { parentId, body: `Level ${depth}.` })
  }
  isProblem(t, await send('deep', { parentId, body: 'Level 21.' }), 422, 'parentId')
})

t.test('a key makes the same comment one, however often it comes', async (t) => {
  const key = { 'idempotency-key': 'a-click' }
  const first = await send('keyed', {}, key)
  const again = await send('keyed', {}, key)
  t.strictSame(again.body, first.body, 'the same answer, receipt and all')
  const quoted = await send('keyed', {}, { 'idempotency-key': '"a-click"' })
  t.equal(quoted.body.id, first.body.id, 'a quoted key, as the draft writes it, is the same key')
  isProblem(t, await send('keyed', { body: 'Something else.' }, key), 422)
  t.not((await send('keyed', {}, { 'idempotency-key': 'b' })).body.id, first.body.id, 'another key, another comment')

  t.equal(
    (await send('keyed', {}, { 'idempotency-key': `"${'k'.repeat(255)}"` })).status,
    202,
    '255 letters fit in quotes',
  )
  for (const bad of ['k'.repeat(256), '', '""', 'caf\u00e9']) {
    isProblem(t, await send('keyed', {}, { 'idempotency-key': bad }), 400, 'idempotency-key', bad.slice(0, 9))
  }
})

t.test('a key is honoured from another network too; without one the network tells two senders apart', async (t) => {
  const from = (address: string, key: string) => ({ 'x-forwarded-for': address, 'idempotency-key': key })
  for (const [author, key] of [
    [{ name: 'Ann' }, 'f2b7c1d0-on-the-train'],
    [{ name: 'Ann', email: 'ann@example.org' }, 'on-the-train-with-address'],
  ] as const) {
    const first = await send('roaming', { author }, from('203.0.113.7', key))
    const again = await send('roaming', { author }, from('2001:db8::7', key))
    t.match({ status: again.status, body: again.body }, { status: 202, body: first.body }, key)
    isProblem(
      t,
      await send('roaming', { author, body: 'Another text.' }, from('2001:db8::7', key)),
      422,
      undefined,
      key,
    )
  }
  const stranger = { author: { name: 'Ann', email: 'bob@example.org' } }
  isProblem(t, await send('roaming', stranger, from('2001:db8::7', 'on-the-train-with-address')), 422)

  await send('roaming', { body: 'A key to guess.' }, from('203.0.113.7', '1'))
  isProblem(t, await send('roaming', { body: 'A key to guess.' }, from('2001:db8::7', '1')), 422)

  const here = await send('roaming', { body: 'No key.' }, { 'x-forwarded-for': '203.0.113.7' })
  const there = await send('roaming', { body: 'No key.' }, { 'x-forwarded-for': '2001:db8::7' })
  t.not(there.body.id, here.body.id)
})

t.test('fifty at once under one key are one row', async (t) => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => send('rush', {}, { 'idempotency-key': 'all-at-once' })),
  )
  t.strictSame([...new Set(answers.map(({ status, body }) => `${status} ${body.id}`))].length, 1)
  const rows = await runtime.deps.db
    .selectFrom('comments')
    .innerJoin('threads', 'threads.id', 'comments.threadId')
    .select('comments.id')
    .where('slug', '=', 'rush')
    .execute()
  t.strictSame(rows, [{ id: answers[0]?.body.id as CommentId }])
})

t.test('a double click without a key is one comment; another author or text is another', async (t) => {
  const [one, two] = await Promise.all([send('clicks'), send('clicks')])
  t.equal(one.body.id, two.body.id)
  t.not((await send('clicks', { body: 'I disagree, and here is why!' })).body.id, one.body.id)
  t.not((await send('clicks', { author: { name: 'Bob' } })).body.id, one.body.id)
  t.not((await send('clicks', { author: { name: 'Ann', email: 'ann@example.org' } })).body.id, one.body.id)
})

t.test('a closed thread takes nothing more, by hand or by age', async (t) => {
  await send('closing')
  await runtime.deps.db.updateTable('threads').set({ isOpen: false }).where('slug', '=', 'closing').execute()
  isProblem(t, await send('closing', { body: 'Too late.' }), 409)
  t.match((await client<Thread>(threadPath('closing'))).body, { open: false })

  const path = commentsPath('old', 'short-lived')
  const first = await client<Accepted>(path, { json: makeSubmission() })
  await decideAll(service, 'approve', [first.body.id])
  await runtime.deps.db
    .updateTable('threads')
    // The column is written once by the product; only a test makes a thread old.
    .set({ createdAt: new Date(Date.now() - 2 * 86_400_000) } as never)
    .where('slug', '=', 'old')
    .execute()
  isProblem(t, await client(path, { json: makeSubmission({ body: 'Too late.' }) }), 409)
})

t.test('a form is for a slug that a comment can be sent to', async (t) => {
  for (const slug of ['a%20b', '..', 'x/../y', 'a%3Fb', 'x'.repeat(201)])
    isProblem(t, await client(`/v1/sites/demo/form?slug=${slug}`), 400, 'slug', slug)
  for (const query of ['', '?slug=a', '?slug=2026/%C3%A9t%C3%A9'])
    t.equal((await client(`/v1/sites/demo/form${query}`)).status, 200, query)
})

t.test('a site may ask for an address; an empty one is none', async (t) => {
  const path = commentsPath('x', 'careful')
  isProblem(t, await client(path, { json: makeSubmission() }), 400, 'author.email')
  isProblem(
    t,
    await client(path, { json: makeSubmission({ author: { name: 'Ann', email: '' } }) }),
    400,
    'author.email',
  )
  const named = makeSubmission({ author: { name: 'Ann', email: 'ann@example.org' } })
  t.equal((await client(path, { json: named })).status, 202)
})

t.test('reading the address where comments are sent says what it takes', async (t) => {
  const answers: Answer[] = await Promise.all(
    ['GET', 'PUT', 'PATCH', 'DELETE'].map((method) => client(commentsPath('x'), { method })),
  )
  for (const answer of answers) {
    isProblem(t, answer, 405)
    t.equal(answer.headers.get('allow'), 'POST, OPTIONS')
  }
  t.equal((await client(commentsPath('x'), { method: 'HEAD' })).status, 405)
  const options = await client(commentsPath('x'), { method: 'OPTIONS' })
  t.match({ status: options.status, allow: options.headers.get('allow') }, { status: 204, allow: 'POST, OPTIONS' })
})

t.test('what came as a comment is what moderators and readers get', async (t) => {
  const body = 'One line,\nanother one.\r\n\r\n  Über *alles* – 日本 👩‍👩‍👧 \u00a0.'
  const id = await submit(client, 'whole', { body, author: { name: '  Ann ', url: 'https://EXAMPLE.org/a b' } })
  t.match((await admin(`/v1/admin/comments/${id}`)).body, {
    body: body.replaceAll('\r\n', '\n'),
    author: { name: 'Ann', url: 'https://example.org/a%20b' },
  })
  await decideAll(service, 'approve', [id])
  t.match((await client<Thread>(threadPath('whole'))).body.comments[0], { author: { name: 'Ann' } })
})

t.test('the page of a comment is kept when it is one of the site, and left out otherwise', async (t) => {
  const pages = {
    paged: { url: 'http://localhost:3000/post', title: 'My post' },
    strange: { url: 'https://evil.example/post', title: 'Mine' },
    'title-alone': { title: 'Said by a program' },
    'empty-url': { url: ' ', title: 'Said by a form' },
  }
  for (const [slug, page] of Object.entries(pages)) {
    const id = await submit(client, slug, { page })
    t.equal((await client<Thread>(threadPath(slug))).body.title, null, 'a stranger’s title waits with the comment')
    await decideAll(service, 'approve', [id])
  }
  t.match((await client<Thread>(threadPath('paged'))).body, { url: 'http://localhost:3000/post', title: 'My post' })
  t.match((await client<Thread>(threadPath('strange'))).body, { url: null, title: null })
  t.match((await client<Thread>(threadPath('title-alone'))).body, { url: null, title: 'Said by a program' })
  t.match((await client<Thread>(threadPath('empty-url'))).body, { url: null, title: 'Said by a form' })
  t.equal((await client(commentsPath('plain-form'), asForm({ 'author.name': 'Ann', body: 'Hello.' }))).status, 303)
})

t.test('a thread is called what its first visible comment says, and by no other', async (t) => {
  const named = (title: string) => ({ page: { title, url: `http://localhost:3000/${encodeURIComponent(title)}` } })
  const page = async () => {
    const { title, url } = (await client<Thread>(threadPath('named'))).body
    return { title, url }
  }
  const spam = await submit(client, 'named', { body: 'Spam.', ...named('Cheap pills') })
  const second = await submit(client, 'named', { body: 'Two.', ...named('The article') })
  const third = await submit(client, 'named', { body: 'Three.', ...named('The same article') })
  await decideAll(service, 'markSpam', [spam])
  await submitApproved(service, 'named', { body: 'From nowhere.' })
  t.strictSame(await page(), { title: null, url: null }, 'the title of what is spam is nobody’s')
  t.match((await admin(`/v1/admin/comments/${third}`)).body, { thread: { title: 'The same article' } })

  await decideAll(service, 'approve', [third])
  t.equal((await page()).title, 'The same article')
  await decideAll(service, 'approve', [second])
  t.equal((await page()).title, 'The same article', 'it does not change with every comment')
  await decideAll(service, 'reject', [third])
  t.strictSame(await page(), { title: 'The article', url: 'http://localhost:3000/The%20article' })
  t.match((await admin(`/v1/admin/comments/${spam}`)).body, { thread: { title: 'The article' } })
  await decideAll(service, 'reject', [second])
  t.strictSame(await page(), { title: null, url: null }, 'it goes with the last that said so')
})
