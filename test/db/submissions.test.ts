/** Taking submits in while others make the same thread, author or key at the same moment. */

import { randomUUID } from 'node:crypto'
import t from 'tap'
import { openDatabase } from '../../db/database.js'
import { insertSite } from '../../db/queries/sites.js'
import { insertSubmissions, type NewSubmission } from '../../db/queries/submissions.js'
import type { AuthorId, CommentId, SiteId, ThreadId } from '../../src/domain/comment.js'
import { DEFAULT_POLICY } from '../../src/domain/policy.js'
import type { DomainHash, EmailHash } from '../../src/privacy/hash-email.js'
import { Redacted } from '../../src/privacy/redacted.js'
import { createTestDatabase } from '../support/test-db.js'

const siteId = 'blog' as SiteId
const { db, close } = openDatabase(new Redacted(await createTestDatabase(t)), () => {})
t.before(async () => {
  const now = new Date()
  await insertSite(db, {
    id: siteId,
    name: 'Blog',
    origins: [],
    language: 'en',
    policy: DEFAULT_POLICY,
    keySeed: randomUUID(),
    createdAt: now,
  })
})
t.teardown(close)

function makeSubmission(fields: Partial<NewSubmission>): NewSubmission {
  const now = new Date()
  return {
    key: randomUUID(),
    fingerprint: Buffer.alloc(32),
    keepUntil: new Date(now.getTime() + 60_000),
    commentId: randomUUID() as CommentId,
    siteId,
    slug: 'thread',
    pageUrl: null,
    pageTitle: null,
    parentId: null,
    threadBegunAfter: null,
    threadId: randomUUID() as ThreadId,
    authorId: randomUUID() as AuthorId,
    emailHash: null,
    domainHash: null,
    authorName: 'Ann',
    authorUrl: null,
    body: 'A comment.',
    form: { honeypotFilled: false, token: 'missing', elapsedMs: null },
    networkHash: null,
    networkBanId: null,
    submittedAt: now,
    editableUntil: now,
    ...fields,
  }
}

const count = async (table: 'threads' | 'authors' | 'comments' | 'submissions'): Promise<number> => {
  const { total } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

t.test('statements that make the same thread at the same time all take their comments', async (t) => {
  for (let round = 0; round < 20; round += 1) {
    const rows = Array.from({ length: 8 }, () => makeSubmission({ slug: `new-${round}` }))
    const taken = await Promise.all(rows.map((row) => insertSubmissions(db, [row])))
    t.ok(
      taken.every((ids) => ids.size === 1),
      'none was left out',
    )
  }
  t.equal(await count('threads'), 20)
})

t.test('statements that make the same author at the same time share them', async (t) => {
  const before = await count('authors')
  for (let round = 0; round < 20; round += 1) {
    const emailHash = Buffer.alloc(32, round + 1) as EmailHash
    const rows = Array.from({ length: 8 }, () =>
      makeSubmission({ emailHash, domainHash: emailHash as Buffer as DomainHash }),
    )
    const taken = await Promise.all(rows.map((row) => insertSubmissions(db, [row])))
    t.ok(
      taken.every((ids) => ids.size === 1),
      'none was left out',
    )
  }
  t.equal((await count('authors')) - before, 20)
})

t.test('a submit that is left out leaves nothing behind', async (t) => {
  const first = makeSubmission({ slug: 'once' })
  t.equal((await insertSubmissions(db, [first])).size, 1)
  const before = { authors: await count('authors'), comments: await count('comments') }
  const again = { ...first, commentId: randomUUID() as CommentId, authorId: randomUUID() as AuthorId }
  t.equal((await insertSubmissions(db, [again])).size, 0)
  t.strictSame({ authors: await count('authors'), comments: await count('comments') }, before)
})

t.test('replies in one batch with a top-level comment of a new thread are told apart', async (t) => {
  const top = makeSubmission({ slug: 'mixed' })
  const orphan = makeSubmission({ slug: 'nowhere', parentId: randomUUID() as CommentId })
  const taken = await insertSubmissions(db, [top, orphan])
  t.strictSame([...taken], [top.commentId])
})
