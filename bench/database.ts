/** Databases of a benchmark, and the rows it puts there itself. */

import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type Db, openDatabase } from '../db/database.js'
import { migrateUp } from '../db/migrate.js'
import { insertSite } from '../db/queries/sites.js'
import { insertSubmissions, type NewSubmission } from '../db/queries/submissions.js'
import type { AuthorId, CommentId, SiteId, ThreadId } from '../src/domain/comment.js'
import { DEFAULT_POLICY } from '../src/domain/policy.js'
import { decideComment } from '../src/lifecycle/decide-comment.js'
import { createNewId } from '../src/new-id.js'
import type { DomainHash, EmailHash } from '../src/privacy/hash-email.js'
import type { NetworkHash } from '../src/privacy/hash-network.js'
import { Redacted } from '../src/privacy/redacted.js'
import { until } from './children.js'
import { sampleComment } from './sample-comments.js'

const SITE = 'demo' as SiteId
const BATCH = 200
const DECIDED_WITHIN_MS = 120_000
const newId = createNewId(Date.now)

/** Makes an empty database with the service's tables and its demo site. */
export async function createDatabase(serverUrl: string): Promise<string> {
  const name = `bench_${randomUUID().slice(0, 8)}`
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = serverUrl.replace(/\/[^/?]*(\?|$)/, `/${name}$1`)
  await withDatabase(url, async (db) => {
    await migrateUp(db)
    await insertSite(db, {
      id: SITE,
      name: 'Demo',
      origins: [],
      language: 'en',
      policy: DEFAULT_POLICY,
      keySeed: randomUUID(),
      createdAt: new Date(),
    })
  })
  return url
}

export async function withDatabase<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = openDatabase(new Redacted(url), () => {})
  try {
    return await work(db)
  } finally {
    await close()
  }
}

/** Stores comments unseen, as the service does; the numbers are those of sample comments. */
export async function insertPending(db: Db, options: { slug: string; from: number; count: number }): Promise<void> {
  const rows = Array.from({ length: options.count }, (_, index) => makeRow(options.slug, options.from + index, null))
  for (let at = 0; at < rows.length; at += BATCH) await insertSubmissions(db, rows.slice(at, at + BATCH))
}

/** A thread of approved comments, every second one a reply to the one before. */
export async function insertThread(db: Db, slug: string, count: number): Promise<void> {
  let parent: CommentId | null = null
  for (let number = 0; number < count; number += 1) {
    const row = makeRow(slug, number, number % 2 === 0 ? null : parent)
    await insertSubmissions(db, [row])
    await decideComment(
      { db, clock: () => new Date(), newId, announce: () => {} },
      {
        commentId: row.commentId,
        action: 'approve',
        by: { kind: 'system', name: null },
        reason: 'clean',
        note: null,
        ifRevision: undefined,
        onlyPending: true,
        policy: null,
      },
    )
    parent = row.commentId
  }
}

function makeRow(slug: string, number: number, parentId: CommentId | null): NewSubmission {
  const { author, body } = sampleComment(number)
  const now = new Date()
  const hash = Buffer.alloc(32)
  hash.writeUInt32BE(number)
  const hasEmail = author.email !== undefined
  return {
    key: randomUUID(),
    fingerprint: hash,
    keepUntil: new Date(now.getTime() + 60_000),
    commentId: newId() as CommentId,
    siteId: SITE,
    slug,
    pageUrl: null,
    pageTitle: null,
    parentId,
    threadBegunAfter: null,
    threadId: newId() as ThreadId,
    authorId: randomUUID() as AuthorId,
    emailHash: hasEmail ? (hash as EmailHash) : null,
    domainHash: hasEmail ? (hash as Buffer as DomainHash) : null,
    authorName: author.name,
    authorUrl: null,
    body,
    form: { honeypotFilled: false, token: 'missing', elapsedMs: null },
    networkHash: hash as Buffer as NetworkHash,
    networkBanId: null,
    submittedAt: now,
    editableUntil: now,
  }
}

/** Waits until nothing is pending any more. */
export async function untilDecided(db: Db): Promise<void> {
  const pending = db.selectFrom('comments').select('id').where('status', '=', 'pending').limit(1)
  await until('every decision', async () => (await pending.execute()).length === 0, DECIDED_WITHIN_MS)
}
